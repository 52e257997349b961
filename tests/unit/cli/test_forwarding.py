"""What a command refuses is a sentence on the command line."""

import pytest

from plait.cli.forwarding import Utility


@pytest.mark.parametrize("words", [["import_minutes", "nowhere.txt", "--group", "oversight"], ["verify_history"]])
@pytest.mark.django_db
def test_a_refusal_does_not_name_its_class(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        Utility(["plait", *words]).execute()
    except SystemExit:
        said = capsys.readouterr().err
        assert said
        assert "CommandError" not in said
