"""What the timetable does for letters, beside handing them over."""

from datetime import datetime

from plait.core.actor import Actor
from plait.notifications.commands import write_daily_letters
from plait.notifications.delivery import deliver


def write_the_daily_letters(at: datetime) -> None:
    if write_daily_letters(by=Actor.job("The post"), at=at):
        deliver.enqueue()
