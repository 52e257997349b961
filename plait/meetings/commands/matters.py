"""Matters for the next agenda: raised, dropped when nobody needs to talk about them, handed over with their group."""

from datetime import date, datetime

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import Change, record, record_all
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
    _index(matter, by, at)
    record(ref=Ref("matter", matter.pk), verb="raised", said={"wording": kept, "group": group.name}, by=by, at=at)
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


@command
def hand_over_matters(*, group: Group, to: Group, by: Actor, at: datetime) -> int:
    """What waits for the group's next agenda waits for the other group's now; answers how many matters went.

    Where the old group's circle knew, the new group's knows now; a restricted circle stays as it is.
    """
    waiting = Matter.objects.select_for_update(of=("self",)).filter(group=group, state=MatterState.WAITING)
    held = list(waiting.select_related("group", "circle").order_by("pk"))
    for matter in held:
        if not matter.circle.restricted and matter.circle_id == group.circle_id:
            matter.circle = to.circle
        matter.group = to
        matter.save(update_fields=["group", "circle"])
        _index(matter, by, at)
    said = {"from": group.name, "to": to.name}
    record_all(changes=[Change(Ref("matter", m.pk), "handed_over", said) for m in held], by=by, at=at)
    return len(held) or nothing_changed(0)


def _index(matter: Matter, by: Actor, at: datetime) -> None:
    title = f"A matter for the next agenda of the {matter.group}" if matter.circle.restricted else matter.wording
    ref = Ref("matter", matter.pk)
    found = Findable(ref, matter.circle_id, title, matter.wording, group=matter.group_id, on=matter.raised_on)
    index(records=[found], by=by, at=at)
