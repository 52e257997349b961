"""Reading the history: of a record, and whether the chain still holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plait.core.registry import Ref
from plait.history.models import Detail, Entry, Reading, Seal
from plait.history.rules import OF_ITSELF, START, WORDS_REMOVED, hash_detail, link_of

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` is one sentence that names the first broken link, or None. `head` is the hash to send outside."""

    sealed: int
    unsealed: int
    removed: int
    head: str
    broken: str | None = None


def entries_of(ref: Ref) -> QuerySet[Entry]:
    """Newest first, with what was said. The caller has asked whether the record may be seen."""
    return Entry.objects.filter(kind=ref.kind, key=ref.key).select_related("detail").order_by("-at", "-pk")


def times_opened(ref: Ref) -> int:
    return Reading.objects.filter(kind=ref.kind, key=ref.key).count()


def verify() -> Verdict:
    """Walk the chain from its start; stop at the first link that does not hold. Then look at the details."""
    previous, position = START, 0
    while True:
        links = list(Seal.objects.filter(position__gt=position).order_by("position")[:BATCH])
        if not links:
            break
        entries = Entry.objects.in_bulk([link.entry_key for link in links])
        for link in links:
            position += 1
            problem = _problem_with(link, position, previous, entries.get(link.entry_key))
            if problem:
                return Verdict(position - 1, _unsealed(), _removed(), previous, problem)
            previous = link.hash
        problem = _altered_detail([link.entry_key for link in links])
        if problem:
            return Verdict(position, _unsealed(), _removed(), previous, problem)
    return Verdict(position, _unsealed(), _removed(), previous)


def _problem_with(link: Seal, position: int, previous: str, entry: Entry | None) -> str | None:
    if link.position != position:
        return f"Link {position} is missing."
    if entry is None:
        return f"Link {position} is broken: entry {link.entry_key} is gone."
    if link_of(previous, entry) != link.hash:
        return (
            f"Link {position} is broken: entry {entry.pk} ({entry.verb} of {entry.kind} {entry.key}, "
            f"{entry.at:%d %B %Y %H:%M}) is not what was sealed."
        )
    return None


def _altered_detail(keys: Sequence[int]) -> str | None:
    details = Detail.objects.select_related("entry").in_bulk(keys)
    amiss = [
        key
        for key in keys
        if key not in details or hash_detail(details[key].salt, details[key].said) != details[key].entry.detail_hash
    ]
    signed = _signed(amiss)
    for key in amiss:
        detail = details.get(key)
        now = hash_detail(detail.salt, detail.said) if detail else ""
        if key in signed and signed[key] == now:
            continue
        if detail is None:
            return f"What entry {key} said is gone, and nobody recorded its removal."
        return f"What entry {key} said was changed ({detail.entry.verb} of {detail.entry.kind} {detail.entry.key})."
    return None


def _signed(keys: Sequence[int]) -> dict[int, str]:
    """Entry -> the hash of what it says since the last time its words were removed, "" where it says nothing."""
    signing = Entry.objects.filter(kind=OF_ITSELF, verb=WORDS_REMOVED, key__in=keys).order_by("pk")
    return {e.key: str(e.detail.said.get("now")) for e in signing.select_related("detail") if hasattr(e, "detail")}


def _unsealed() -> int:
    return Entry.objects.exclude(pk__in=Seal.objects.values("entry_key")).count()


def _removed() -> int:
    return Entry.objects.filter(kind=OF_ITSELF, verb=WORDS_REMOVED).order_by().values("key").distinct().count()


def removals_of(keys: Iterable[int]) -> dict[int, Entry]:
    """Entry -> the last entry that tells of its words' removal, with who and why."""
    signing = Entry.objects.filter(kind=OF_ITSELF, verb=WORDS_REMOVED, key__in=list(keys)).order_by("pk")
    return {entry.key: entry for entry in signing.select_related("detail")}


def done_by(people: Iterable[int]) -> QuerySet[Entry]:
    """What people (their keys) did, or somebody did on their behalf; the newest first."""
    keys = list(people)
    did = Q(person_id__in=keys) | Q(on_behalf_of_id__in=keys)
    return Entry.objects.filter(did).exclude(kind=OF_ITSELF).select_related("detail").order_by("-at", "-pk")
