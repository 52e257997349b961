"""What the registry is told of removals and periods. Their pages ask for the permission; they name nobody."""

from collections.abc import Mapping, Sequence

from plait.core.registry import RecordKind, Ref, Told, Viewer, register
from plait.keeping.models import WordsRemoval


def _removals(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    found = WordsRemoval.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    return {key: Told(Ref("words_removal", key), "", f"Removal of words {key}") for key in found}


def _periods(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {key: Told(Ref("period", key), "", "Periods for keeping records") for key in keys}


def register_kinds() -> None:
    register(RecordKind("words_removal", "removal of words", _removals))
    register(RecordKind("period", "period for keeping records", _periods))
