"""Passages, whole records, and an index filled anew from every room's records."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.access.models import Circle
from plait.core import registry
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.search import findable
from plait.search.commands import fill, index, index_whole, move
from plait.search.findable import LONGEST_PASSAGE, Findable, passages, put_in_search
from plait.search.models import SearchRow
from plait.search.places import code_of, place_of
from plait.search.queries import matching
from tests.factories.access import CircleFactory

lines = st.lists(
    st.tuples(st.text("ab \n", max_size=40) | st.text("x", min_size=1300, max_size=5000), st.sampled_from([None, 1, 2]))
)


@given(lines)
def test_no_word_is_lost_between_passages_and_none_is_too_long(written: list[tuple[str, int | None]]) -> None:
    cut = list(passages(written))
    everything = "".join("".join(words.split()) for words, _ in written)
    assert "".join("".join(passage.words.split()) for passage in cut) == everything
    assert all(len(passage.words) <= LONGEST_PASSAGE + 50 for passage in cut)
    assert all(written[passage.line - 1][1] == passage.page for passage in cut)
    assert [passage.line for passage in cut] == sorted(passage.line for passage in cut)


def test_a_passage_ends_with_its_page() -> None:
    cut = list(passages([("One", 1), ("Two", 1), ("Three", 2)], first=11))
    assert [(passage.words, passage.line, passage.page) for passage in cut] == [("One\nTwo", 11, 1), ("Three", 13, 2)]


def test_no_two_kinds_of_record_share_a_stretch_of_the_index() -> None:
    kinds = [kind.slug for kind in registry.kinds()]
    assert len({code_of(kind) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(("key", "part"), [(-1, 0), (1 << 38, 0), (1, 1 << 14), (1, -1)])
def test_a_place_that_would_be_anothers_is_refused(key: int, part: int) -> None:
    with pytest.raises(ValueError, match="There is no place"):
        place_of("action", key, part)


@pytest.fixture
def circle(db: None) -> Circle:
    return CircleFactory()


def rows(circle: Circle, *texts: str) -> list[Findable]:
    return [Findable(Ref("file", 1), circle.pk, "Audit.docx", text, part=part) for part, text in enumerate(texts)]


def parts(words: str) -> list[int]:
    return sorted(row.part for row in matching(words))


def test_a_text_that_became_shorter_leaves_no_passage_behind(circle: Circle, by: Actor, at: datetime) -> None:
    index_whole(ref=Ref("file", 1), records=rows(circle, "", "neglect", "neglect again"), by=by, at=at)
    index(records=[Findable(Ref("file", 2), circle.pk, "Neglect")], by=by, at=at)
    index_whole(ref=Ref("file", 1), records=rows(circle, "", "transport"), by=by, at=at)
    assert (parts("neglect"), parts("transport"), parts("audit")) == ([0], [1], [0, 1])


def test_a_file_that_went_to_another_circle_takes_its_passages_along(circle: Circle, by: Actor, at: datetime) -> None:
    other = CircleFactory()
    index_whole(ref=Ref("file", 1), records=rows(circle, "", "neglect", "neglect"), by=by, at=at)
    move(refs=[Ref("file", 1)], circle_id=other.pk, by=by, at=at)
    assert not matching("neglect", circles=[circle.pk])
    assert len(matching("neglect", circles=[other.pk])) == 2


@pytest.fixture
def source(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    def every() -> Iterator[Findable]:
        return (Findable(Ref("audit", n), circle.pk, f"Audit {n}") for n in range(1, 4))

    monkeypatch.setattr(findable, "_sources", {})
    put_in_search("audit", every)


def test_the_index_is_filled_anew_from_the_records(source: None, circle: Circle, by: Actor, at: datetime) -> None:
    index(records=[Findable(Ref("audit", 9), circle.pk, "Audit gone meanwhile")], by=by, at=at)
    index(records=[Findable(Ref("file", 1), circle.pk, "Audit.docx")], by=by, at=at)
    assert fill(by=by, at=at) == 3
    assert sorted((row.kind, row.key) for row in matching("audit")) == [
        ("audit", 1),
        ("audit", 2),
        ("audit", 3),
        ("file", 1),
    ]
    assert SearchRow.objects.count() == 4
