"""What waits in the database and must not be read there."""

import pytest
from django.conf import LazySettings

from plait.core.envelopes import open_text, seal, seal_text, unseal


def test_what_was_sealed_is_opened_and_not_readable_before() -> None:
    sealed = seal({"code": "BCDF-GHJK"})
    assert ("BCDF" in sealed, unseal(sealed)) == (False, {"code": "BCDF-GHJK"})


def test_nothing_sealed_is_nothing() -> None:
    assert unseal("") == {}


def test_an_older_key_still_opens_and_a_strange_one_does_not(settings: LazySettings) -> None:
    sealed = seal_text("words")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a newer key", [settings.SECRET_KEY]
    assert open_text(sealed) == "words"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="No key of this installation"):
        open_text(sealed)
