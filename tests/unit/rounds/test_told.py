"""What was done in a round, in words."""

import pytest

from plait.rounds.records import _tell


@pytest.mark.parametrize(
    ("verb", "said", "words"),
    [
        ("asked", {"owner": "Kemi Adlard", "actions": 1}, "asked Kemi Adlard about 1 action"),
        ("asked", {"owner": "Kemi Adlard", "actions": 2}, "asked Kemi Adlard about 2 actions"),
        ("asked_all", {"owners": 1}, "had asked 1 owner"),
        ("answered", {"owner": "Kemi Adlard", "answers": 0}, "kept 0 answers of Kemi Adlard"),
        ("opened", {"days": 1}, "opened the round: 1 day to answer"),
    ],
)
def test_one_is_one_and_others_are_many(verb: str, said: dict[str, object], words: str) -> None:
    assert _tell(verb, said) == words
