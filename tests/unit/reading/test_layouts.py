"""The layouts in which actions stand in documents."""

from datetime import date

from plait.reading.model import DueKind, OwnerKind, Presence, Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import HEAD, bullets, heading, paragraphs, rows, word_document


def test_an_action_table_gives_owner_due_and_status() -> None:
    table = rows(
        0,
        ("Action", "Owner", "Due", "Status"),
        ("Book the hall", "OH, AK", "14/02/2025", "New"),
        ("Share the list", "Chair", "", "Done"),
        ("Find a room", "All agencies", "end of March 2025", "Carried forward"),
    )
    reading = read_document(word_document(HEAD, heading("1. Audit"), table))
    assert [a.status for a in reading.actions] == [Status.NEW, Status.DONE, Status.CARRIED_FORWARD]
    assert [o.text for o in reading.actions[0].owners] == ["OH", "AK"]
    assert reading.actions[1].owners[0].kind is OwnerKind.POST
    assert reading.actions[1].owners[0].candidates == ("Amadou Keene",)
    assert reading.actions[2].due.date == date(2025, 3, 31)


def test_an_action_column_names_owners_before_and_days_behind() -> None:
    table = rows(
        0,
        ("Item", "Discussion", "Action"),
        ("1 Sample", "OH explained the sample.", "OH + AK Draw twelve files [14 February, fixed]\nAK Tell schools"),
        ("2 Tools", "Nothing was said.", ""),
    )
    reading = read_document(word_document(HEAD, table))
    assert [i.title for i in reading.items] == ["Sample", "Tools"]
    assert [a.text for a in reading.actions] == ["Draw twelve files", "Tell schools"]
    assert [o.text for o in reading.actions[0].owners] == ["OH", "AK"]
    assert (reading.actions[0].due.date, reading.actions[0].due.hard) == (date(2025, 2, 14), True)


def test_a_summary_in_other_words_repeats_the_inline_actions() -> None:
    inline = paragraphs(
        "Action: OH to collect the three late surveys from wards by 14 February.",
        "Action: AK to hand round the rota for correction.",
    )
    table = rows(
        0,
        ("Owner", "Action", "By when"),
        ("AK", "Hand round rota for corrections", ""),
        ("OH", "Collect late surveys", ""),
    )
    reading = read_document(word_document(HEAD, heading("1. Audit"), inline, heading("Summary of actions"), table))
    assert len(reading.actions) == 2
    assert reading.actions[0].text.startswith("OH to collect")
    assert [i.title for i in reading.items] == ["Audit"]


def test_a_repeat_with_another_owner_keeps_the_first_and_warns() -> None:
    twice = paragraphs("Action: OH to collect the late surveys.")
    table = rows(0, ("Owner", "Action", "By when"), ("AK", "Collect the late surveys", ""))
    reading = read_document(word_document(HEAD, heading("1. Audit"), twice, table))
    assert [o.text for a in reading.actions for o in a.owners] == ["OH"]
    assert "owner_conflict" in {w.code for w in reading.warnings}


def test_a_block_printed_again_is_read_once() -> None:
    cell = ("9.", "Lending library\nAction: OH to stock the lending library by 1 October 2025.")
    reading = read_document(word_document(HEAD, rows(0, ("8.", "Data"), cell, cell)))
    assert len(reading.actions) == 1
    assert [i.number for i in reading.items] == ["8", "9"]
    assert "repeated_block" in {w.code for w in reading.warnings}


def test_owners_in_a_bracket_behind_the_action() -> None:
    lines = paragraphs(
        "Action – post the invitations by Friday 7 February (OH and AK)", "Action – book the hall (Wilf Garrow)"
    )
    reading = read_document(word_document(HEAD, heading("1. Reviews"), lines))
    assert reading.actions[0].text == "post the invitations by Friday 7 February"
    assert [o.text for o in reading.actions[0].owners] == ["OH", "AK"]
    assert reading.actions[1].owners[0].candidates == ()


def test_an_owner_between_the_label_and_its_colon() -> None:
    lines = paragraphs("Action OH and AK: Agree one form", "Action completed", "Action Plan: the plan was noted.")
    reading = read_document(word_document(HEAD, heading("1. Forms"), lines))
    assert [(a.text, a.status) for a in reading.actions] == [("Agree one form", Status.DONE)]
    assert [o.text for o in reading.actions[0].owners] == ["OH", "AK"]


