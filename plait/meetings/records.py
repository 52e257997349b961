"""What the registry is told of meetings, decisions and imports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model
from django.urls import reverse

from plait.actions.queries import actions_from
from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.groups.queries import terms_agreed_by
from plait.meetings.models import (
    AgainChoice,
    Attendance,
    Batch,
    Decision,
    Finding,
    ImportState,
    Invitation,
    InvitationState,
    LooseEnd,
    Matter,
    MinutesImport,
    MinutesVersion,
    Question,
    ReadAttendee,
    ReadOwner,
)
from plait.meetings.queries import decisions_for, imports_for, meetings_for
from plait.meetings.queries.matters import matters_from

SCHEMA = "plait.meeting/1"
Followed = Mapping[int, Sequence[Ref]]


def _meetings(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """Of a restricted meeting the group and the day are told, never its title."""
    return {
        m.pk: Told(
            Ref("meeting", m.pk),
            "",
            f"{m.group}, {say(m.held_on)}",
            lead=f"{say(m.held_on)}, meeting",
            url=reverse("meeting", args=[m.pk]),
            on=m.held_on,
            restricted=m.circle.restricted,
        )
        for m in meetings_for(viewer).filter(pk__in=keys)
    }


def _decisions(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    told = {}
    for d in decisions_for(viewer).filter(pk__in=keys):
        restricted = d.meeting.circle.restricted
        told[d.pk] = Told(
            Ref("decision", d.pk),
            d.reference,
            f"Decision {d.reference} of the {d.meeting.group}" if restricted else d.wording,
            lead=f"{say(d.meeting.held_on)}, decision",
            url=f"{reverse('meeting', args=[d.meeting_id])}#{d.reference}",
            on=d.meeting.held_on,
            restricted=restricted,
        )
    return told


def _imports(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {
        m.pk: Told(
            Ref("minutes_import", m.pk),
            "",
            f"Minutes added for the {m.group}",
            detail=ImportState(m.state).label,
            url=reverse("minutes_import", args=[m.pk]),
            on=m.held_on,
            restricted=m.circle.restricted,
        )
        for m in imports_for(viewer).filter(pk__in=keys)
    }


def _of_meetings(keys: Sequence[int]) -> Followed:
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for d in Decision.objects.filter(meeting__in=keys).order_by("number"):
        found[d.meeting_id].append(Ref("decision", d.pk))
    for a in actions_from(Ref("meeting", key) for key in keys):
        if a.origin_key:
            found[a.origin_key].append(Ref("action", a.pk))
    for key, matters in matters_from("meeting", keys).items():
        found[key].extend(matters)
    return found


def _before_meetings(keys: Sequence[int]) -> Followed:
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for m in MinutesImport.objects.filter(meeting__in=keys).order_by("pk").only("pk", "meeting_id"):
        if m.meeting_id:
            found[m.meeting_id].append(Ref("minutes_import", m.pk))
    return found


def _of_imports(keys: Sequence[int]) -> Followed:
    found = MinutesImport.objects.filter(pk__in=keys, meeting__isnull=False).only("pk", "meeting_id")
    return {m.pk: [Ref("meeting", m.meeting_id)] for m in found.order_by("pk") if m.meeting_id}


def _before_decisions(keys: Sequence[int]) -> Followed:
    return {d.pk: [Ref("meeting", d.meeting_id)] for d in Decision.objects.filter(pk__in=keys).order_by("pk")}


def _of_decisions(keys: Sequence[int]) -> Followed:
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for a in actions_from(Ref("decision", key) for key in keys):
        if a.origin_key:
            found[a.origin_key].append(Ref("action", a.pk))
    for key, terms in terms_agreed_by("decision", keys).items():
        found[key].extend(terms)
    return found


def _holdings(of: Ref) -> Sequence[Holding]:
    """Minutes that a person added and nobody has finished checking."""
    if of.kind != "person":
        return []
    mine = MinutesImport.objects.filter(added_by=of.key).exclude(state=ImportState.CONFIRMED)
    waiting = mine.select_related("group").defer("reading").order_by("pk")
    return [Holding(Ref("minutes_import", m.pk), f"minutes of the {m.group} to be confirmed") for m in waiting]


_PLAIN: tuple[tuple[type[Model], str], ...] = (
    (MinutesVersion, "made_by"),
    (MinutesImport, "added_by"),
    (MinutesImport, "changed_by"),
    (Finding, "changed_by"),
    (ReadOwner, "person"),
    (Question, "person"),
    (Question, "answered_by"),
    (AgainChoice, "chosen_by"),
    (Batch, "added_by"),
    (LooseEnd, "chosen_by"),
    (Matter, "raised_by"),
    (Matter, "settled_by"),
)


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """Attendance, answers and what is being checked become the other's. Who attended twice attended once."""
    if old.kind != "person":
        return 0
    moved = _attend_once(old.key, new.key) + _asked_once(old.key, new.key)
    for model, field in _PLAIN:
        moved += model._default_manager.filter(**{field: old.key}).update(**{field: new.key})
    offered: Iterable[ReadOwner | Question] = [
        *ReadOwner.objects.filter(candidates=old.key).order_by("pk"),
        *Question.objects.filter(candidates=old.key).order_by("pk"),
    ]
    for each in offered:
        each.candidates.remove(old.key)
        each.candidates.add(new.key)
        moved += 1
    return moved


