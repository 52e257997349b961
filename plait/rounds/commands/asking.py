"""Letters of a round: to owners, to the silent, and to the leads of their agencies."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate

from plait.actions.models import PREFIX
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.references import say_reference
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.core.rows import insert_rows
from plait.history.commands import Change, record, record_all
from plait.notifications.commands import put_all_in_outbox
from plait.notifications.models import Message
from plait.notifications.outgoing import BY_MAIL, Link, Outgoing
from plait.notifications.topics import ASKED
from plait.rounds import rules
from plait.rounds.models import Asked, Asking, Request, Round
from plait.rounds.queries.leavers import left_among
from plait.rounds.rules import ToAsk

KIND = "round_request"
ASKS = "rounds/letters/asked"
SHEET = "round_sheet"  # goes with a letter that asks
PURPOSE = "round"
BY_REPLY = "round_reply"
ROUTE = "answer_by_link"
LASTS = timedelta(days=90)  # long after most rounds: what comes late is still an answer
BATCH = 500
DOUBLED = timedelta(minutes=10)  # a letter within so short a time is the same press twice


@command
def ask_owners(*, held: Round, owners: Sequence[ToAsk], by: Actor, at: datetime) -> int:
    """One part and one letter for each owner; who has no address gets no letter. Those asked before are left out.

    Returns how many parts were made.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if locked.closed_at is not None:
        return nothing_changed(0)
    people = {owner.person.pk for owner in owners if owner.person}
    before = Request.objects.filter(Q(person__in=people) | Q(person__isnull=True), round=held).order_by()
    rows = before.values_list("person_id", "words", "why_not")
    there = {person or (words, why) for person, words, why in rows}
    new = [o for o in owners if (o.person.pk if o.person else (o.words[:200], o.why_not[:200])) not in there]
    if not new:
        return nothing_changed(0)
    made = [_part(held, owner) for owner in new]
    written = [(request, owner) for request, owner in zip(made, new, strict=True) if request.state == Asking.ASKED]
    Request.objects.bulk_create(made, BATCH)
    letters = [
        _letter(held, request, _references(part.number for part in owner.parts), ASKS) for request, owner in written
    ]
    messages = put_all_in_outbox(letters=letters, by=by, at=at)
    about = Message.objects.filter(pk__in=[m.pk for m in messages], kind=KIND, key=OuterRef("pk")).order_by()
    Request.objects.filter(pk__in=[r.pk for r, _ in written]).update(message=Subquery(about.values("pk")[:1]))
    insert_rows(
        Asked,
        ("request", "action", "responsibility"),
        [
            (request.pk, part.action, part.key)
            for request, owner in zip(made, new, strict=True)
            for part in {p.action: p for p in owner.parts}.values()
        ],
    )
    changes = [_asked(request, owner) for request, owner in zip(made, new, strict=True)]
    record_all(changes=changes, by=by, at=at)
    return len(made)


def _part(held: Round, owner: ToAsk) -> Request:
    state = Asking.NOT_SETTLED if owner.person is None else Asking.ASKED if owner.person.email else Asking.NO_ADDRESS
    return Request(round=held, person=owner.person, words=owner.words[:200], why_not=owner.why_not[:200], state=state)


def _asked(request: Request, owner: ToAsk) -> Change:
    said = {"owner": owner.words, "actions": len(owner.parts), "state": Asking(request.state).label}
    return Change(Ref(KIND, request.pk), "asked", said)


def _references(numbers: Iterable[int]) -> list[str]:
    """Of actions by their numbers, each once."""
    return [say_reference(PREFIX, number) for number in sorted(set(numbers))]


def _letter(held: Round, request: Request, references: Sequence[str], template: str) -> Outgoing:
    """A count, references and a link, and nothing else of any action. `request` has a person."""
    assert request.person is not None
    about = Ref(KIND, request.pk)
    context = {
        "group": str(held.group),
        "many": len(references),
        "references": list(references),
        "days": held.days,
        "working": held.counting == "working_days",
    }
    links = {"link": Link(PURPOSE, ROUTE, LASTS, about)}
    if settings.INBOUND_HOST:
        links["reply_to"] = Link(BY_REPLY, BY_MAIL, LASTS, about)
    enclosed = SHEET if template == ASKS else ""
    return Outgoing(request.person, template, context, topic=ASKED.slug, about=about, links=links, enclosed=enclosed)


@command
def remind(*, request: Request, by: Actor, at: datetime) -> Request:
    """Write to one owner again: the silent are reminded, those who had no address and have one now are asked."""
    related = ("round__group", "person", "message", "reminder")
    kept = Request.objects.select_for_update(of=("self",)).select_related(*related).get(pk=request.pk)
    rules.check_is_running(kept.round)
    last = kept.reminder or kept.message
    if last is not None and at - last.written_at < DOUBLED:
        return nothing_changed(kept)
    if kept.person is None or kept.state not in (Asking.ASKED, Asking.PARTLY, Asking.NO_ADDRESS):
        raise Refusal("This owner has answered, or nobody knows who it is. No letter was written.")
    if left_among([kept.person], on=localdate(at)):
        raise Refusal(f"{kept.person.name} has left. Say who goes on with their actions; no letter was written.")
    if not kept.person.email:
        raise Refusal(f"{kept.person.name} has no e-mail address. Give them one first, or ask by telephone.")
    first = kept.message_id is None
    waiting = Asked.objects.filter(request=kept, answers__isnull=True).order_by("pk")
    references = _references(waiting.values_list("action__number", flat=True))
    letter = _letter(kept.round, kept, references, ASKS if first else "rounds/letters/reminder")
    [message] = put_all_in_outbox(letters=[letter], by=by, at=at)
    if first:
        kept.message, kept.state = message, Asking.ASKED
    else:
        kept.reminder = message
    kept.save(update_fields=["message", "reminder", "state"])
    verb = "asked" if first else "reminded"
    said = {"owner": kept.words, "actions": len(references), "state": Asking(kept.state).label}
    record(ref=Ref(KIND, kept.pk), verb=verb, said=said, by=by, at=at)
    return kept
