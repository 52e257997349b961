"""Reading while somebody types."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plait.reading.live import ItemFindings, Sitting, read_item, read_typed
from plait.reading.model import Attendee, DueKind, Presence, Source
from tests.unit.reading.marlshire import MINUTES, read_text

SITTING = Sitting(
    (
        Attendee("Olwen Hartree", "OH", "Marlshire County Council", None, Presence.PRESENT, None, Source(1, 1)),
        Attendee("Piers Lockyer", "PL", "Marl Valley Police", None, Presence.PRESENT, None, Source(2, 2)),
        Attendee("Petra Lindell", "PL", "Marlshire ICB", None, Presence.PRESENT, None, Source(3, 3)),
    ),
    date(2025, 3, 4),
    date(2025, 5, 6),
)


def test_an_item_is_read_with_the_roll_and_the_days_of_its_meeting() -> None:
    found = read_item(
        "OH offered to ring the printers.\nAction: OH to bring the leaflet to the next meeting.\n"
        "Action: PL to check the list by 28 March.\nDecision: The leaflet is blue.",
        SITTING,
        number="4",
    )
    assert [(a.item, a.due.kind, a.due.date) for a in found.actions] == [
        ("4", DueKind.NEXT_MEETING, date(2025, 5, 6)),
        ("4", DueKind.DATE, date(2025, 3, 28)),
    ]
    assert [d.text for d in found.decisions] == ["The leaflet is blue."]
    assert [e.who for e in found.loose_ends] == ["OH"]
    assert [(q.about, q.candidates) for q in found.questions] == [
        ("actions[1].owners[0]", ("Piers Lockyer", "Petra Lindell"))
    ]
    assert found.actions[0].source.first_line == 2


def test_nothing_typed_says_nothing() -> None:
    assert read_item("", SITTING) == ItemFindings()


def test_the_whole_as_typed_is_read_like_a_file() -> None:
    typed, filed = read_typed(MINUTES.replace("\n", "\r\n")), read_text(MINUTES)
    assert [a.text for a in typed.actions] == [a.text for a in filed.actions]
    assert typed.attendees == filed.attendees


@given(st.text(max_size=300))
def test_whatever_is_half_typed_is_read(text: str) -> None:
    assert isinstance(read_item(f"Action: {text}", SITTING), ItemFindings)