def _attend_once(old: int, new: int) -> int:
    there = Attendance.objects.filter(person=new).values("meeting")
    moved = Attendance.objects.filter(person=old, meeting__in=there).update(person=None)
    moved += Attendance.objects.filter(person=old).update(person=new)
    read = list(ReadAttendee.objects.filter(person=new).values_list("minutes_import", flat=True))
    moved += ReadAttendee.objects.filter(person=old, minutes_import__in=read).update(person=None)
    return moved + ReadAttendee.objects.filter(person=old).update(person=new)


def _asked_once(old: int, new: int) -> int:
    """Who was asked twice to a meeting is asked once; the other invitation lets go under the alias."""
    there = Invitation.objects.filter(person=new).values("meeting")
    doubled = Invitation.objects.filter(person=old, meeting__in=there)
    moved = Invitation.objects.filter(person=old).exclude(meeting__in=there).update(person=new)
    gone = {"state": InvitationState.LET_GO, "told": None, "answered_at": None, "answered_by": ""}
    return moved + doubled.update(**gone)


def _labels(said: Mapping[str, object], key: str) -> str:
    found = said.get(key)
    return ", ".join(str(each) for each in found) if isinstance(found, list) else ""


def _tell(verb: str, said: Mapping[str, object]) -> str:
    """A line of an import's, a meeting's or a decision's history."""
    if verb == "confirmed":
        return f"confirmed {_labels(said, 'labels') or 'the meeting'}"
    if verb == "finished":
        left = _labels(said, "left_out")
        return f"ended the checking and left out {left}" if left else "ended the checking"
    if verb == "opened_again":
        return f"opened the checking again: {_labels(said, 'labels')}"
    if verb == "ticked":
        on, off = _labels(said, "ticked"), _labels(said, "unticked")
        return " and ".join(part for part in (on and f"ticked {on}", off and f"took the tick from {off}") if part)
    if verb == "asked_to_meeting":
        return f"wrote to {_labels(said, 'people')} about the meeting"
    if verb == "minuted":
        return f"confirmed version {said['number']} of the minutes" if "number" in said else "confirmed the decision"
    words = {
        "added": "added the file {file}",
        "read": "read {actions} actions, {decisions} decisions and {people} people, with {questions} questions",
        "refused": "could not read the file: {why}",
        "put_back": "put the file back into the queue",
        "answered": "answered {question}: “{words}” is {answer}",
        "left": "left {question} as written: “{words}”",
        "changed": "changed {label}",
        "dropped": "dropped {label}",
        "put_into_circle": "put the meeting into the circle {to}: “{because}”"
        if said.get("because")
        else "put the meeting into the circle {to}",
        "restored": "took {label} back in",
        "found": "added {label}",
        "compared": "compared these minutes with another file of the same meeting",
        "chose_again": "chose for {reference}: {way}",
        "reworded": "changed the decision after later minutes; it said: {from}",
        "taken_back": "took back the answer to {question}",
        "chose_loose": "chose what becomes of {labels}",
        "facts_changed": "changed the facts of the meeting",
        "attendee_changed": "changed the attendance of {who}: {status}",
        "planned_meeting": "planned the meeting for {on}",
        "changed_meeting": "moved the meeting from {from} to {on}"
        if said.get("from") != said.get("on")
        else "changed the time or the place of the meeting",
        "cancelled_meeting": "cancelled the meeting: “{because}”",
        "invitation_answered": "noted for {who}: {answer}",
    }
    return words.get(verb, verb).format_map(defaultdict(str, {key: str(value) for key, value in said.items()}))


def _export(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every meeting the viewer may see with its decisions, as JSON rows."""
    for m in meetings_for(viewer).prefetch_related("decisions").order_by("pk"):
        yield {
            "schema": SCHEMA,
            "group": m.group.slug,
            "held_on": m.held_on.isoformat(),
            "venue": m.venue,
            "decisions": [{"reference": d.reference, "wording": d.wording} for d in m.decisions.all()],
        }


def register_kinds() -> None:
    register(
        RecordKind(
            "meeting",
            "meeting",
            _meetings,
            came_from=_before_meetings,
            led_to=_of_meetings,
            holdings=_holdings,
            repoint=_repoint,
            tell=_tell,
            export=_export,
        )
    )
    register(
        RecordKind("decision", "decision", _decisions, came_from=_before_decisions, led_to=_of_decisions, tell=_tell)
    )
    register(RecordKind("minutes_import", "minutes import", _imports, led_to=_of_imports, tell=_tell))
