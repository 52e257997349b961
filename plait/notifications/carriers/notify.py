"""GOV.UK Notify, as its API documentation has it (docs.notifications.service.gov.uk/rest-api.html).

One template of the service, with ((subject)) as its subject and ((body)) as its text, carries every letter. An API key
is NAME-SERVICE-SECRET, the last two being UUIDs; each request bears a token of HS256 with the service and the time.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import requests
from django.conf import settings

from plait.notifications.carriers import Down, NotTaken, NotYet
from plait.notifications.models import Fault
from plait.notifications.wording import Letter

_UUID = 36
_PATIENCE = (5, 30)  # seconds to connect, and for an answer
_OF_ADDRESS = "email_address"
_OF_SET_UP = ("template", "personalisation", "reply_to", "api key", "service", "team-only", "trial mode")
CAME_BACK = {"permanent-failure": True, "temporary-failure": False, "technical-failure": False}


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter that Notify could not deliver after all; `for_good` where there is no such address."""

    carried_as: str
    status: str
    for_good: bool


class Notify:
    encloses = False

    def __init__(self) -> None:
        self._line = requests.Session()

    def __enter__(self) -> "Notify":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def hand_over(self, letter: Letter, *, doubtful: bool) -> str:
        """Notify knows letters by our reference: one whose earlier try is in doubt is looked for first."""
        found = self._known(letter.reference) if doubtful else ""
        return found or str(self._ask("POST", "email", json=_mail(letter)).get("id", ""))

    def _known(self, reference: str) -> str:
        listed = self._ask("GET", "", params={"reference": reference}).get("notifications", [])
        return str(listed[0]["id"]) if listed else ""

    def came_back(self) -> Iterator[Returned]:
        """Letters of the last days that Notify says it could not deliver, the latest first."""
        for status, for_good in CAME_BACK.items():
            listed = self._ask("GET", "", params={"status": status, "template_type": "email"}).get("notifications", [])
            for one in listed:
                yield Returned(str(one["id"]), status, for_good)

    def _ask(self, method: str, kind: str, **more: Any) -> dict[str, Any]:
        address = "/".join(part for part in (settings.NOTIFY_ADDRESS, "v2/notifications", kind) if part)
        headers = {"Authorization": f"Bearer {token(settings.NOTIFY_KEY, time.time())}"}
        try:
            answer = self._line.request(method, address, headers=headers, timeout=_PATIENCE, **more)
        except requests.RequestException as fault:
            raise Down(f"Notify: {type(fault).__name__}", in_doubt=True) from fault
        if answer.ok:
            return dict(_json(answer))
        raise _sorted(answer)


def _mail(letter: Letter) -> dict[str, object]:
    return {
        "email_address": letter.to,
        "template_id": settings.NOTIFY_TEMPLATE,
        "personalisation": {"subject": letter.subject, "body": letter.body},
        "reference": letter.reference,
    }


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as fault:
        raise Down("Notify: an answer that is no JSON", in_doubt=True) from fault
    return found if isinstance(found, dict) else {}


def _sorted(answer: requests.Response) -> Exception:
    """400 about the address is the letter's; 400 about the set-up, 403, 429 and 500 hold for every letter."""
    try:
        told = answer.json().get("errors", [{}])[0]
    except (ValueError, AttributeError, IndexError):
        told = {}
    kind, words = str(told.get("error", "")), str(told.get("message", ""))
    code = f"{answer.status_code} {kind}".strip()
    if answer.status_code >= 500:
        return Down(f"Notify: {code}", in_doubt=True)
    if answer.status_code in (403, 429):
        return Down(f"Notify: {code}")
    if answer.status_code == 400 and _OF_ADDRESS in words:
        return NotTaken(Fault.UNKNOWN, code)
    if answer.status_code == 400 and any(part in words.lower() for part in _OF_SET_UP):
        return Down(f"Notify: {code}. Look at the template and the key")
    return NotTaken(Fault.NOT_TAKEN, code) if answer.status_code == 400 else NotYet(code)


def token(key: str, now: float) -> str:
    """A JSON Web Token (RFC 7519) of HS256: the service, and the time, which Notify wants right to half a minute."""
    secret, service = key[-_UUID:], key[-2 * _UUID - 1 : -_UUID - 1]
    parts = [{"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": int(now)}]
    head = b".".join(_packed(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return (head + b"." + _packed(hmac.new(secret.encode(), head, hashlib.sha256).digest())).decode()


def _packed(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
