"""The client of GOV.UK Notify, against a server on this machine that answers as Notify's documentation says."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.utils import timezone

from plait.core.actor import Actor
from plait.history.models import Entry
from plait.notifications.carriers.notify import token
from plait.notifications.commands import put_in_outbox
from plait.notifications.delivery import deliver
from plait.notifications.models import Fault, Message, Outbox, State
from plait.notifications.returns import look_for_returns
from plait.people.models import Person

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"plait-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
KNOWN = "740e5834-3a29-46b4-9a6f-16142fde533a"

pytestmark = pytest.mark.django_db


def errors(status: int, kind: str, words: str) -> tuple[int, dict[str, Any]]:
    return status, {"status_code": status, "errors": [{"error": kind, "message": words}]}


class Service:
    """What Notify was asked, and what it answers: to letters, and to questions about letters by their status."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.bearers: list[str] = []
        self.answer: tuple[int, dict[str, Any]] = (201, {"id": KNOWN})
        self.listed: dict[str, list[dict[str, Any]]] = {}

    def asked(self, path: str) -> tuple[int, dict[str, Any]]:
        query = parse_qs(urlsplit(path).query)
        key = query.get("reference", query.get("status", [""]))[0]
        return 200, {"notifications": self.listed.get(key, [])}


@pytest.fixture
def notify(settings: LazySettings) -> Iterator[Service]:
    service = Service()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.bearers.append(str(self.headers["Authorization"]))
            service.sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.tell(*service.answer)

        def do_GET(self) -> None:
            self.tell(*service.asked(self.path))

        def tell(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is said on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, TEMPLATE
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def message(person: Person, by: Actor) -> Message:
    now = timezone.now()
    news = {"change": "passkey_added", "when": now.isoformat()}
    return put_in_outbox(to=person, template="accounts/letters/change", context=news, by=by, at=now)


def after(message: Message) -> Message:
    deliver.call()
    message.refresh_from_db()
    return message


def test_a_letter_is_handed_over_by_the_one_template_with_our_reference(notify: Service, message: Message) -> None:
    assert (after(message).state, message.carried_as) == (State.SENT, KNOWN)
    (said,) = notify.sent
    assert (said["email_address"], said["template_id"]) == ("zoe@marlshire.example", TEMPLATE)
    assert said["reference"] == message.mail_id.hex
    assert said["personalisation"]["subject"] == "OFFICIAL-SENSITIVE: A change to how you sign in to Plait"
    assert said["personalisation"]["body"].startswith("Dear Zoë O’Dowd,")


def test_each_request_bears_a_token_signed_with_the_secret_of_the_key(notify: Service, message: Message) -> None:
    after(message)
    head, claims, signature = notify.bearers[0].removeprefix("Bearer ").split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert told["iss"] == SERVICE
    assert abs(told["iat"] - timezone.now().timestamp()) < 30
    signed = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "=") == signed
    assert json.loads(base64.urlsafe_b64decode(head + "==")) == {"typ": "JWT", "alg": "HS256"}


def test_the_token_is_the_one_that_the_standard_gives() -> None:
    """RFC 7519 says what a token of these claims is; only the secret and the time decide it."""
    one, other = token(KEY, 1_700_000_000.9), token(KEY, 1_700_000_000.1)
    assert one == other != token(KEY, 1_700_000_001)


def test_400_about_the_address_fails_the_letter_and_marks_the_person(notify: Service, message: Message) -> None:
    notify.answer = errors(400, "ValidationError", "email_address Not a valid email address")
    assert (after(message).state, message.fault) == (State.FAILED, Fault.UNKNOWN)
    assert Entry.objects.filter(kind="person", verb="letter_came_back").exists()
    assert not Outbox.objects.exclude(fault="").exists()


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
        (400, "BadRequestError", "Template not found"),
        (400, "BadRequestError", "Missing personalisation: body"),
        (403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"),
        (403, "AuthError", "Invalid token: API key not found"),
        (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
        (429, "TooManyRequestsError", "Exceeded send limits (50) for today"),
        (500, "Exception", "Internal server error"),
    ],
)
def test_what_holds_for_every_letter_stops_the_outbox_and_costs_no_letter(
    notify: Service, message: Message, status: int, kind: str, words: str
) -> None:
    notify.answer = errors(status, kind, words)
    assert (after(message).state, message.tries) == (State.WAITING, 0)
    outbox = Outbox.objects.get()
    assert outbox.fault.startswith(f"Notify: {status} {kind}")
    assert outbox.ask_at is not None
    deliver.call()
    assert len(notify.sent) == 1
    notify.answer = (201, {"id": KNOWN})
    Outbox.objects.update(ask_at=timezone.now())
    Message.objects.update(due_at=timezone.now())
    assert after(message).state == State.SENT
    assert Outbox.objects.get().fault == ""


def test_a_400_of_another_kind_is_the_letters_own(notify: Service, message: Message) -> None:
    notify.answer = errors(400, "ValidationError", "personal data too long")
    assert (after(message).state, message.fault) == (State.FAILED, Fault.NOT_TAKEN)


def test_after_a_500_it_is_asked_whether_the_letter_had_arrived(notify: Service, message: Message) -> None:
    notify.answer = errors(500, "Exception", "Internal server error")
    after(message)
    notify.listed[message.mail_id.hex] = [{"id": KNOWN}]
    Outbox.objects.update(ask_at=timezone.now())
    Message.objects.update(due_at=timezone.now())
    assert (after(message).state, message.carried_as, len(notify.sent)) == (State.SENT, KNOWN, 1)


def test_an_answer_that_is_no_json_and_a_line_that_is_dead_cost_no_letter(
    notify: Service, message: Message, settings: LazySettings
) -> None:
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:9"
    assert after(message).state == State.WAITING
    assert Outbox.objects.get().fault == "Notify: ConnectionError"


@pytest.mark.parametrize(
    ("status", "fault", "marked"),
    [("permanent-failure", Fault.CAME_BACK, True), ("temporary-failure", Fault.BUSY, False)],
)
def test_what_notify_could_not_deliver_after_all_is_a_failure_one_can_see(
    notify: Service, message: Message, status: str, fault: Fault, marked: bool, at: datetime
) -> None:
    after(message)
    notify.listed[status] = [{"id": KNOWN}, {"id": "another service's"}]
    for minutes in (5, 10):
        look_for_returns(timezone.now() + timedelta(minutes=minutes))
    message.refresh_from_db()
    assert (message.state, message.fault) == (State.FAILED, fault)
    assert Entry.objects.filter(kind="person", verb="letter_came_back").count() == int(marked)
