"""What is read from the words alone, with wild input."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.actions.kinds import guess_kind
from plait.actions.models import ActionKind
from plait.meetings.forms import owner_words
from plait.meetings.presenters.document import LONGEST_LINE, short
from plait.meetings.queries.matching import plain_name
from plait.meetings.queries.texts import MOST_SHOWN, WHOLE, spans_around
from plait.meetings.rules import hard_reason, plain_words
from plait.meetings.understanding import cleaned
from plait.meetings.views.gathering import asked_span

TEXT = st.text(max_size=300)


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("KO to find out whether partners can be told", ActionKind.ENQUIRY),
        ("RT to check the list of leads", ActionKind.ENQUIRY),
        ("GA to clarify who looks into it", ActionKind.ENQUIRY),
        ("BP to circulate the slides", ActionKind.HOUSEKEEPING),
        ("BP to invite the fire service", ActionKind.HOUSEKEEPING),
        ("GA to open a single front door", ActionKind.PRACTICE_CHANGE),
        ("", ActionKind.PRACTICE_CHANGE),
    ],
)
def test_the_kind_follows_the_verb(wording: str, kind: ActionKind) -> None:
    assert guess_kind(wording) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Action: SC to write.", "SC to write"),
        ("SC  to\nwrite", "sc to write!"),
        ("ACTION - KO’s list", "KO's list."),
    ],
)
def test_the_same_words_are_told_apart_from_their_label_and_signs(one: str, other: str) -> None:
    assert plain_words(one).replace("’", "") == plain_words(other).replace("'", "")


@pytest.mark.parametrize(
    "name", ["Kemi Odukoya", "Odukoya, Kemi", "Dr. Kemi  Odukoya", "DCI Kemi Odukoya", "Prof Dr Kemi Odukoya"]
)
def test_a_name_is_the_same_in_every_form(name: str) -> None:
    assert plain_name(name) == "kemi odukoya"


@given(TEXT)
def test_any_text_has_a_name_a_kind_and_words(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text) or text.count(",") > 0
    assert guess_kind(text) in ActionKind
    assert plain_words(text) == plain_words(plain_words(text)) or plain_words(text).startswith("action")


@given(st.lists(TEXT, max_size=12), st.integers(1, 12), st.integers(0, 4))
def test_a_reason_for_a_hard_date_stands_in_the_lines_it_names(lines: list[str], first: int, more: int) -> None:
    found = hard_reason(lines, first, first + more)
    assert found is None or found[1] in lines[found[0] - 1]


@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 40)), max_size=200), st.integers(0, 5000))
def test_what_is_shown_of_a_document_is_in_order_within_it_and_bounded(
    passages: list[tuple[int, int]], lines: int
) -> None:
    spans = spans_around([(first, first + more) for first, more in passages if first <= lines], lines)
    flat = [number for span in spans for number in span]
    assert flat == sorted(flat)
    assert all(1 <= first <= last <= lines for first, last in spans)
    assert sum(last - first + 1 for first, last in spans) <= max(MOST_SHOWN, WHOLE)


@given(TEXT)
def test_any_span_in_an_address_is_a_span_or_nothing(text: str) -> None:
    for first, last in asked_span(text):
        assert 1 <= first <= last <= first + 399


@given(st.recursive(TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=10))
def test_nothing_that_no_database_keeps_is_left(value: object) -> None:
    assert "\\u0000" not in json.dumps(cleaned(value)).replace("\\\\", "")


def test_a_line_of_five_megabytes_is_shown_in_part() -> None:
    shown = short("x" * 5_000_000)
    assert len(shown) < LONGEST_LINE + 200
    assert "4,998,000" in shown


@given(st.lists(TEXT, max_size=40))
def test_typed_owners_are_at_most_twenty_and_never_empty(typed: list[str]) -> None:
    owners = owner_words(typed)
    assert len(owners) <= 20
    assert all(owner.strip() and len(owner) <= 200 for owner in owners)
