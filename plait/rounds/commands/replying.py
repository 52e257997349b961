"""What came by e-mail: answers are kept, the rest waits for somebody who reads it."""

from collections.abc import Mapping
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.commands import put_in_outbox
from plait.notifications.outgoing import Link
from plait.notifications.topics import ASKED
from plait.rounds.commands.answering import answer
from plait.rounds.commands.asking import KIND, LASTS, PURPOSE, ROUTE
from plait.rounds.models import AnswerWay, Reply, ReplyState, Request
from plait.rounds.rules import LONGEST, Said


@command
def take_reply(
    *, request: Request, mail: str, said: Mapping[int, Said], left: str, automatic: bool, by: Actor, at: datetime
) -> Reply | None:
    """Keep one e-mail, once, however often it is fetched. None where it was taken before.

    `left` is what no answer was made of: the business unit reads it, and its writer is told so. What a program wrote
    is noted and no more.
    """
    locked = Request.objects.select_for_update(of=("self",)).select_related("round__group", "person").get(pk=request.pk)
    if Reply.objects.filter(request=locked, mail=mail).exists():
        return nothing_changed(None)
    state = ReplyState.AUTOMATIC if automatic else ReplyState.WAITING if left else ReplyState.TAKEN
    words = "" if automatic else left[:LONGEST]
    kept = Reply.objects.create(request=locked, mail=mail, came_at=at, state=state, words=words)
    if automatic:
        return nothing_changed(kept)
    if said:
        answer(request=locked, said=said, way=AnswerWay.REPLY, by=by, at=at)
    told = {"owner": locked.words, "answers": len(said), "left": bool(left)}
    record(ref=Ref(KIND, locked.pk), verb="replied", said=told, by=by, at=at)
    if left and locked.person is not None and locked.person.email:
        put_in_outbox(
            to=locked.person,
            template="rounds/letters/unread",
            context={"group": str(locked.round.group), "many": len(said)},
            topic=ASKED.slug,
            about=Ref(KIND, locked.pk),
            links={"link": Link(PURPOSE, ROUTE, LASTS, Ref(KIND, locked.pk))},
            by=by,
            at=at,
        )
    return kept


@command
def note_read(*, reply: Reply, by: Actor, at: datetime) -> Reply:
    """Somebody of the business unit has read it, and wrote down what there was to write."""
    kept = Reply.objects.select_for_update(of=("self",)).select_related("request").get(pk=reply.pk)
    if kept.state != ReplyState.WAITING:
        return nothing_changed(kept)
    kept.state = ReplyState.READ
    kept.save(update_fields=["state"])
    record(ref=Ref(KIND, kept.request_id), verb="reply_read", said={"owner": kept.request.words}, by=by, at=at)
    return kept
