"""What changed between two versions is told in sentences."""

from hypothesis import given
from hypothesis import strategies as st

from plait.groups.differences import Change, Difference, differences, sentences

BEFORE = """1. The group meets every quarter. It is chaired by the council.
2. Six members are a quorum.
3. Minutes go out within ten days."""


def test_the_same_words_are_no_difference() -> None:
    assert differences(BEFORE, BEFORE.replace("\n", "\r\n  ")) == []


def test_a_changed_sentence_is_told_with_what_it_was() -> None:
    after = BEFORE.replace("every quarter", "every month")
    assert differences(BEFORE, after) == [
        Difference(Change.CHANGED, "1. The group meets every quarter.", "1. The group meets every month.")
    ]


def test_new_and_taken_out() -> None:
    after = BEFORE.replace("3. Minutes go out within ten days.", "Observers do not vote.")
    assert differences(BEFORE, after) == [
        Difference(Change.NEW, "", "Observers do not vote."),
        Difference(Change.GONE, "3. Minutes go out within ten days.", ""),
    ]


def test_a_clause_that_is_only_numbered_anew_has_not_changed() -> None:
    after = BEFORE.replace("2. Six", "2. A new clause stands here.\n3. Six").replace("3. Minutes", "4. Minutes")
    assert differences(BEFORE, after) == [Difference(Change.NEW, "", "2. A new clause stands here.")]


def test_what_only_moved_is_told_so() -> None:
    first, second, third = BEFORE.splitlines()
    found = differences(BEFORE, "\n".join([third, first, second]))
    assert {d.change for d in found} == {Change.MOVED}


def test_a_text_written_wholly_anew_is_taken_out_and_put_in() -> None:
    was = "\n".join(f"Old clause number {n} about one thing" for n in range(60))
    now = "\n".join(f"Another sentence {n} of different words" for n in range(60))
    found = differences(was, now)
    assert sum(1 for d in found if d.change == Change.GONE) == 60
    assert sum(1 for d in found if d.change == Change.NEW) == 60


def test_sentences_keep_the_number_of_their_clause() -> None:
    assert sentences("1.2 The chair decides. He may ask.\n\n(a) Agencies, e.g. schools") == [
        ["1.2 The chair decides.", " may ask."][0],
        "He may ask.",
        "(a) Agencies, e.g. schools",
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_wild_text_never_fails_and_equal_text_never_differs(one: str, other: str) -> None:
    assert differences(one, one) == []
    assert all(d.was or d.now for d in differences(one, other))
