"""Text that waits in the database and must not be read there: codes, links, keys of authenticator apps.

Sealed with a key derived from SECRET_KEY; what an older key of SECRET_KEY_FALLBACKS sealed can still be opened.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_FOR = b"plait.core.envelopes"


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(_FOR + secret.encode()).digest())) for secret in secrets]
    )


def seal_text(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def open_text(sealed: str) -> str:
    """Raises ValueError where no key of this installation fits."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("No key of this installation opens it.") from error


def seal_again(sealed: str) -> str:
    """Opened with whatever key fits, and sealed with the present one. Raises ValueError as `open_text` does."""
    return seal_text(open_text(sealed))


def seal(words: Mapping[str, str]) -> str:
    return seal_text(json.dumps(dict(words)))


def unseal(sealed: str) -> dict[str, str]:
    return {str(name): str(value) for name, value in json.loads(open_text(sealed)).items()} if sealed else {}
