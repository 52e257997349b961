"""Terms of reference: drafted, changed, dropped, and in force from a day when a decision has agreed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.files import commands as files
from plait.files.models import StoredFile
from plait.groups import rules
from plait.groups.models import Group, TermsVersion
from plait.groups.queries.findable import findable_terms
from plait.history.commands import record
from plait.people.models import Agency
from plait.search.commands import index, index_whole

LONGEST = 100_000  # characters


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version of the terms says: its text, its quorum, and the document it came in (name and bytes)."""

    text: str
    quorum_number: int | None = None
    quorum_agencies: Sequence[Agency] = ()
    chair_decides: bool = False
    document: tuple[str, bytes] | None = None


@command
def draft_terms(*, group: Group, wording: Wording, by: Actor, at: datetime) -> TermsVersion:
    """A draft of the next version. It is in force for nobody until a decision agrees it; a group has one draft."""
    group = Group.objects.select_for_update(of=("self",)).select_related("circle").get(pk=group.pk)
    rules.check_is_at_work(group)
    rules.check_can_draft(TermsVersion.objects.filter(group=group, agreed_at__isnull=True).first())
    last = TermsVersion.objects.filter(group=group).order_by("-number").first()
    terms = TermsVersion(group=group, number=last.number + 1 if last else 1, drafted_at=at)
    terms.drafted_by_id = by.person_id
    _write(terms, wording, by, at)
    said = {"number": terms.number, "group": group.name}
    record(ref=Ref("terms", terms.pk), verb="drafted", said=said, by=by, at=at)
    return terms


@command
def change_draft(
    *, terms: TermsVersion, wording: Wording, version: int | None = None, by: Actor, at: datetime
) -> TermsVersion:
    """Other words or another quorum, while it is a draft. `version`: the draft as it was seen."""
    terms = _locked(terms)
    rules.check_is_draft(terms)
    if version is not None and version != terms.version:
        raise Stale("Somebody changed this draft since you opened it. Copy what you wrote, look again, then save.")
    same = terms.text == _clean(wording.text) and wording.document is None
    agencies = {agency.pk for agency in wording.quorum_agencies}
    there = set(terms.quorum_agencies.values_list("pk", flat=True))
    quorum = (terms.quorum_number, terms.chair_decides, there)
    if same and quorum == (wording.quorum_number, wording.chair_decides, agencies):
        return nothing_changed(terms)
    terms.version += 1
    _write(terms, wording, by, at)
    said = {"number": terms.number, "group": terms.group.name}
    record(ref=Ref("terms", terms.pk), verb="changed", said=said, by=by, at=at)
    return terms


@command
def drop_draft(*, terms: TermsVersion, by: Actor, at: datetime) -> None:
    """The draft is not wanted. Its number is free again; the history says that it was there."""
    terms = _locked(terms)
    rules.check_is_draft(terms)
    said = {"number": terms.number, "group": terms.group.name}
    ref = Ref("terms", terms.pk)
    record(ref=ref, verb="dropped", said=said, by=by, at=at)
    index_whole(ref=ref, records=(), by=by, at=at)
    terms.quorum_agencies.clear()
    terms.delete()


@command
def agree_terms(
    *,
    terms: TermsVersion,
    decision: Ref | None,
    holds_from: date,
    words: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> TermsVersion:
    """In force from `holds_from`, by a recorded decision, until a later version is.

    Only a group's first version may do without: `words` then say where it was agreed.
    """
    terms = _locked(terms)
    Group.objects.select_for_update(of=("self",)).get(pk=terms.group_id)
    agreed = TermsVersion.objects.filter(group=terms.group_id, agreed_at__isnull=False)
    latest = agreed.order_by("-holds_from").first()
    rules.check_can_agree(terms, holds_from, latest)
    rules.check_agreed_by(decision.kind if decision else None, words, latest)
    if version is not None and version != terms.version:
        raise Stale("Somebody changed this draft since you opened it. Read it again before it is agreed.")
    terms.holds_from, terms.agreed_at = holds_from, at
    if decision is not None:
        terms.agreed_kind, terms.agreed_key = decision.kind, decision.key
    else:
        terms.agreed_words = " ".join(words.replace("\x00", " ").split())[:300]
    terms.version += 1
    terms.save()
    index(records=[findable_terms(terms)], by=by, at=at)
    said = {"number": terms.number, "group": terms.group.name, "on": holds_from.isoformat()}
    record(ref=Ref("terms", terms.pk), verb="agreed", said=said, by=by, at=at)
    return terms


def _locked(terms: TermsVersion) -> TermsVersion:
    found = TermsVersion.objects.select_for_update(of=("self",)).select_related("group__circle")
    there = found.filter(pk=terms.pk).first()
    if there is None:
        raise Refusal("This draft was dropped meanwhile. Begin a new one.")
    return there


def _clean(text: str) -> str:
    return text.replace("\x00", " ").replace("\r\n", "\n").strip()


def _write(terms: TermsVersion, wording: Wording, by: Actor, at: datetime) -> None:
    terms.text = _clean(wording.text)
    if not terms.text:
        raise Refusal("Enter the text of the terms of reference.")
    if len(terms.text) > LONGEST:
        raise Refusal(f"The text has more than {LONGEST:,} characters. Keep the annexes in the file.")
    terms.quorum_number, terms.chair_decides = wording.quorum_number, wording.chair_decides
    if wording.document is not None:
        terms.file = _kept(terms.group, *wording.document, by, at)
    terms.save()
    index(records=[findable_terms(terms)], by=by, at=at)
    terms.quorum_agencies.set(wording.quorum_agencies)


def _kept(group: Group, name: str, data: bytes, by: Actor, at: datetime) -> StoredFile:
    return files.store(data=data, name=name, circle=group.circle, by=by, at=at)
