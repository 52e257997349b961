"""What owners say. A routine update takes effect at once; the rest is proposed."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from plait.actions.commands import add_evidence, close, write_update
from plait.actions.models import Action, ActionKind, Evidence, State
from plait.core.actor import Actor, Way
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.commands import put_in_outbox
from plait.notifications.topics import RECEIPT
from plait.people.models import Person
from plait.rounds import rules
from plait.rounds.clock import is_past
from plait.rounds.models import Answer, AnswerWay, Asked, Asking, Proposal, ProposalKind, ProposalState, Request
from plait.rounds.queries.reading import asked_of, due_days, is_open, latest, shares_of
from plait.rounds.rules import Said

_WAYS = {Way.SIGNED_LINK: AnswerWay.LINK, Way.SIGNED_IN: AnswerWay.SIGNED_IN}


@command
def answer(
    *,
    request: Request,
    said: Mapping[int, Said],
    on_behalf: bool = False,
    way: AnswerWay | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Keep what an owner says, by the keys of what they were asked. Returns how many answers are new.

    What says nothing, or the same as the last answer, is left out: a form that comes twice does no more than once.
    The first answer of an owner sends them a receipt. `on_behalf`: the business unit writes what they told.
    `way`: how it came, where it was neither by the page of the link nor by the one for those signed in.
    """
    kept = Request.objects.select_for_update(of=("self",)).select_related("round__group", "person", "message")
    held = kept.get(pk=request.pk)
    due = due_days([held], held.round).get(held.pk)
    late = held.round.closed_at is not None or (due is not None and is_past(due, at))
    way = AnswerWay.ON_BEHALF if on_behalf else way or _WAYS[by.way]
    many = 0
    for asked in asked_of(held):
        told = said.get(asked.pk)
        if told is None or told.is_empty or not is_open(asked) or _is_same(asked, told):
            continue
        rules.check_said(asked.action, told)
        _keep(asked, told, held, way, late, by, at)
        many += 1
    if not many:
        return nothing_changed(0)
    first = held.answered_at is None
    _move_on(held, on_behalf, at)
    words = {"owner": held.words, "answers": many, "late": late, "way": AnswerWay(way).label}
    record(ref=Ref("round_request", held.pk), verb="answered", said=words, by=by, at=at)
    if first and held.person and held.person.email:
        _send_receipt(held, held.person, many, on_behalf, by, at)
    return many


def _is_same(asked: Asked, said: Said) -> bool:
    """Whether the last answer says exactly this, its file included."""
    last = latest(asked.answers.all())
    if last is None:
        return False
    stands = (said.done, said.blocked, said.moving, said.new_day)
    words = (said.words.strip(), said.because.strip(), said.not_mine.strip())
    if stands != (last.done, last.blocked, last.moving, last.new_day):
        return False
    return words == (last.words, last.because, last.not_mine) and _is_same_file(last, said)


def _is_same_file(last: Answer, said: Said) -> bool:
    if said.file is None or last.evidence_id is None:
        return said.file is None and last.evidence_id is None
    checksum = hashlib.sha256(said.file[0]).hexdigest()
    return Evidence.objects.filter(pk=last.evidence_id, file__sha256=checksum).exists()


def _keep(asked: Asked, said: Said, held: Request, way: AnswerWay, late: bool, by: Actor, at: datetime) -> None:
    evidence = _evidence(asked.action, said, by, at)
    kept = Answer.objects.create(
        asked=asked,
        at=at,
        way=way,
        by_id=by.person_id,
        words=said.words.strip()[: rules.LONGEST],
        done=said.done,
        blocked=said.blocked,
        moving=said.moving,
        new_day=said.new_day,
        because=said.because.strip()[:1000],
        not_mine=said.not_mine.strip()[:200],
        evidence=evidence,
        late=late,
    )
    _propose(kept, by, at)
    if not _close_if_done(kept, by, at):
        _update(kept, held.person if way == AnswerWay.ON_BEHALF else None, by, at)


def _evidence(action: Action, said: Said, by: Actor, at: datetime) -> Evidence | None:
    if said.file is None:
        return None
    data, name = said.file
    return add_evidence(action=action, data=data, name=name, words="", by=by, at=at)


def _propose(kept: Answer, by: Actor, at: datetime) -> None:
    """Another date, a hand-over and the end of a practice change wait for the business unit. The latest word counts."""
    wanted = [
        (ProposalKind.NEW_DAY, kept.new_day is not None),
        (ProposalKind.HAND_OVER, bool(kept.not_mine)),
        (ProposalKind.CLOSE, kept.done and kept.asked.action.kind == ActionKind.PRACTICE_CHANGE),
    ]
    kinds = [kind for kind, asks in wanted if asks]
    earlier = Proposal.objects.filter(answer__asked=kept.asked, kind__in=kinds, state=ProposalState.WAITING)
    earlier.update(state=ProposalState.OVERTAKEN, decided_at=at)
    Proposal.objects.bulk_create(Proposal(answer=kept, kind=kind) for kind in kinds)


def _close_if_done(kept: Answer, by: Actor, at: datetime) -> bool:
    """Close it where the word of this owner is enough, or the last one that was wanting."""
    action = kept.asked.action
    if not kept.done or action.kind == ActionKind.PRACTICE_CHANGE:
        return False
    if not rules.closes_now(shares_of(kept.asked), kept.asked.responsibility_id):
        return False
    answered = kept.words if action.kind == ActionKind.ENQUIRY else ""
    close(action=action, answer=answered, words=kept.words or "Done.", by=by, at=at)
    return True


def _update(kept: Answer, told_by: Person | None, by: Actor, at: datetime) -> None:
    """The update that the register shows. What was blocked stays so until somebody says that it moves; to ask for
    another date, or to say whose it is, moves nothing."""
    action = kept.asked.action
    state = State(action.state)
    if kept.blocked:
        state = State.BLOCKED
    elif kept.moving or kept.done or (kept.words and state != State.BLOCKED):
        state = State.ON_THE_WAY
    moved = bool(kept.words or kept.moving or kept.done or kept.evidence_id)
    write_update(action=action, words=_in_words(kept), state=state, on_behalf_of=told_by, moved=moved, by=by, at=at)


def _in_words(kept: Answer) -> str:
    done = "Done, as far as they are concerned." if kept.done else ""
    day = f"Another date was asked for: {kept.because}" if kept.new_day else ""
    other = f"Said to be somebody else’s: {kept.not_mine}" if kept.not_mine else ""
    told = " ".join(part for part in (kept.words, done, day, other) if part)
    return told or ("It is on the way." if kept.moving else "A file was added.")


def _move_on(held: Request, on_behalf: bool, at: datetime) -> None:
    """A part is answered when every action that is still theirs and open has an answer."""
    left = [asked for asked in asked_of(held) if is_open(asked) and not list(asked.answers.all())]
    held.state = Asking.PARTLY if left else Asking.TOLD if on_behalf else Asking.ANSWERED
    held.answered_at = held.answered_at or at
    held.save(update_fields=["state", "answered_at"])


def _send_receipt(held: Request, person: Person, many: int, told: bool, by: Actor, at: datetime) -> None:
    put_in_outbox(
        to=person,
        template="rounds/letters/receipt",
        context={"group": str(held.round.group), "many": many, "told": told},
        topic=RECEIPT.slug,
        about=Ref("round_request", held.pk),
        by=by,
        at=at,
    )
