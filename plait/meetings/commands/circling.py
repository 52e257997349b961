"""Putting a meeting into another circle, with everything that its minutes said."""

from datetime import datetime

from django.db.models import Q, QuerySet

from plait.access.models import Circle
from plait.actions.commands import put_into_circle
from plait.actions.queries import actions_from
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files.commands import move_to_circle
from plait.history.commands import Change, record_all
from plait.meetings.commands.matters import _index
from plait.meetings.models import Decision, Matter, Meeting, MinutesImport, MinutesText, MinutesVersion
from plait.risks import commands as risks
from plait.risks.queries import risks_from
from plait.search.commands import move


@command
def put_meeting_into_circle(*, meeting: Meeting, circle: Circle, because: str = "", by: Actor, at: datetime) -> Meeting:
    """The meeting, its minutes, decisions and files, and the actions, risks and matters that came of it and were in
    its circle belong to `circle` from now on, `because` where a reason was given."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("group", "circle").get(pk=meeting.pk)
    if held.circle_id == circle.pk:
        return nothing_changed(held)
    before, held.circle = held.circle_id, circle
    held.save(update_fields=["circle"])
    decisions = list(Decision.objects.filter(meeting=held).values_list("pk", flat=True))
    imports = MinutesImport.objects.filter(meeting=held)
    files = _move_minutes(held, imports, circle, by, at)
    refs = [Ref("meeting", held.pk), *(Ref("decision", key) for key in decisions), *(Ref("file", key) for key in files)]
    move(refs=refs, circle_id=circle.pk, by=by, at=at)
    origins = [Ref("meeting", held.pk), *(Ref("decision", key) for key in decisions)]
    came_of_it = list(actions_from(origins).filter(circle=before))
    put_into_circle(actions=came_of_it, circle=circle, because=because, by=by, at=at)
    came = [*risks_from(origins[:1]).filter(circle=before), *risks_from(origins[1:]).filter(circle=before)]
    risks.put_into_circle(risks=came, circle=circle, because=because, by=by, at=at)
    matters = _move_matters(origins, before, circle, by, at)
    said = {"to": circle.name, **({"because": because} if because else {})}
    moved = [Ref("meeting", held.pk), *(Ref("matter", matter.pk) for matter in matters)]
    record_all(changes=[Change(ref, "put_into_circle", said) for ref in moved], by=by, at=at)
    return held


def _move_minutes(
    meeting: Meeting, imports: QuerySet[MinutesImport], circle: Circle, by: Actor, at: datetime
) -> list[int]:
    """The texts and the files of the minutes, and of what was read for them; answers the keys of the files."""
    versions = MinutesVersion.objects.filter(meeting=meeting)
    both = [rows.values_list("text", "file") for rows in (versions, imports)]
    texts = {text for rows in both for text, _ in rows if text}
    files = sorted({file for rows in both for _, file in rows if file})
    MinutesText.objects.filter(pk__in=texts).update(circle=circle)
    imports.update(circle=circle)
    move_to_circle(files=files, circle=circle, by=by, at=at)
    return files


def _move_matters(origins: list[Ref], before: int, circle: Circle, by: Actor, at: datetime) -> list[Matter]:
    came = Q(pk__in=[])
    for ref in origins:
        came |= Q(origin_kind=ref.kind, origin_key=ref.key)
    held = list(Matter.objects.filter(came, circle=before).select_related("group").order_by("pk"))
    for matter in held:
        matter.circle = circle
        matter.save(update_fields=["circle"])
        _index(matter, by, at)
    return held
