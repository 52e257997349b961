"""Two records of one person become one; and, where that was wrong, two again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from plait.core import registry
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Merging, PeopleSheet, Person, Post, SubjectSearch
from plait.people.moved import Moved, changed_rows, put_back, rows_of
from plait.people.rules import check_is_not_ones_own

_TAKEN_OVER = ("initials", "email", "telephone")


@command
def merge_people(*, keep: Person, merge: Person, by: Actor, at: datetime) -> Person:
    """Two records are one person: everything moves to `keep`, and `merge` stays as an alias of it.

    `keep` takes an address or telephone that it lacks. Refused where both can sign in: nobody guesses which account
    somebody uses. What moved is kept, so that it can be taken back.
    """
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[keep.pk, merge.pk])}
    if len(rows) < 2:
        raise Refusal("Choose two different people to merge.")
    kept, alias = rows[keep.pk], rows[merge.pk]
    if kept.merged_into_id or alias.merged_into_id:
        raise Refusal("One of these records has been merged already. Open the list of people again.")
    check_is_not_ones_own(by.person_id, kept.pk, alias.pk)
    _check_one_signs_in(kept, alias)
    before = rows_of(alias.pk) | rows_of(kept.pk)
    registry.repoint(Ref("person", alias.pk), Ref("person", kept.pk), by=by, at=at)
    Post.objects.filter(holder=alias).update(holder=kept)
    PeopleSheet.objects.filter(added_by=alias).update(added_by=kept)
    for name in ("person", "by"):
        SubjectSearch.objects.filter(**{name: alias}).update(**{name: kept})
    Person.objects.filter(merged_into=alias).update(merged_into=kept)
    moved = changed_rows(before, rows_of(kept.pk))
    filled = _fill(kept, alias)
    Merging.objects.create(kept=kept, merged=alias, merged_at=at, rows=moved, filled=filled)
    said = {"from": alias.name, "to": kept.name, "moved": _counted(moved), "took": filled}
    record(ref=Ref("person", kept.pk), verb="merged", said=said, by=by, at=at)
    return kept


@command
def take_apart(*, merging: Merging, by: Actor, at: datetime) -> Person:
    """A merging was wrong: the other record is one of its own again, with what was its own when they were merged.

    What has changed since stays where it is. What both had gained since stays with the one that was kept.
    """
    held = Merging.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=merging.pk)
    if held.undone_at is not None:
        raise Refusal(f"{held.merged.name} has a record of their own again already.")
    if held.kept.merged_into_id:
        raise Refusal(f"{held.kept.name} was merged into another record since. Take that apart first.")
    kept, alias = held.kept, held.merged
    for name, value in held.filled.items():
        if getattr(kept, name) == value:
            setattr(kept, name, "")
    kept.save()
    if not Person.objects.filter(email__iexact=held.filled.get("email") or "-").exists():
        alias.email = held.filled.get("email", alias.email)
    alias.merged_into = None
    alias.save()
    try:
        with transaction.atomic():
            stayed = put_back(held.rows)
    except IntegrityError:
        raise Refusal(
            "What both records have gained since does not fit into two any more, so they stay one. Nothing was changed."
        ) from None
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    said = {"from": alias.name, "to": kept.name, "stayed": stayed}
    for person in (kept, alias):
        record(ref=Ref("person", person.pk), verb="taken_apart", said=said, by=by, at=at)
    return alias


def _check_one_signs_in(kept: Person, alias: Person) -> None:
    if all(_signs_in(person) for person in (kept, alias)):
        raise Refusal(
            f"Both records can sign in: {kept.name} ({kept.email}) and {alias.name} ({alias.email}). Open the one "
            "whose sign-in is not used, close its account under “Whether they can sign in”, and merge then. Nothing "
            "was changed."
        )


def _signs_in(person: Person) -> bool:
    return any(held.ref.kind == "account" for held in registry.holdings(Ref("person", person.pk)))


def _fill(kept: Person, alias: Person) -> dict[str, str]:
    """What the kept record lacks it takes; an address goes over, for one address is one person."""
    filled = {name: getattr(alias, name) for name in _TAKEN_OVER if getattr(alias, name) and not getattr(kept, name)}
    if "email" in filled:
        alias.email = ""
    alias.merged_into = kept
    alias.save()
    for name, value in filled.items():
        setattr(kept, name, value)
    if filled:
        kept.save(update_fields=[*filled])
    return filled


def _counted(moved: Moved) -> dict[str, int]:
    """How many rows of each kind changed, by the name of the model."""
    counted: dict[str, int] = {}
    for row in moved:
        counted[row["model"]] = counted.get(row["model"], 0) + 1
    return counted
