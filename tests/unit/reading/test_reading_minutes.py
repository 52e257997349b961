"""What a minute taker may expect of a whole set of minutes."""

from datetime import date

from plait.reading.model import DueKind, Kind, OwnerKind, Presence
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import HEAD, MINUTES, paragraphs, read_text, word_document

READING = read_text(MINUTES)


def test_the_head_is_read() -> None:
    assert READING.kind is Kind.MINUTES
    assert READING.title == "Minutes of the Early Years Practice Group"
    assert READING.group == "Marlshire Safeguarding Children Partnership - Early Years Practice Group"
    assert (READING.date, READING.start, READING.end) == (date(2025, 3, 4), "13:30", "15:00")
    assert READING.venue == "Via Microsoft Teams"


def test_broken_attendance_rows_are_put_together() -> None:
    found = {a.name: a for a in READING.attendees}
    assert found["Olwen Hartree"].post == "Assistant Director, Family Support"
    assert found["Piers Lockyer"].post == "Detective Inspector Public Protection"
    assert found["Petra Lindell"].organisation == "Marlshire Community Health NHS Trust"


def test_everybody_has_the_right_presence() -> None:
    by_presence = {p: {a.name for a in READING.attendees if a.status is p} for p in Presence}
    assert by_presence[Presence.BUSINESS_UNIT] == {"Jessamy Thorne"}
    assert by_presence[Presence.ABSENT] == {"Ivo Penhale"}
    assert by_presence[Presence.APOLOGIES] == {"Winifred Oake", "Tomas Bright"}
    assert len(by_presence[Presence.PRESENT]) == 4


def test_items_have_their_numbers() -> None:
    assert [item.number for item in READING.items] == ["1", "2", "3", "4", "5", "6"]
    assert READING.items[1].title == "Safer sleep"


def test_every_action_is_found_with_its_item() -> None:
    assert [action.item for action in READING.actions] == ["2", "2", "3", "3", "3"]
    assert all(action.labelled for action in READING.actions)


def test_shared_initials_become_a_question_and_are_never_guessed() -> None:
    owner = READING.actions[0].owners[0]
    assert owner.candidates == ("Piers Lockyer", "Petra Lindell")
    asked = {question.about: question for question in READING.questions}
    assert asked["actions[0].owners[0]"].text == "PL could be Piers Lockyer or Petra Lindell. Who is meant?"


def test_a_speaker_with_shared_initials_is_asked_about_once() -> None:
    speakers = [q for q in READING.questions if q.about.endswith(".speaker")]
    assert len(speakers) == 1
    line = int(speakers[0].about.removeprefix("lines[").split("]")[0])
    assert READING.lines[line - 1].text.startswith("PL said")


def test_a_counterpart_and_participants_are_no_owners() -> None:
    assert [o.text for o in READING.actions[1].owners] == ["OH", "AK"]
    assert [o.text for o in READING.actions[3].owners] == ["Greta Fenn"]


def test_a_name_that_nobody_bears_is_asked_about() -> None:
    owner = READING.actions[3].owners[0]
    assert (owner.kind, owner.candidates) == (OwnerKind.PERSON, ())
    assert any(q.about == "actions[3].owners[0]" for q in READING.questions)


def test_days_are_reckoned_from_the_meeting() -> None:
    dues = [(a.due.kind, a.due.date) for a in READING.actions]
    assert dues == [
        (DueKind.DATE, date(2025, 3, 28)),
        (DueKind.WITHIN, date(2025, 3, 11)),
        (DueKind.DATE, date(2025, 5, 1)),
        (DueKind.NEXT_MEETING, date(2025, 5, 6)),
        (DueKind.NONE, None),
    ]


def test_a_delivery_date_said_in_the_talk_makes_the_due_hard() -> None:
    assert [a.due.hard for a in READING.actions] == [False, False, True, False, False]


def test_closing_lists_are_read() -> None:
    assert [e.text for e in READING.escalations] == ["Cots cannot be bought from the present budget."]
    assert [e.text for e in READING.impact] == ["A family was rehoused within a week."]
    assert [e.text for e in READING.next_agenda] == ["Referral form"]


def test_every_entry_points_at_lines_that_hold_it() -> None:
    for action in READING.actions:
        lines = READING.lines[action.source.first_line - 1 : action.source.last_line]
        assert action.text in " ".join(line.text for line in lines)


def test_minutes_without_actions_say_so() -> None:
    reading = read_document(word_document(HEAD, paragraphs("1. Welcome", "Nobody had anything to add.")))
    assert reading.kind is Kind.MINUTES
    assert [(w.code, w.text) for w in reading.warnings] == [("no_actions_found", "No actions found.")]


def test_run_together_headings_actions_and_apologies_are_parted() -> None:
    text = MINUTES.split("1. Welcome")[0] + (
        "1.\tWelcome and Apologies Apologies Rhona Sturt – Marlshire Hospice Wim Adair – Larkrise School Conflict of"
        " Interests None were declared.\n"
        "2.\tTerms of Reference OH asked for two changes and for the wording to be made plain. "
        "Action: AK to send the terms to JT. Action: The Business Unit to publish them. "
        "Decision: The group agreed the terms.\n"
    )
    reading = read_text(text)
    assert [i.title for i in reading.items] == ["Welcome and Apologies", "Terms of Reference"]
    assert [a.text for a in reading.actions] == [
        "AK to send the terms to JT.",
        "The Business Unit to publish them.",
    ]
    assert [d.text for d in reading.decisions] == ["The group agreed the terms."]
    assert {"Rhona Sturt", "Wim Adair"} <= {a.name for a in reading.attendees}


def test_closing_lists_printed_again_are_read_once_and_the_cut_end_is_told() -> None:
    impact = "What made a difference today A family was rehoused. Two schools share a nurse."
    again = "A family was rehoused. Two schools share a nurse."
    tail = (
        f"7.\tWhat made a difference today\n7.\t{impact}\n\t{again}\n\t{again} Any Other Business None. Next Meeting\n"
    )
    reading = read_text(MINUTES.split("5. What made")[0] + tail)
    assert [e.text for e in reading.impact] == ["A family was rehoused.", "Two schools share a nurse."]
    assert reading.next_agenda == ()
    assert [e.text for e in reading.escalations] == ["Cots cannot be bought from the present budget."]
    assert "text_ends_early" in {w.code for w in reading.warnings}
