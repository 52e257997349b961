"""Matters for the next agenda: raised, and dropped when nobody needs to talk about them any more."""

from datetime import date, datetime

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.meetings.models import Matter, MatterState
from plait.meetings.rules import check_wording
from plait.search.commands import Findable, index


@command
def raise_matter(
    *,
    group: Group,
    wording: str,
    origin: Ref | None,
    circle: Circle,
    raised_on: date,
    lines: tuple[int, int] | None = None,
    by: Actor,
    at: datetime,
) -> Matter:
    """Put a matter on the group's list for its next agenda. The same words waiting there already stand once."""
    kept = check_wording(wording)
    Group.objects.select_for_update().get(pk=group.pk)
    waiting = Matter.objects.filter(group=group, circle=circle, state=MatterState.WAITING, wording=kept)
    if before := waiting.order_by("pk").first():
        return nothing_changed(before)
    matter = Matter.objects.create(
        group=group,
        circle=circle,
        wording=kept,
        origin_kind=origin.kind if origin else "",
        origin_key=origin.key if origin else None,
        first_line=lines[0] if lines else None,
        last_line=lines[1] if lines else None,
        raised_on=raised_on,
        raised_by_id=by.person_id,
    )
    ref = Ref("matter", matter.pk)
    title = f"A matter for the next agenda of the {group}" if circle.restricted else kept
    found = Findable(ref, circle.pk, title, kept, group=group.pk, on=raised_on)
    index(records=[found], by=by, at=at)
    record(ref=ref, verb="raised", said={"wording": kept, "group": group.name}, by=by, at=at)
    return matter


@command
def drop_matter(*, matter: Matter, because: str = "", by: Actor, at: datetime) -> Matter:
    """Take a matter off the list. It stays in the history with who dropped it and why."""
    held = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    if held.state == MatterState.DROPPED:
        return nothing_changed(held)
    if held.state == MatterState.TAKEN:
        raise Refusal("This matter is on an agenda already. Take it off that agenda instead.")
    held.state, held.because = MatterState.DROPPED, " ".join(because.replace("\x00", " ").split())[:300]
    held.settled_at, held.settled_by_id = at, by.person_id
    held.save()
    record(ref=Ref("matter", held.pk), verb="dropped_matter", said={"because": held.because}, by=by, at=at)
    return held
