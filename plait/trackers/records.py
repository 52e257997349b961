"""What the registry is told of trackers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from plait.actions.queries import actions_from
from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.risks.queries import risks_from
from plait.trackers.models import OwnerQuestion, RowOwner, TrackerImport, TrackerRow, TrackerState
from plait.trackers.queries.imports import trackers_for

SCHEMA = "plait.tracker/1"


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """Of a restricted tracker the group is told, never the name of its file."""
    told = {}
    for t in trackers_for(viewer).filter(pk__in=keys):
        day = timezone.localdate(t.added_at)
        restricted = t.circle.restricted
        told[t.pk] = Told(
            Ref("tracker", t.pk),
            "",
            f"Tracker of the {t.group}" if restricted else f"Tracker of the {t.group}, {t.file.name}",
            lead=f"{say(day)}, tracker",
            detail=TrackerState(t.state).label,
            url=reverse("tracker", args=[t.pk]),
            on=day,
            restricted=restricted,
        )
    return told


def _led_to(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    refs = [Ref("tracker", key) for key in keys]
    for a in actions_from(refs):
        if a.origin_key:
            found[a.origin_key].append(Ref("action", a.pk))
    for r in risks_from(refs):
        if r.origin_key:
            found[r.origin_key].append(Ref("risk", r.pk))
    return found


def _holdings(of: Ref) -> Sequence[Holding]:
    """Trackers that a person added and nobody has finished checking."""
    if of.kind != "person":
        return []
    mine = TrackerImport.objects.filter(added_by=of.key, state__in=(TrackerState.COLUMNS, TrackerState.ROWS))
    waiting = mine.select_related("group").defer("book").order_by("pk")
    return [Holding(Ref("tracker", t.pk), f"tracker of the {t.group} to be confirmed") for t in waiting]


_PLAIN: tuple[tuple[type[Model], str], ...] = (
    (TrackerImport, "added_by"),
    (TrackerImport, "changed_by"),
    (TrackerRow, "changed_by"),
    (OwnerQuestion, "answered_by"),
    (OwnerQuestion, "person"),
)


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """What is being checked becomes the other's. Who owns a row twice owns it once."""
    if old.kind != "person":
        return 0
    moved = 0
    for model, field in _PLAIN:
        moved += model._default_manager.filter(**{field: old.key}).update(**{field: new.key})
    there = list(RowOwner.objects.filter(person=new.key).values_list("row", flat=True))
    doubled, _ = RowOwner.objects.filter(person=old.key, row__in=there).delete()
    moved += doubled + RowOwner.objects.filter(person=old.key).update(person=new.key)
    for question in OwnerQuestion.objects.filter(candidates=old.key).order_by("pk"):
        question.candidates.remove(old.key)
        question.candidates.add(new.key)
        moved += 1
    return moved


def _labels(said: Mapping[str, object], key: str) -> str:
    found = said.get(key)
    return ", ".join(str(each) for each in found) if isinstance(found, list) else ""


def _tell(verb: str, said: Mapping[str, object]) -> str:
    """A line of a tracker's history."""
    if verb == "confirmed":
        refused = _labels(said, "refused")
        return f"confirmed {_labels(said, 'labels') or 'nothing'}{f'; not confirmed: {refused}' if refused else ''}"
    if verb == "finished":
        left = _labels(said, "left_out")
        return f"ended the checking and left out {left}" if left else "ended the checking"
    if verb == "ticked":
        on, off = _labels(said, "ticked"), _labels(said, "unticked")
        return " and ".join(part for part in (on and f"ticked {on}", off and f"took the tick from {off}") if part)
    words = {
        "added": "added the file {file}",
        "opened": "opened the file: {rows} rows in {sheets} sheets",
        "refused": "could not read the file: {why}",
        "put_back": "put the file back into the queue",
        "queued": "confirmed many rows, which go in one after another",
        "columns": "said what the columns hold: {rows} rows, and {unread} that are none",
        "answered": "answered who is meant by “{words}”: {answer}",
        "left": "left “{words}” as written",
        "changed": "changed {label}",
        "dropped": "left {label} out",
        "restored": "took {label} back in",
        "as_new": "said that {label} is not {was} but new",
    }
    return words.get(verb, verb).format_map(defaultdict(str, {key: str(value) for key, value in said.items()}))


def _export(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every tracker the viewer may see, as JSON rows; the files themselves hold the words."""
    for t in trackers_for(viewer):
        yield {
            "schema": SCHEMA,
            "group": t.group.slug,
            "added_on": timezone.localdate(t.added_at).isoformat(),
            "state": t.state,
            "sha256": t.checksum,
        }


def register_kinds() -> None:
    register(
        RecordKind(
            "tracker",
            "tracker",
            _describe,
            led_to=_led_to,
            holdings=_holdings,
            repoint=_repoint,
            tell=_tell,
            export=_export,
        )
    )
