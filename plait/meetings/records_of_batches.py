"""What the registry is told of files that were added in one go."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from plait.core.registry import RecordKind, Ref, Told, Viewer, register
from plait.meetings.queries.batches import batches_for


def _batches(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {
        batch.pk: Told(
            Ref("batch", batch.pk),
            "",
            f"Minutes of the {batch.group} added together",
            url=reverse("batch", args=[batch.pk]),
            on=timezone.localtime(batch.added_at).date(),
            restricted=batch.circle.restricted,
        )
        for batch in batches_for(viewer).filter(pk__in=keys)
    }


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "opened": f"added minutes of the {said.get('group')} in one go",
        "left_out": f"left out {said.get('name')}: {said.get('why')}",
    }
    return words.get(verb, verb)


def register_batches() -> None:
    register(RecordKind("batch", "minutes added together", _batches, tell=_tell))
