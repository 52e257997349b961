"""Reading the history: of a record, and whether the chain still holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from plait.core.registry import Ref
from plait.history.models import Detail, Entry, Reading, Removal, Seal
from plait.history.rules import START, hash_detail, link_of

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
    removed = set(Removal.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for key in keys:
        detail = details.get(key)
        if detail is None:
            if key not in removed:
                return f"What entry {key} said is gone, and nobody recorded its removal."
        elif hash_detail(detail.salt, detail.said) != detail.entry.detail_hash:
            return f"What entry {key} said was changed ({detail.entry.verb} of {detail.entry.kind} {detail.entry.key})."
    return None


def _unsealed() -> int:
    return Entry.objects.exclude(pk__in=Seal.objects.values("entry_key")).count()


def _removed() -> int:
    return Removal.objects.aggregate(n=Count("pk"))["n"] or 0
