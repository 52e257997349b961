"""Putting letters into the outbox, in the transaction of what caused them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.envelopes import seal
from plait.core.registry import Ref
from plait.core.rows import insert_rows
from plait.history.commands import Change, record_all
from plait.notifications.models import Fault, How, Message, Preference, ReturnedAddress, SignedLink, State
from plait.notifications.outgoing import Link, Outgoing
from plait.notifications.rules import LASTS
from plait.notifications.topics import topic as topic_of
from plait.people.models import Person

BATCH = 500
_OF_LINK = (
    "purpose",
    "person",
    "kind",
    "key",
    "route",
    "name",
    "message",
    "made_at",
    "expires_at",
    "revoked_at",
)
_BEGINS = {How.AT_ONCE: State.WAITING, How.DAILY: State.GATHERED, How.OFF: State.UNWANTED}


@command
def put_in_outbox(
    *,
    to: Person,
    template: str,
    context: Mapping[str, object],
    address: str = "",
    topic: str = "",
    about: Ref | None = None,
    links: Mapping[str, Link] | None = None,
    secret: Mapping[str, str] | None = None,
    send_by: datetime | None = None,
    urgent: bool = False,
    by: Actor,
    at: datetime,
) -> Message:
    """Write one letter, as `Outgoing` describes it. It goes out when the transaction has committed."""
    letter = Outgoing(to, template, context, topic, about, links or {}, secret or {}, address, send_by, urgent)
    return put_all_in_outbox(letters=[letter], by=by, at=at)[0]


@command
def put_all_in_outbox(*, letters: Sequence[Outgoing], by: Actor, at: datetime) -> list[Message]:
    """Write many letters in a few statements. What they chose decides whether each waits, is gathered or unwanted.

    One that has nowhere to go has failed at once, visibly.
    """
    if not letters:
        return nothing_changed([])
    chosen, back = _chosen(letters), _come_back(letters)
    messages = Message.objects.bulk_create([_message(letter, chosen, back, at) for letter in letters], BATCH)
    insert_rows(
        SignedLink,
        _OF_LINK,
        [
            (
                link.purpose,
                letter.to.pk,
                link.about.kind if link.about else "",
                link.about.key if link.about else None,
                link.route,
                name,
                message.pk,
                at,
                at + link.lasts,
                None,
            )
            for letter, message in zip(letters, messages, strict=True)
            for name, link in letter.links.items()
        ],
    )
    record_all(changes=[_change(message) for message in messages], by=by, at=at)
    return messages


def _message(letter: Outgoing, chosen: dict[tuple[int, str], How], back: set[tuple[int, str]], at: datetime) -> Message:
    how = chosen.get((letter.to.pk, letter.topic), How.AT_ONCE)
    goes_to = letter.address or letter.to.email
    fault = ""
    if not goes_to:
        fault = Fault.NO_ADDRESS
    elif not letter.urgent and (letter.to.pk, goes_to.lower()) in back:
        fault = Fault.COMES_BACK
    failed = bool(fault) and how is not How.OFF
    return Message(
        to=letter.to,
        address=letter.address,
        template=letter.template,
        enclosed=letter.enclosed,
        topic=letter.topic,
        context=dict(letter.context),
        kind=letter.about.kind if letter.about else "",
        key=letter.about.key if letter.about else None,
        written_at=at,
        due_at=at,
        send_by=letter.send_by or at + LASTS,
        sealed=seal(letter.secret) if letter.secret and not failed else "",
        held_secret=bool(letter.secret),
        urgent=letter.urgent,
        state=State.FAILED if failed else _BEGINS[how],
        fault=fault if failed else "",
        fault_at=at if failed else None,
    )


def _chosen(letters: Sequence[Outgoing]) -> dict[tuple[int, str], How]:
    """What people chose for the topics of these letters, where the topic still allows it."""
    asked = {letter.topic for letter in letters if letter.topic}
    if not asked:
        return {}
    held = Preference.objects.filter(topic__in=asked, person__in={letter.to.pk for letter in letters})
    told = {(p.person_id, p.topic): How(p.how) for p in held.order_by()}
    return {key: how for key, how in told.items() if how in topic_of(key[1]).ways}


def _come_back(letters: Sequence[Outgoing]) -> set[tuple[int, str]]:
    held = ReturnedAddress.objects.filter(person__in={letter.to.pk for letter in letters}, settled_at__isnull=True)
    return {(key, address.lower()) for key, address in held.order_by().values_list("person_id", "address")}


def _change(message: Message) -> Change:
    said = {"to": message.to.name, "template": message.template, "state": str(message.state)}
    return Change(Ref("message", message.pk), "written", said)
