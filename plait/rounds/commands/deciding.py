"""The business unit's word on what owners asked for."""

from collections.abc import Sequence
from datetime import datetime

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import change, close
from plait.actions.models import DueKind, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person
from plait.rounds.models import Proposal, ProposalKind, ProposalState


@command
def accept(
    *,
    proposals: Sequence[Proposal],
    decision: str = "",
    owner: Person | None = None,
    words: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Do what was asked for, all or nothing. `decision` names what moves a hard date; `owner` is whose it is now.

    What is no longer waiting is left alone. Returns how many were accepted.
    """
    waiting = _waiting(proposals)
    for each in waiting:
        _do(each, decision, owner, by, at)
        _decide(each, ProposalState.ACCEPTED, words or decision, by, at)
    return len(waiting) if waiting else nothing_changed(0)


@command
def decline(*, proposals: Sequence[Proposal], words: str, by: Actor, at: datetime) -> int:
    """Say no, and why. The action stays as it is. Returns how many were declined."""
    if not words.strip():
        raise Refusal("Say why: the owner will ask.")
    waiting = _waiting(proposals)
    for each in waiting:
        _decide(each, ProposalState.DECLINED, words, by, at)
    return len(waiting) if waiting else nothing_changed(0)


def _waiting(proposals: Sequence[Proposal]) -> list[Proposal]:
    keys = [each.pk for each in proposals]
    held = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=keys, state=ProposalState.WAITING)
    related = ("answer__asked__action__group", "answer__asked__action__circle", "answer__asked__responsibility")
    return list(held.select_related(*related).order_by("pk"))


def _do(each: Proposal, decision: str, owner: Person | None, by: Actor, at: datetime) -> None:
    kept, action = each.answer, each.answer.asked.action
    if each.kind == ProposalKind.NEW_DAY:
        due = DueChoice(DueKind.DATE, kept.new_day, action.due_words, action.due_hard)
        change(action=action, due=due, decision=decision, by=by, at=at)
    elif each.kind == ProposalKind.CLOSE:
        close(action=action, words=kept.words or "Done.", by=by, at=at)
    else:
        if owner is None:
            raise Refusal(f"Choose whose {action.reference} is. They wrote: “{kept.not_mine}”.")
        change(action=action, owners=_owners(kept.asked.responsibility, owner), by=by, at=at)


def _owners(gives: Responsibility, takes: Person) -> list[OwnerChoice]:
    """Everybody who answers now, with `takes` in the place of the one who gives it away."""
    running = Responsibility.objects.filter(action=gives.action_id, ended_at__isnull=True)
    held = list(running.select_related("person", "post", "agency", "group").order_by("pk"))
    stay = [
        OwnerChoice(OwnerKind(h.kind), h.person, h.post, h.agency, h.group, h.words, h.leads)
        for h in held
        if h.pk != gives.pk and h.person_id != takes.pk
    ]
    return [*stay, OwnerChoice(OwnerKind.PERSON, person=takes, words=takes.name, leads=gives.leads)]


def _decide(each: Proposal, state: ProposalState, words: str, by: Actor, at: datetime) -> None:
    each.state, each.decided_at, each.decided_by_id = state, at, by.person_id
    each.decided_words = words.strip()[:1000]
    each.save(update_fields=["state", "decided_at", "decided_by", "decided_words"])
    asked = each.answer.asked
    said = {"kind": ProposalKind(each.kind).label, "state": state.label, "words": each.decided_words}
    said["action"] = asked.action.reference
    record(ref=Ref("round_request", asked.request_id), verb="decided", said=said, by=by, at=at)
