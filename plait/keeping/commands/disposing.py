"""Disposing of records with everything that hangs on them. What is left is that they were there."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files.commands import dispose as dispose_of_files
from plait.files.models import StoredFile
from plait.history.commands import record, replace_words
from plait.history.models import Detail
from plait.keeping import rules, sweeping
from plait.keeping.classes import KEPT, reference_of
from plait.keeping.due import is_due, marks_of
from plait.keeping.hanging import Hanging, hanging_on, parted, pointing_at, rows_at
from plait.keeping.models import Disposal
from plait.keeping.pointers import pointers
from plait.keeping.queries import holds_among
from plait.search.commands import index_whole


@command
def dispose(*, seen: Mapping[Ref, int], because: str, by: Actor, at: datetime) -> list[Disposal]:
    """Dispose of records that are due, all of them or none. Refused where one is held, is not due, is still needed by
    another record, or was changed since it was looked at.

    `seen`: for each the key of the last entry of its history that the person saw. What is gone already stays as it was
    disposed of, so a form sent twice does it once.
    """
    rules.check_reason(because)
    gone = []
    for ref, last in sorted(seen.items()):
        row = KEPT[ref.kind].model._default_manager.select_for_update().filter(pk=ref.key).first()
        if row is not None:
            rules.check_unchanged(last, marks_of([ref])[ref])
            rules.check_due(is_due(ref, at))
            gone.append(_dispose_of(ref, row, because, by, at))
        else:
            rules.check_disposed(Disposal.objects.filter(kind=ref.kind, key=ref.key).exists())
    return gone or nothing_changed([])


def _dispose_of(ref: Ref, row: Model, because: str, by: Actor, at: datetime) -> Disposal:
    hanging = hanging_on(row)
    refs = hanging.refs
    rules.check_may_go(reference_of(row), hanging.needed)
    rules.check_none_held(holds_among(refs))
    disposal = Disposal.objects.create(
        kind=ref.kind,
        key=ref.key,
        reference=reference_of(row),
        because=because,
        counts=hanging.counts,
        at=at,
        by=by.name,
    )
    _forget(refs, by, at)
    sweeping.before_removal()
    try:
        with transaction.atomic():
            _cut(hanging)
            _delete(hanging)
            connection.check_constraints([model._meta.db_table for model in hanging.rows])
    except IntegrityError as fault:
        raise Refusal(
            f"{disposal.reference} was not disposed of: something else still needs it. Nothing was lost."
        ) from fault
    files = hanging.rows.get(StoredFile, set())
    if files:
        dispose_of_files(files=sorted(files), because=because, by=by, at=at)
    said = {"name": disposal.reference, "why": because, "rows": sum(hanging.counts.values())}
    record(ref=ref, verb="disposed", said=said, by=by, at=at)
    return disposal


def _forget(refs: set[Ref], by: Actor, at: datetime) -> None:
    """What the search and the history say of the records goes; who did something to them, and when, stays."""
    said: dict[int, dict[str, object]] = {}
    for ref in sorted(refs):
        index_whole(ref=ref, records=[], by=by, at=at)
        for detail in Detail.objects.filter(entry__kind=ref.kind, entry__key=ref.key).order_by("pk"):
            said[detail.pk] = {name: detail.said.get(name) for name in ("by", "on_behalf_of")}
    replace_words(said=said, why="The record was disposed of", by=by, at=at)
    sweeping.settle_search()


def _cut(hanging: Hanging) -> None:
    """Rows that stay lose their mention of what goes."""
    for model, going in hanging.rows.items():
        for key in (each for each in pointing_at(model) if each.null):
            staying = rows_at(key, going) - hanging.rows.get(key.model, set())
            for some in parted(staying):
                key.model._default_manager.filter(pk__in=some).update(**{key.name: None})
    for ref in hanging.refs:
        for model, kind, key_name in pointers():
            model._default_manager.filter(**{kind: ref.kind, key_name: ref.key}).update(**{kind: "", key_name: None})


def _delete(hanging: Hanging) -> None:
    """Table by table in any order: the database looks at the foreign keys when all of them are gone."""
    for model, keys in hanging.rows.items():
        if model is not StoredFile:
            for some in parted(keys):
                rows = model._default_manager.filter(pk__in=some)
                rows._raw_delete(rows.db)
