"""Stored files that nobody can find by their words yet, and where they belong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from plait.actions.models import Evidence
from plait.files.models import StoredFile
from plait.meetings.models import ImportState, MinutesImport, MinutesVersion
from plait.search.models import SearchRow


@dataclass(frozen=True, slots=True)
class Filed:
    """`group`: key of the group it came in for, where one is known. `told`: its text is found by another record."""

    file: StoredFile
    group: int | None
    told: bool


def unread_files(*, most: int) -> list[Filed]:
    """The oldest first. Asked by a job: it looks past circles, and gives each text the circle of its file."""
    there = SearchRow.objects.filter(kind="file", key=OuterRef("pk"), part=0)
    files = list(StoredFile.objects.filter(~Exists(there)).order_by("pk")[:most])
    keys = [each.pk for each in files]
    groups = dict(Evidence.objects.filter(file__in=keys).order_by("pk").values_list("file", "action__group"))
    groups |= dict(MinutesImport.objects.filter(file__in=keys).order_by("pk").values_list("file", "group"))
    told = _told(keys)
    return [Filed(each, groups.get(each.pk), each.pk in told) for each in files]


def _told(keys: Sequence[int]) -> set[int]:
    """Minutes are found by their meeting as soon as they are confirmed; what was refused is read for itself."""
    taken = MinutesImport.objects.filter(file__in=keys).exclude(state=ImportState.REFUSED)
    return {*_files(taken.order_by("pk").values_list("file", flat=True)), *_files(_of_versions(keys))}


def _of_versions(keys: Sequence[int]) -> Iterable[int | None]:
    return MinutesVersion.objects.filter(file__in=keys).order_by("pk").values_list("file", flat=True)


def _files(keys: Iterable[int | None]) -> set[int]:
    return {key for key in keys if key is not None}
