"""Terms of reference in words: what holds, what held, what is only a draft, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say
from plait.core.registry import Ref, Told
from plait.groups.differences import Change, Difference, differences
from plait.groups.models import Group, TermsVersion
from plait.groups.queries import in_force
from plait.groups.quorum import asks_for
from plait.groups.words import asked_by


@dataclass(frozen=True, slots=True)
class Agreed:
    """By which decision. `url` is empty for one that is not recorded here, or that the reader may not know."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    title: str
    url: str
    said: str
    in_force: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. `changes` are told against `against`, the version before it that was agreed, or another."""

    number: int
    title: str
    said: str
    draft: bool
    paragraphs: list[str]
    quorum: str
    agreed: Agreed | None
    file: str
    file_url: str
    against: str
    changes: list[Difference]
    choices: list[tuple[int, str]]
    chosen: int | None
    change_url: str
    drop_url: str
    agree_url: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    group: str
    group_url: str
    restricted: bool
    asked: str
    shown: VersionPage | None
    rows: list[VersionRow]
    draft_url: str


def terms_page(
    group: Group,
    versions: Sequence[TermsVersion],
    shown: TermsVersion | None,
    *,
    against: TermsVersion | None,
    told: Mapping[Ref, Told],
    today: date,
    asked: date | None,
    may_change: bool,
) -> TermsPage:
    """`versions`: all that the reader may see, the latest first. `told`: the decisions in words."""
    now = in_force(versions, today)
    drafting = may_change and group.ended_on is None and not any(version.is_draft for version in versions)
    return TermsPage(
        group=group.name,
        group_url=reverse("group", args=[group.slug]),
        restricted=group.circle.restricted,
        asked=_asked(group, versions, asked) if asked else "",
        shown=_shown(shown, versions, against, told, today, may_change) if shown else None,
        rows=[_row(version, versions, now, today) for version in versions],
        draft_url=reverse("draft_terms", args=[group.slug]) if drafting else "",
    )


def _asked(group: Group, versions: Sequence[TermsVersion], on: date) -> str:
    held = in_force(versions, on)
    if held is not None:
        return f"On {say(on)} version {held.number} was in force."
    if on < group.started_on:
        return f"The {group.name} began on {say(group.started_on)}: on {say(on)} there was nothing in force."
    return f"On {say(on)} no terms of reference were in force."


def _row(version: TermsVersion, versions: Sequence[TermsVersion], now: TermsVersion | None, today: date) -> VersionRow:
    url = f"{reverse('terms', args=[version.group.slug])}?version={version.number}"
    said = standing(version, versions, today)
    return VersionRow(f"Version {version.number}", url, said, version == now, version.is_draft)


def standing(version: TermsVersion, versions: Sequence[TermsVersion], today: date) -> str:
    """In force since 1 April 2024; held from and to; a draft, in force for nobody."""
    if version.holds_from is None:
        return "Draft, not in force"
    later = [v.holds_from for v in versions if v.holds_from is not None and v.holds_from > version.holds_from]
    until = min(later, default=None)
    if version.holds_from > today:
        return f"Agreed, in force from {say(version.holds_from)}"
    if until is None:
        return f"In force since {say(version.holds_from)}"
    return f"In force {'since' if until > today else 'from'} {say(version.holds_from)} to {say(until)}"


def _shown(
    version: TermsVersion,
    versions: Sequence[TermsVersion],
    against: TermsVersion | None,
    told: Mapping[Ref, Told],
    today: date,
    may_change: bool,
) -> VersionPage:
    drafted = timezone.localtime(version.drafted_at).date()
    who = f" by {version.drafted_by.name}" if version.drafted_by else ""
    args = [version.group.slug]
    changing = may_change and version.is_draft
    return VersionPage(
        number=version.number,
        title=f"Version {version.number}",
        said=f"{standing(version, versions, today)}. Written {say(drafted)}{who}.",
        draft=version.is_draft,
        paragraphs=[line for line in version.text.splitlines() if line.strip()],
        quorum=asks_for(asked_by(version)),
        agreed=_agreed(version, told),
        file=version.file.name if version.file else "",
        file_url=reverse("file", args=[version.file_id]) if version.file_id else "",
        against=f"version {against.number}" if against else "",
        changes=_changes(against, version) if against else [],
        choices=[(v.number, str(v)) for v in versions if v != version],
        chosen=against.number if against else None,
        change_url=reverse("change_terms", args=args) if changing else "",
        drop_url=reverse("drop_terms", args=args) if changing else "",
        agree_url=reverse("agree_terms", args=args) if changing else "",
    )


def _agreed(version: TermsVersion, told: Mapping[Ref, Told]) -> Agreed | None:
    if version.is_draft:
        return None
    if version.agreed_key is None:
        return Agreed(f"Agreed before decisions were recorded here: {version.agreed_words}", "")
    decision = told[Ref(version.agreed_kind, version.agreed_key)]
    words = ", ".join(part for part in (decision.reference, decision.title) if part)
    return Agreed(words, decision.url)


def _changes(before: TermsVersion, after: TermsVersion) -> list[Difference]:
    """From the lower number to the higher, whichever is shown; the quorum is told first."""
    if before.number > after.number:
        before, after = after, before
    was, now = asks_for(asked_by(before)), asks_for(asked_by(after))
    quorum = [Difference(Change.CHANGED, f"Quorum: {was}.", f"Quorum: {now}.")] if was != now else []
    return [*quorum, *differences(before.text, after.text)]
