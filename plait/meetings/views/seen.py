"""Every page that shows words of minutes notes that restricted ones were opened, however it was asked for."""

from django.utils import timezone

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.accounts.models import User
from plait.core.registry import Ref
from plait.meetings.models import MinutesImport


def note_seen(user: User, minutes: MinutesImport) -> None:
    ref = Ref("minutes_import", minutes.pk)
    note_opened(circle=minutes.circle, ref=ref, how="detail", by=actor_of(user), at=timezone.now())
