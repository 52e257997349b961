"""What a session proved: by which ways its owner showed who they are, and when."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

RECENT = 5 * 60  # seconds
_STRONG = {"mfa", "socialaccount"}


def proofs(request: HttpRequest) -> list[dict[str, Any]]:
    return list(get_authentication_records(request, request.user))


def proved_recently(request: HttpRequest) -> bool:
    return any(time.time() - proof["at"] < RECENT for proof in proofs(request))


def proved_strongly(request: HttpRequest) -> bool:
    """By a passkey, a code of an app, or the office account, whose provider asks for a second step itself."""
    return any(proof.get("method") in _STRONG for proof in proofs(request))
