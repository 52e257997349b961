"""Writing history. Called by other commands only, in their transaction."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from plait.core.actor import Actor
from plait.core.commands import command, note_written, nothing_changed
from plait.core.registry import Ref
from plait.core.rows import insert_rows
from plait.history.models import Detail, Entry, Reading, Seal, Sealer
from plait.history.rules import OF_ITSELF, START, WORDS_REMOVED, hash_detail, link_of

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """One record changed: `verb` is a slug of its kind, `said` is JSON (from, to, words; names belong here)."""

    ref: Ref
    verb: str
    said: Mapping[str, object]


@command
def record(*, ref: Ref, verb: str, said: Mapping[str, object], by: Actor, at: datetime) -> None:
    """One row for one record changed."""
    record_all(changes=[Change(ref, verb, said)], by=by, at=at)


@command
def record_all(*, changes: Iterable[Change], by: Actor, at: datetime) -> None:
    """One row for each record changed, in two statements however many there are."""
    told = [(c, {**c.said, "by": by.name, "on_behalf_of": by.on_behalf_of}, secrets.token_hex(16)) for c in changes]
    entries = Entry.objects.bulk_create(
        [
            Entry(
                at=at,
                kind=c.ref.kind,
                key=c.ref.key,
                verb=c.verb,
                way=by.way.value,
                person_id=by.person_id,
                on_behalf_of_id=by.on_behalf_of_id,
                detail_hash=hash_detail(salt, said),
            )
            for c, said, salt in told
        ],
        batch_size=BATCH,
    )
    details = [(entry.pk, salt, said) for entry, (_, said, salt) in zip(entries, told, strict=True)]
    insert_rows(Detail, ("entry", "salt", "said"), details)
    if entries:
        note_written(len(entries))
    else:
        nothing_changed(None)


@command
def record_reading(*, ref: Ref, how: str, by: Actor, at: datetime) -> None:
    """That restricted material was opened: `how` is detail, download or export."""
    record_readings(refs=[ref], how=how, by=by, at=at)


@command
def record_readings(*, refs: Sequence[Ref], how: str, by: Actor, at: datetime) -> None:
    """The same of many records at once."""
    rows = [Reading(at=at, kind=ref.kind, key=ref.key, person_id=by.person_id, how=how) for ref in refs]
    Reading.objects.bulk_create(rows, batch_size=BATCH)
    note_written(len(rows))


@command
def replace_words(*, said: Mapping[int, Mapping[str, object]], why: str, by: Actor, at: datetime) -> int:
    """Put other words in place of what entries (their keys) said. Returns how many now say something else.

    The entries stand as they were sealed. For each, an entry of the chain itself tells who did it, when and why, and
    holds the hash of what is said now: words changed or taken in any other way break the chain.
    """
    before = Detail.objects.select_for_update().in_bulk(list(said))
    anew = [
        Detail(entry_id=key, salt=secrets.token_hex(16), said=dict(words))
        for key, words in said.items()
        if key in before and before[key].said != words
    ]
    if not anew:
        return nothing_changed(0)
    Detail.objects.filter(pk__in=[detail.pk for detail in anew]).delete()
    Detail.objects.bulk_create(anew, batch_size=BATCH)
    signed = [
        Change(Ref(OF_ITSELF, d.pk), WORDS_REMOVED, {"why": why, "now": hash_detail(d.salt, d.said)}) for d in anew
    ]
    record_all(changes=signed, by=by, at=at)
    return len(anew)


@command
def seal(*, by: Actor, at: datetime, batch: int = BATCH) -> int:
    """Chain committed entries that are not chained yet; one holder at a time. Returns how many were sealed.

    Entries are taken in the order of their keys as they are found committed, so a transaction that commits late
    is sealed later and nothing is skipped.
    """
    holder = _hold()
    if holder is None:
        return nothing_changed(0)
    last = Seal.objects.order_by("-position").first()
    position, previous = (last.position, last.hash) if last else (0, START)
    waiting = Entry.objects.exclude(pk__in=Seal.objects.values("entry_key")).order_by("pk")[:batch]
    links = []
    for entry in waiting:
        position += 1
        previous = link_of(previous, entry)
        links.append(Seal(position=position, entry_key=entry.pk, hash=previous))
    Seal.objects.bulk_create(links, batch_size=BATCH)
    if not links:
        return nothing_changed(0)
    holder.last_sealed_at = at
    holder.save(update_fields=["last_sealed_at"])
    note_written(len(links))
    return len(links)


def _hold() -> Sealer | None:
    Sealer.objects.get_or_create(pk=1)
    return Sealer.objects.select_for_update(skip_locked=_can_skip()).filter(pk=1).first()


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked
