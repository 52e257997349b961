import pytest

from plait.reading.model import Kind
from tests.unit.reading.marlshire import read_text

TEMPLATE = """Marlshire Partnership
Minutes of [name of group]
Date: [date]  Venue: [venue]
Apologies: [names]
Action: [what is to be done] Owner: [initials]
"""
REPORT = """Annual report on training 2024
Summary
This report describes the courses held in the year and what people said about them afterwards in interviews.
Recommendations
Managers should discuss learning with their staff. The partnership will widen the pool of trainers.
"""
LETTER = """Marl House, 4 May 2025
Dear Mrs Hartree
Thank you for the minutes, which I have read. I would be glad to meet you.
Yours sincerely
P Lockyer
"""
AGENDA = """Agenda of the Audit Group
Tuesday 4 March 2025, 1:30pm
1. Welcome
2. Minutes of the last meeting
3. Any other business
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (TEMPLATE, "template"),
        (REPORT, "report"),
        (LETTER, "letter"),
        (AGENDA, "agenda"),
        ("Shopping: milk", "not read"),
    ],
)
def test_what_is_no_set_of_minutes_says_why_and_gives_nothing(text: str, word: str) -> None:
    reading = read_text(text)
    assert reading.kind is Kind.NOT_MINUTES
    assert word in (reading.reason or "")
    assert not (reading.actions)
    assert not (reading.attendees)
    assert not (reading.items)
