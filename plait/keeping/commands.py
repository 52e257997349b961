"""Taking words out everywhere, holding records, periods, reviews."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.files.commands import put_in_place
from plait.files.models import StoredFile
from plait.history.commands import record, replace_words
from plait.history.models import Detail
from plait.keeping import rules, sweeping
from plait.keeping.models import Hold, Period, Review, WordsRemoval
from plait.keeping.places import CARDS, Place, places_of
from plait.keeping.queries import hold_of, holds_among, of_places
from plait.keeping.words import Wanted


@command
def remove_words(
    *, wanted: Wanted, why: str, originals: Sequence[int], token: str, by: Actor, at: datetime
) -> WordsRemoval:
    """Take words out of every table, the history, the search index, the outbox and the queue, and leave a mark.

    `originals` are keys of stored files in whose place a note is put. `token` is the form's: sent twice it is done
    once. Refused where a record with the words is under a legal hold, and where `why` holds the words itself.
    """
    done = WordsRemoval.objects.filter(token=token).first()
    if done is not None:
        return nothing_changed(done)
    rules.check_why(why, wanted)
    places = [place for place in places_of(wanted) if place.label not in CARDS]
    rules.check_found(len(places) + len(originals))
    rules.check_not_held(holds_among({place.record for place in places} | {Ref("file", key) for key in originals}))
    sweeping.before_removal()
    replace_words(said=_said_anew(places), why=why, by=by, at=at)
    for place in places:
        if not isinstance(place.row, Detail):
            _write(place)
    for kept in StoredFile.objects.select_for_update().filter(pk__in=originals).order_by("pk"):
        put_in_place(kept=kept, data=rules.note_instead(why, at), name="withheld.txt", because=why, by=by, at=at)
    sweeping.settle_search()
    counts = of_places(places)
    removal = WordsRemoval.objects.create(at=at, by=by.name, why=why, counts=counts, files=len(originals), token=token)
    said = {"why": why, "places": sum(counts.values()), "files": len(originals)}
    record(ref=Ref("words_removal", removal.pk), verb="words_taken_out", said=said, by=by, at=at)
    return removal


def _said_anew(places: Sequence[Place]) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = {}
    for place in places:
        said = place.anew.get("said")
        if isinstance(place.row, Detail) and isinstance(said, dict):
            found[place.row.pk] = said
    return found


def _write(place: Place) -> None:
    """A form that somebody has open counts as stale afterwards, so that it cannot bring the words back."""
    anew: dict[str, object] = dict(place.anew)
    if any(field.name == "version" for field in place.row._meta.concrete_fields):
        anew["version"] = F("version") + 1
    try:
        with transaction.atomic():
            type(place.row)._default_manager.filter(pk=place.row.pk).update(**anew)
    except IntegrityError as fault:
        what = str(place.row._meta.verbose_name)
        raise Refusal(
            f"Nothing was removed: without the words, {what} {place.row.pk} would be the same as another. "
            "Change that one by hand, and remove the words then."
        ) from fault


@command
def hold(*, ref: Ref, because: str, by: Actor, at: datetime) -> Hold:
    """Place a legal hold on a record. One that is held already stays as it is held."""
    held = hold_of(ref)
    if held is not None:
        return nothing_changed(held)
    rules.check_reason(because)
    placed = Hold.objects.create(kind=ref.kind, key=ref.key, because=because, at=at, by=by.name)
    record(ref=ref, verb="held", said={"why": because}, by=by, at=at)
    return placed


@command
def lift_hold(*, ref: Ref, because: str, by: Actor, at: datetime) -> Hold | None:
    """End the legal hold on a record; nothing happens where there is none."""
    held = Hold.objects.select_for_update().filter(kind=ref.kind, key=ref.key, lifted_at=None).first()
    if held is None:
        return nothing_changed(None)
    rules.check_reason(because)
    held.lifted_at, held.lifted_by, held.lifted_because = at, by.name, because
    held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    record(ref=ref, verb="hold_lifted", said={"why": because}, by=by, at=at)
    return held


@command
def set_period(*, retention: str, months: int | None, version: int, by: Actor, at: datetime) -> None:
    """The period of a retention class in months, or None for none: then nothing of it falls due."""
    period = Period.objects.select_for_update().filter(retention=retention).first()
    before = period.months if period else None
    if before == months:
        return nothing_changed(None)
    if version != (period.version if period else 0):
        raise Stale("Somebody else changed this period since you opened the page. Open it again; nothing was lost.")
    if months is None and period is not None:
        period.delete()
    elif months is not None:
        Period.objects.update_or_create(retention=retention, defaults={"months": months, "version": version + 1})
    key = rules.CLASSES.index(retention)
    said = {"name": retention, "from": before, "to": months}
    record(ref=Ref("period", key), verb="period_set", said=said, by=by, at=at)
    return None


@command
def keep_until(*, ref: Ref, day: date, because: str, by: Actor, at: datetime) -> Review:
    """Somebody looked at a record that was due and keeps it until a day."""
    rules.check_reason(because)
    rules.check_later(day, at)
    review, _ = Review.objects.update_or_create(
        kind=ref.kind, key=ref.key, defaults={"keep_until": day, "because": because, "at": at}
    )
    record(ref=ref, verb="kept_until", said={"to": day.isoformat(), "why": because}, by=by, at=at)
    return review
