"""The sealer: chains what was committed since the last time."""

from datetime import datetime

from plait.core.actor import Actor
from plait.history.commands import BATCH, seal


def seal_history(at: datetime) -> None:
    """Seal in batches until nothing waits."""
    while seal(by=Actor.job("The sealer"), at=at) == BATCH:
        pass
