"""The reference is drawn from the code; what is out of date fails."""

from plait.workbench.entities_page import markdown
from tests.guards.source import ROOT


def test_the_page_of_entities_is_up_to_date() -> None:
    assert (ROOT / "docs/reference/entities.md").read_text() == markdown(), "Run: plait manage entities_page"
