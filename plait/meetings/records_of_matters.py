"""What the registry is told of matters for the next agenda."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from plait.core.dates import say
from plait.core.registry import RecordKind, Ref, Told, Viewer, register
from plait.meetings.models import Matter, MatterState
from plait.meetings.queries.matters import matters_for

SCHEMA = "plait.matter/1"


def _matters(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """Of a restricted matter only the group is told."""
    told = {}
    for m in matters_for(viewer).filter(pk__in=keys):
        restricted = m.circle.restricted
        told[m.pk] = Told(
            Ref("matter", m.pk),
            "",
            f"A matter for the next agenda of the {m.group}" if restricted else m.wording,
            lead=f"{say(m.raised_on)}, matter for an agenda",
            detail=MatterState(m.state).label,
            url=f"{reverse('matters', args=[m.group.slug])}#matter-{m.pk}",
            on=m.raised_on,
            restricted=restricted,
        )
    return told


def _before(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found = Matter.objects.filter(pk__in=keys).exclude(origin_kind="").order_by("pk")
    return {m.pk: [Ref(m.origin_kind, m.origin_key)] for m in found if m.origin_key}


def _tell(verb: str, said: Mapping[str, object]) -> str:
    because = f": “{said['because']}”" if said.get("because") else ""
    words = {
        "raised": f"put a matter on the list for the next agenda of the {said.get('group')}: “{said.get('wording')}”",
        "dropped_matter": f"took the matter off the list{because}",
        "handed_over": f"handed the matter over from the {said.get('from')} to the {said.get('to')}",
        "put_into_circle": f"put the matter into the circle {said.get('to')}{because}",
    }
    return words.get(verb, verb)


def _export(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every matter the viewer may see, as JSON rows."""
    for m in matters_for(viewer).iterator(chunk_size=500):
        yield {
            "schema": SCHEMA,
            "group": m.group.slug,
            "wording": m.wording,
            "raised_on": m.raised_on.isoformat(),
            "state": m.state,
        }


def register_matters() -> None:
    register(RecordKind("matter", "matter", _matters, came_from=_before, tell=_tell, export=_export))
