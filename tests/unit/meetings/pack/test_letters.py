import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.meetings.pack.letters import repertoire, showable
from tests.unit.meetings.pack.papers import bind, item


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Siân Llŷr and Zoë Żółć", "Siân Llŷr and Zoë Żółć"),
        ("Nguye\u0302\u0303n", "Nguyen"),
        ("Δέλτα, Юлия", "Δέλτα, Юлия"),
        ("non\u2011breaking\u00adhyphen\u200b", "non-breakinghyphen"),
        ("𝒳 ﬁle ½", "X file ½"),
        ("تارو", "????"),
        ("a\ud800b\x00", "ab"),
    ],
)
def test_a_letter_without_a_shape_gets_its_plain_form_or_a_question_mark(written: str, shown: str) -> None:
    assert showable(written) == shown


@given(st.text())
def test_what_is_shown_is_always_in_the_fonts(words: str) -> None:
    assert repertoire().issuperset(showable(words))
    assert showable(showable(words)) == showable(words)


def test_every_letter_of_the_repertoire_has_a_shape() -> None:
    letters = sorted(c for c in repertoire() if unicodedata.category(c)[0] != "Z")
    for start in range(0, len(letters), 250):
        bind(
            item(1, title=" ".join(letters[start : start + 125])), item(2, title=" ".join(letters[start + 125 :][:125]))
        )
