"""That restricted material was opened, downloaded or taken out."""

from collections.abc import Sequence
from datetime import datetime

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record_reading, record_readings


@command
def note_opened(*, circle: Circle, ref: Ref, how: str, by: Actor, at: datetime) -> None:
    """Record that restricted material was opened (`how`: detail, download or export); nothing for other circles."""
    if not circle.restricted:
        return nothing_changed(None)
    record_reading(ref=ref, how=how, by=by, at=at)
    return None


@command
def note_all_opened(*, refs: Sequence[Ref], how: str, by: Actor, at: datetime) -> None:
    """The same of many restricted records on one page, at once. Where there are none, there is no need to ask."""
    if not refs:
        return nothing_changed(None)
    record_readings(refs=refs, how=how, by=by, at=at)
    return None


@command
def note_exported(*, refs: Sequence[Ref], by: Actor, at: datetime) -> None:
    """Record that these restricted records left in an export, under their safe titles."""
    note_all_opened(refs=refs, how="export", by=by, at=at)
    if not refs:
        nothing_changed(None)
