"""What the registry is told of stored files."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from plait.core.registry import RecordKind, Ref, Told, Viewer, register
from plait.files.queries import files_for


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """The name of a restricted file is not told where titles travel."""
    return {
        f.pk: Told(
            Ref("file", f.pk),
            "",
            "A restricted file" if f.circle.restricted else f.name,
            url=reverse("file", args=[f.pk]),
            restricted=f.circle.restricted,
        )
        for f in files_for(viewer).filter(pk__in=keys)
    }


def _tell(verb: str, said: Mapping[str, object]) -> str:
    return f"stored the file {said.get('name', '')}" if verb == "stored" else verb


def register_kinds() -> None:
    register(RecordKind("file", "file", _describe, tell=_tell))
