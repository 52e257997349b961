"""Taking words out everywhere."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref, Viewer
from plait.files.commands import put_in_place
from plait.files.models import StoredFile
from plait.files.queries import files_for
from plait.history.commands import record, replace_words
from plait.history.models import Detail
from plait.keeping import rules, sweeping
from plait.keeping.models import WordsRemoval
from plait.keeping.places import CARDS, Place, originals_of, places_of
from plait.keeping.queries import holds_among, of_places
from plait.keeping.words import Wanted


@command
def remove_words(
    *,
    wanted: Wanted,
    why: str,
    originals: Collection[int],
    unseen_by: Viewer | None = None,
    token: str,
    by: Actor,
    at: datetime,
) -> WordsRemoval:
    """Take words out of every table, the history, the search index, the outbox and the queue, and leave a mark.

    `originals` are keys of stored files in whose place a note is put, where they hold the words; others stay whole.
    `unseen_by`: so are all originals with the words that this viewer may not know. `token` is the form's: sent twice
    it is done once. Refused where a record with the words is under a legal hold, and where `why` holds the words.
    """
    done = WordsRemoval.objects.filter(token=token).first()
    if done is not None:
        return nothing_changed(done)
    rules.check_why(why, wanted)
    found = list(places_of(wanted))
    keys = _withheld(originals_of(found), originals, unseen_by)
    places = [place for place in found if place.label not in CARDS]
    rules.check_found(len(places) + len(keys))
    rules.check_not_held(holds_among({place.record for place in places} | {Ref("file", key) for key in keys}))
    sweeping.before_removal()
    replace_words(said=_said_anew(places), why=why, by=by, at=at)
    for place in places:
        if not isinstance(place.row, Detail):
            _write(place)
    for kept in StoredFile.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        put_in_place(kept=kept, data=rules.note_instead(why, at), name="withheld.txt", because=why, by=by, at=at)
    sweeping.settle_search()
    counts = of_places(places)
    removal = WordsRemoval.objects.create(at=at, by=by.name, why=why, counts=counts, files=len(keys), token=token)
    said = {"why": why, "places": sum(counts.values()), "files": len(keys)}
    record(ref=Ref("words_removal", removal.pk), verb="words_taken_out", said=said, by=by, at=at)
    return removal


def _withheld(holding: set[int], named: Collection[int], unseen_by: Viewer | None) -> list[int]:
    """Of the files that hold the words those that are named, and those that `unseen_by` may not know."""
    if unseen_by is None:
        return sorted(holding & set(named))
    seen = set(files_for(unseen_by).filter(pk__in=holding).values_list("pk", flat=True))
    return sorted((holding & set(named)) | (holding - seen))


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