def test_a_list_below_an_actions_label_and_its_end() -> None:
    parts = [
        paragraphs("Actions:"),
        bullets("Olwen to paint the fence", "Each nursery to weigh the parcels"),
        heading("2. Close"),
    ]
    reading = read_document(word_document(HEAD, heading("1. Hubs"), *parts, bullets("Tea was served")))
    assert [a.text for a in reading.actions] == ["Olwen to paint the fence", "Each nursery to weigh the parcels"]
    assert reading.actions[1].owners[0].kind is OwnerKind.ALL


def test_numbered_actions_keep_their_number_out_of_the_text() -> None:
    lines = paragraphs("ACTION 06/25 OH to send the figures within ten working days", "Action 7: PDX to ring AK")
    reading = read_document(word_document(HEAD, heading("1. Figures"), lines))
    assert reading.actions[0].text == "OH to send the figures within ten working days"
    assert reading.actions[0].due.date == date(2025, 2, 17)
    assert reading.actions[1].owners[0].kind is OwnerKind.UNKNOWN


def test_an_action_without_an_owner_is_asked_about() -> None:
    reading = read_document(word_document(HEAD, heading("1. Room"), paragraphs("Action: Find a larger room.")))
    assert reading.actions[0].owners == ()
    assert [q.about for q in reading.questions] == ["actions[0].owners"]


def test_sentences_assign_only_where_nothing_is_labelled() -> None:
    told = paragraphs(
        "The leaflet is old. Olwen Hartree agreed to rewrite it by 14 March. Amadou Keene had asked before."
    )
    alone = read_document(
        word_document(HEAD, heading("Sleep"), told, heading("Close"), paragraphs("Thanks were given."))
    )
    assert [(a.text, a.labelled) for a in alone.actions] == [("Olwen Hartree agreed to rewrite it by 14 March.", False)]
    labelled = read_document(word_document(HEAD, heading("Sleep"), told, paragraphs("Action: AK to print it.")))
    assert [a.text for a in labelled.actions] == ["AK to print it."]


def test_only_this_meetings_column_of_a_matrix_counts() -> None:
    head = paragraphs("Minutes of the Hub Board", "Date: 3 February 2025")
    table = rows(
        0,
        ("Name", "Post and organisation", "06/01/25", "03/02/25"),
        ("Olwen Hartree (OH)", "Director, Marlshire County Council", "A", "P"),
        ("Amadou Keene (AK)", "Manager, Larkrise Homes", "P", "A"),
        ("Wim Adair (WA) for Amadou Keene", "Officer, Larkrise Homes", "-", "D"),
        ("Rhona Sturt (RS)", "Nurse, Marlshire Hospice", "P", "-"),
        ("VACANT", "Elected member", "", ""),
    )
    reading = read_document(word_document(head, table, heading("1. Hubs"), paragraphs("Action: OH to ring AK.")))
    found = {a.name: (a.status, a.deputising_for) for a in reading.attendees}
    assert found == {
        "Olwen Hartree": (Presence.PRESENT, None),
        "Amadou Keene": (Presence.APOLOGIES, None),
        "Wim Adair": (Presence.DEPUTY, "Amadou Keene"),
    }


def test_an_agenda_after_the_end_is_no_part_of_the_minutes() -> None:
    parts = [
        heading("1. Hubs"),
        paragraphs("Action: OH to ring AK."),
        paragraphs("AGENDA", "Audit Group", "1. Welcome", "2. Hubs"),
    ]
    reading = read_document(word_document(HEAD, *parts))
    assert [i.title for i in reading.items] == ["Hubs"]


def test_due_kinds_of_columns() -> None:
    table = rows(
        0, ("Action", "Who", "By when"), ("Ring the school", "OH", "asap"), ("Write to all", "AK", "next meeting")
    )
    reading = read_document(word_document(HEAD, heading("1. Calls"), table))
    assert [a.due.kind for a in reading.actions] == [DueKind.CONDITIONAL, DueKind.NEXT_MEETING]
