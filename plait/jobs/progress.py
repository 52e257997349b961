"""How far the job in hand has come, for the operations page."""

import time

from plait.jobs.models import Worker
from plait.jobs.queue import job_in_hand

_EVERY = 1.0  # seconds between two writings of it
_told: dict[str, float] = {}


def tell_progress(done: int, of: int) -> None:
    """`done` of `of` things. Called as often as one likes; written once a second. Nothing outside a worker."""
    key, now = job_in_hand(), time.monotonic()
    if not key or now - _told.get(key, -_EVERY) < _EVERY:
        return
    _told.clear()
    _told[key] = now
    Worker.objects.filter(task=key).update(done=done, of=of)
