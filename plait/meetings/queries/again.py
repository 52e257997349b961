"""The same meeting a second time: what an earlier file put into the register, and what this one says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from plait.actions.models import Action, DueKind, Evidence
from plait.core.dates import say
from plait.meetings.likeness import Difference
from plait.meetings.models import (
    AgainChoice,
    AgainWay,
    Decision,
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    MinutesImport,
    ReadOwner,
)
from plait.meetings.queries.standing import not_cancelled
from plait.meetings.rules import plain_words


@dataclass(frozen=True, slots=True)
class Stood:
    """A record of the register and the finding that put it there, or that brought it up to date last.

    `touched`: since then somebody updated, changed or closed it, or added evidence.
    """

    record: Action | Decision
    base: Finding
    touched: bool

    @property
    def closed(self) -> bool:
        return isinstance(self.record, Action) and not self.record.is_open

    @property
    def version(self) -> int:
        return self.record.version if isinstance(self.record, Action) else 1


@dataclass(frozen=True, slots=True)
class Matched:
    """A finding that the register has already, and in what it differs from what the earlier file said."""

    finding: Finding
    stood: Stood
    differences: tuple[Difference, ...]
    choice: AgainChoice | None = None

    @property
    def same(self) -> bool:
        return not self.differences

    @property
    def needs_asking(self) -> bool:
        """The register has moved on, or a hard date would move: only a person says what is to stand."""
        record = self.stood.record
        hard = isinstance(record, Action) and record.due_hard and any(d.what == "due" for d in self.differences)
        return not self.same and (self.stood.touched or hard)

    @property
    def way(self) -> str:
        """What is to become of it: the choice that still holds; without one, `take` unless it must be asked."""
        if self.choice is not None:
            return self.choice.way
        return "" if self.needs_asking else AgainWay.TAKE


def files_of_meeting(minutes: MinutesImport) -> QuerySet[MinutesImport]:
    """Other files of the same group and day that were read, confirmed or not."""
    if minutes.held_on is None:
        return MinutesImport.objects.none()
    same = MinutesImport.objects.filter(group=minutes.group_id, held_on=minutes.held_on)
    read = same.filter(state__in=(ImportState.READY, ImportState.CONFIRMED)).exclude(pk=minutes.pk)
    return read.defer("reading").select_related("file", "added_by", "changed_by").order_by("added_at", "pk")


def is_again(minutes: MinutesImport) -> bool:
    """Whether an earlier file of the same meeting put something into the register."""
    return files_of_meeting(minutes).filter(meeting__isnull=False).exists()


def stood_before(minutes: MinutesImport) -> dict[tuple[str, int], Stood]:
    """By kind and key: what other files of this meeting put into the register. The last finding of each counts."""
    meetings = not_cancelled().filter(group=minutes.group_id)
    meeting = meetings.filter(held_on=minutes.held_on).first() if minutes.held_on else None
    if meeting is None:
        return {}
    settled = _owned(Finding.objects.filter(minutes_import__meeting=meeting, state=FindingState.CONFIRMED))
    bases: dict[tuple[str, int], Finding] = {}
    for found in settled.exclude(minutes_import=minutes.pk).order_by(F("changed_at").asc(nulls_first=True), "pk"):
        became = found.stands_as
        assert became is not None
        bases[found.kind, became.pk] = found
    keys = [key for kind, key in bases if kind == FindingKind.ACTION]
    shown = set(Evidence.objects.filter(action__in=keys).values_list("action", flat=True))
    return {at: _stood(base, shown) for at, base in bases.items()}


def _stood(base: Finding, with_evidence: set[int]) -> Stood:
    record = base.stands_as
    assert record is not None
    touched = isinstance(record, Action) and (
        record.version != (base.settled_version or 1) or record.pk in with_evidence or not record.is_open
    )
    return Stood(record, base, touched)


def _owned(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    owners = ReadOwner.objects.select_related("person", "post__agency", "agency", "group").order_by("position")
    return findings.select_related("action", "decision", "again_action", "again_decision").prefetch_related(
        Prefetch("owners", queryset=owners, to_attr="owners_now")
    )


def findings_to_compare(minutes: MinutesImport) -> list[Finding]:
    """What is not decided yet, with its owners."""
    undecided = Finding.objects.filter(
        minutes_import=minutes.pk, state__in=(FindingState.TICKED, FindingState.UNTICKED)
    )
    return list(_owned(undecided).order_by("kind", "number"))


def matched(minutes: MinutesImport, stood: dict[tuple[str, int], Stood]) -> list[Matched]:
    """Undecided findings that were recognised, each with what differs and with the choice that still holds."""
    choices = choices_of(minutes)
    found = []
    for finding in findings_to_compare(minutes):
        key = (finding.kind, finding.again_action_id or finding.again_decision_id or 0)
        if key not in stood:
            continue
        choice = choices.get(finding.again_action_id or 0)
        holds = choice if choice is not None and choice.seen == stood[key].version else None
        found.append(Matched(finding, stood[key], differences(finding, stood[key].base), holds))
    return found


def gone(minutes: MinutesImport, stood: dict[tuple[str, int], Stood]) -> list[Stood]:
    """What the register has of this meeting and this file says nothing of; what was dropped here counts as said."""
    ours = Finding.objects.filter(minutes_import=minutes.pk)
    pairs = ours.values_list("kind", "action", "again_action", "decision", "again_decision")
    here = {(kind, key) for kind, *keys in pairs for key in keys if key}
    return [each for at, each in sorted(stood.items()) if at not in here]


def choices_of(minutes: MinutesImport) -> dict[int, AgainChoice]:
    """By the key of their action."""
    return {choice.action_id: choice for choice in AgainChoice.objects.filter(minutes_import=minutes.pk)}


def choices_to_close(minutes: MinutesImport) -> list[AgainChoice]:
    """Actions to be closed because these minutes no longer have them, as far as the choice still holds."""
    chosen = AgainChoice.objects.filter(minutes_import=minutes.pk, way=AgainWay.CLOSE).select_related("action")
    return [
        choice for choice in chosen.order_by("pk") if choice.action.version == choice.seen and choice.action.is_open
    ]


def differences(now: Finding, base: Finding) -> tuple[Difference, ...]:
    """In what `now` says otherwise than the earlier file did, as it was read or as a person confirmed it."""
    found = []
    said_before = {plain_words(base.wording), plain_words(str((base.read or {}).get("text") or base.wording))}
    if plain_words(now.wording) not in said_before:
        found.append(Difference("wording", base.wording, now.wording))
    if now.kind == FindingKind.ACTION:
        if not _same_owners(now, base):
            found.append(Difference("owners", _owners_said(base), _owners_said(now)))
        if not _same_due(now, base):
            found.append(Difference("due", _due_said(base), _due_said(now)))
    return tuple(found)


def _owners(finding: Finding) -> Iterable[ReadOwner]:
    return finding.owners_now  # type: ignore[attr-defined,no-any-return]


def _same_owners(now: Finding, base: Finding) -> bool:
    """The same people, or the same words for them: what somebody answered for "SC" holds for the same "SC"."""
    written = {owner.words.casefold() for owner in _owners(now)}
    if written == {owner.words.casefold() for owner in _owners(base)}:
        return True
    if base.read and written == {str(owner["text"]).casefold() for owner in base.read["owners"]}:
        return True
    return {_target(owner) for owner in _owners(now)} == {_target(owner) for owner in _owners(base)}


def _target(owner: ReadOwner) -> tuple[str, object]:
    named = owner.person_id or owner.post_id or owner.agency_id or owner.group_id
    return (owner.kind, named or owner.words.casefold())


def _owners_said(finding: Finding) -> str:
    said = [str(o.person or o.post or o.agency or o.group or o.words) for o in _owners(finding)]
    return ", ".join(said) or "nobody"


def _same_due(now: Finding, base: Finding) -> bool:
    if (now.due_kind, now.due_on, now.due_hard) == (base.due_kind, base.due_on, base.due_hard):
        return True
    if now.due_kind == base.due_kind == DueKind.NEXT_MEETING:
        return now.due_on is None or base.due_on is None
    read = (base.read or {}).get("due")
    return read is not None and (now.due_kind, str(now.due_on or "")) == (read["kind"], read["date"] or "")


def _due_said(finding: Finding) -> str:
    day = say(finding.due_on) if finding.due_on else finding.due_words or "no date"
    return f"the hard date {day}" if finding.due_hard else day
