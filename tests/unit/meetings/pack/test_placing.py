import math

from hypothesis import given
from hypothesis import strategies as st

from plait.meetings.pack.placing import STRIP, placed, seen

numbers = st.floats(allow_nan=True, allow_infinity=True)
boxes = st.none() | st.lists(numbers, min_size=3, max_size=5)


@given(boxes, boxes, st.integers(-1000, 1000))
def test_whatever_the_boxes_say_the_page_lies_between_the_strips(
    media: list[float] | None, crop: list[float] | None, turn: int
) -> None:
    box = seen(media, crop)
    place = placed(box, turn)
    left, low, right, high = place.moved_box(box)
    assert 0 <= left < right <= place.width
    assert STRIP - 0.01 <= low < high <= place.height - STRIP + 0.01
    a, b, c, d, _, _ = place.matrix
    assert math.hypot(a, b) <= 1.0
    assert math.isclose(abs(a * d - b * c), math.hypot(a, b) ** 2)
    assert a * d - b * c > 0


def test_a_turned_page_stands_upright() -> None:
    place = placed((0, 0, 200, 100), 90)
    start, end = place.moved(0, 0), place.moved(0, 100)
    assert math.isclose(start[1], end[1])
    assert start[0] < end[0]


def test_a_page_smaller_than_a4_is_not_made_larger() -> None:
    assert placed((0, 0, 100, 200), 0).matrix[0] == 1.0
