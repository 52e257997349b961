"""Loose ends: what a person makes of each, and entering it when the minutes are confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.kinds import guess_kind
from plait.actions.models import ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.meetings import rules
from plait.meetings.commands.held import Held
from plait.meetings.commands.matters import raise_matter
from plait.meetings.models import ImportState, LooseEnd, LooseWay, MinutesImport, ReadAttendee
from plait.meetings.queries.matching import Known
from plait.meetings.queries.succession import group_at_work
from plait.risks.commands import raise_risk


@command
def choose_loose_ends(*, minutes: MinutesImport, ways: Mapping[int, str], by: Actor, at: datetime) -> MinutesImport:
    """Keep what is to become of loose ends, by their numbers. Of confirmed minutes they are entered at once."""
    held = Held.read(minutes, by, at)
    chosen = []
    for end in LooseEnd.objects.filter(minutes_import=held.minutes, number__in=ways, became_kind=""):
        way = ways[end.number]
        if way not in LooseWay.values:
            raise Refusal("Choose what becomes of the loose end: an action, an enquiry, a matter, a risk or nothing.")
        if end.way != way:
            end.way, end.chosen_at, end.chosen_by_id = way, at, by.person_id
            end.save(update_fields=["way", "chosen_at", "chosen_by"])
            chosen.append(end)
    entered = LooseEnds(held).enter() if held.minutes.state == ImportState.CONFIRMED else 0
    if not chosen and not entered:
        return nothing_changed(held.minutes)
    said = {"labels": [f"{end.label}: {LooseWay(end.way).label.lower()}" for end in chosen]}
    held.tell("chose_loose", said)
    return held.minutes


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """The loose ends of one held import whose meeting stands."""

    held: Held

    def enter(self) -> int:
        """Each that was chosen becomes what was chosen, once. How many were entered."""
        minutes = self.held.minutes
        waiting = LooseEnd.objects.filter(minutes_import=minutes, became_kind="")
        ends = list(waiting.exclude(way__in=("", LooseWay.NOTHING)).order_by("number"))
        if not ends:
            return 0
        group = rules.check_group(minutes, group_at_work(minutes.group, on=timezone.localdate(self.held.at)))
        for end in ends:
            became = self._enter(end, group)
            end.became_kind, end.became_key = became.kind, became.key
            end.save(update_fields=["became_kind", "became_key"])
        return len(ends)

    def _enter(self, end: LooseEnd, group: Group) -> Ref:
        minutes, held = self.held.minutes, self.held
        assert minutes.meeting is not None
        origin, lines = Ref("meeting", minutes.meeting.pk), (end.first_line, end.last_line)
        day = minutes.meeting.held_on
        if end.way == LooseWay.MATTER:
            matter = raise_matter(
                group=group, wording=end.words, origin=origin, circle=minutes.circle,
                raised_on=day, lines=lines, by=held.by, at=held.at,
            )  # fmt: skip
            return Ref("matter", matter.pk)
        if end.way == LooseWay.RISK:
            risk = raise_risk(
                group=group, wording=end.words, origin=origin, circle=minutes.circle,
                raised_on=day, lines=lines, by=held.by, at=held.at,
            )  # fmt: skip
            return Ref("risk", risk.pk)
        action = assign(
            group=group,
            wording=end.words,
            kind=ActionKind.ENQUIRY if end.way == LooseWay.ENQUIRY else guess_kind(end.words),
            owners=[self._owner(end)],
            due=DueChoice(),
            origin=origin,
            circle=minutes.circle,
            minuted_on=day,
            lines=lines,
            by=held.by,
            at=held.at,
        )
        return Ref("action", action.pk)

    def _owner(self, end: LooseEnd) -> OwnerChoice:
        """Who said it: the one of that name or those initials in the attendance, or a body; otherwise as written."""
        minutes, words = self.held.minutes, " ".join(end.who.split())
        if not words:
            return OwnerChoice(OwnerKind.AS_WRITTEN, words="")
        there = ReadAttendee.objects.filter(minutes_import=minutes, dropped=False).select_related("person")
        meant = [a for a in there if words.casefold() in (a.name.casefold(), a.initials.casefold())]
        if len(meant) == 1 and meant[0].person is not None:
            return OwnerChoice(OwnerKind.PERSON, person=meant[0].person, words=words)
        known = Known.on(minutes.group, minutes.held_on or timezone.localdate(self.held.at))
        body = known.body(words) if not meant else None
        if body is not None:
            return OwnerChoice(body.kind, post=body.post, agency=body.agency, group=body.group, words=words)
        may_be = [a.person for a in meant if a.person] or known.seated_as(words)
        return OwnerChoice(OwnerKind.AS_WRITTEN, words=words, candidates=tuple(may_be))
