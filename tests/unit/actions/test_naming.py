"""How owners whom nobody has settled are named."""

import pytest

from plait.actions.naming import as_the_document_has_it, unsettled


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("SC", "SC: who?"),
        ("", "Nobody named: who?"),
        ("Grace Adeyemi (GA)", "Grace Adeyemi (GA)"),
        ("the Chair", "the Chair"),
    ],
)
def test_only_initials_and_nothing_ask_who(words: str, said: str) -> None:
    assert unsettled(words) == said


@pytest.mark.parametrize(
    ("words", "names", "said"),
    [
        ("GA", ["Grace Adeyemi"], "Grace Adeyemi (GA)"),
        ("GA", ["Grace Adeyemi", "Gwen Abbot"], "GA"),
        ("GA", [], "GA"),
        ("the Chair", ["Grace Adeyemi"], "the Chair"),
        ("Grace Adeyemi", ["Grace Adeyemi"], "Grace Adeyemi"),
    ],
)
def test_initials_that_the_document_explains_stand_with_their_name(words: str, names: list[str], said: str) -> None:
    assert as_the_document_has_it(words, names) == said
