"""Who challenged whom: told as the sentence tells it, asked where several bear the name."""

import pytest

from plait.reading.model import Challenge
from tests.unit.reading.marlshire import read_text

HEAD = """\
Marlshire Harm Group
Minutes of the meeting held on Tuesday 6 May 2025
Present: Ada Thorne (AT), Chair, Marlshire County Council; Ben Okoro (BO), Nurse, Marl Health Trust
Bea Okoro (BOk), Teacher, Marl School; Cy Dunmore (CD), Inspector, Marl Valley Police
1. Waits
"""


def challenges(sentence: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words for who challenged and who was challenged, a pair for each challenge."""
    found: tuple[Challenge, ...] = read_text(HEAD + f"The figures were looked at. {sentence}").challenges
    return [(tuple(o.text for o in each.by), tuple(o.text for o in each.to)) for each in found]


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("AT challenged BO on the length of the waits.", ("AT",), ("BO",)),
        ("Ada Thorne firmly challenged the police about the night buses.", ("Ada Thorne",), ("the police",)),
        ("CD and AT pressed Ben Okoro, who had no answer.", ("CD", "AT"), ("Ben Okoro",)),
        ("The Chair questioned whether the waits were real.", ("The Chair",), ()),
        ("BO pressed the point: had nobody read the paper?", ("BO",), ()),
        ("Marl Health Trust was challenged by CD about its waits.", ("CD",), ("Marl Health Trust",)),
        ("There was robust challenge from the police about the figures.", ("the police",), ()),
        ("AT raised a challenge to Marl School over its register.", ("AT",), ("Marl School",)),
    ],
)
def test_a_challenge_names_both_sides_where_the_sentence_does(
    sentence: str, by: tuple[str, ...], to: tuple[str, ...]
) -> None:
    assert challenges(sentence) == [(by, to)]


@pytest.mark.parametrize(
    "sentence",
    [
        "AT said that the winter had been challenging.",
        "Families challenged by debt were not counted.",
        "The form pressed on regardless.",
        "Somebody Else challenged the figures.",
        "BO reported that staff were pressed for time.",
    ],
)
def test_other_talk_is_no_challenge(sentence: str) -> None:
    assert challenges(sentence) == []


def test_a_name_that_two_bear_is_asked_after_once_on_either_side() -> None:
    reading = read_text(HEAD + "AT challenged Okoro on the waits.\nOkoro challenged CD in turn.\nBO pressed CD.")
    assert [(each.about, each.text, each.candidates) for each in reading.questions if "speaker" in each.about] == [
        ("lines[6].speaker", "Okoro is challenged here and could be Ben Okoro or Bea Okoro. Who is meant?",
         ("Ben Okoro", "Bea Okoro")),
    ]  # fmt: skip
    assert [each.item for each in reading.challenges] == ["1", "1", "1"]
