"""Minutes as forms of two columns, and action logs that carry over from meeting to meeting."""

from datetime import date

from plait.reading.model import DueKind, Presence, Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import heading, paragraphs, rows, word_document

FORM = read_document(
    word_document(
        rows(
            0,
            ("Meeting Title:", "Marlshire Missing Children Group"),
            ("Date & Time:", "11 March 2025 – 9.30am to 11.30am"),
            ("Venue:", "Microsoft Teams"),
            ("Attendees:", "Abbie Dorr (AD), Marl Valley Police; Ben Esk (BE), Council; Cleo Fane, MSCP Manager"),
            ("Apologies:", "Guy Jarr – Housing (Hal Kemp attended)"),
        ),
        rows(
            1,
            ("Agenda Item", "Discussion & Decisions", "Action / Lead / Timescale"),
            ("1. Welcome", "AD welcomed members and introductions were made.", ""),
            ("2. Minutes & matters arising", "The minutes were agreed.", "BE – send the data – next meeting"),
            ("3. Profile", "Places were discussed.", "1. AD to invite the lead by end of May\n2. BE & AD to meet"),
            ("4. Date of next meeting", "13 May 2025 at 9.30am", ""),
        ),
    )
)


def test_a_form_gives_the_head() -> None:
    assert (FORM.title, FORM.date) == ("Marlshire Missing Children Group", date(2025, 3, 11))
    assert (FORM.start, FORM.end, FORM.venue) == ("09:30", "11:30", "Microsoft Teams")


def test_a_form_gives_the_attendance() -> None:
    assert [(a.name, a.status) for a in FORM.attendees] == [
        ("Abbie Dorr", Presence.PRESENT),
        ("Ben Esk", Presence.PRESENT),
        ("Cleo Fane", Presence.BUSINESS_UNIT),
        ("Guy Jarr", Presence.APOLOGIES),
        ("Hal Kemp", Presence.DEPUTY),
    ]


def test_a_column_of_actions_with_leads_and_days_in_one() -> None:
    assert [(a.item, a.text, [o.text for o in a.owners], a.due.kind, a.status) for a in FORM.actions] == [
        ("2", "send the data", ["BE"], DueKind.NEXT_MEETING, Status.NEW),
        ("3", "AD to invite the lead by end of May", ["AD"], DueKind.DATE, Status.NEW),
        ("3", "BE & AD to meet", ["BE", "AD"], DueKind.NONE, Status.NEW),
    ]


def test_a_log_of_earlier_meetings_tells_old_actions_apart_by_when_they_were_raised() -> None:
    found = read_document(
        word_document(
            paragraphs("Marlshire Board", "Minutes of the meeting, 19 November 2024", "Present: Ivy Kane, Jon Lowe"),
            heading("Welcome"),
            paragraphs("The Chair welcomed members."),
            heading("Actions"),
            rows(
                0,
                ("No", "Date raised", "Action", "Owner", "RAG", "Update"),
                ("12", "Sept 24", "Share the evaluation", "JL", "G", "Circulated 2/10"),
                ("14", "Sept 24", "Find somebody to speak", "IK", "A", "Two people approached"),
                ("15", "03/09/2024", "Write to the leads", "IK", "R", ""),
                ("16", "19/11/2024", "Book the hall", "JL", "", ""),
            ),
            heading("Next meeting"),
            paragraphs("Tuesday 21 January 2025"),
        )
    )
    assert [a.status for a in found.actions] == [
        Status.DONE,
        Status.IN_PROGRESS,
        Status.CARRIED_FORWARD,
        Status.NEW,
    ]
