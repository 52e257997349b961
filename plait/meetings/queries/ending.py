"""What ending the checking leaves out, and whether an ended checking may be opened again."""

from django.db.models import Q

from plait.meetings.models import Finding, FindingKind, FindingState, MinutesImport
from plait.meetings.queries.again import files_of_meeting
from plait.meetings.queries.imports import UNDECIDED


def to_leave_out(minutes: MinutesImport) -> list[Finding]:
    """What is not decided yet, in the order of the document: actions, then decisions."""
    rest = Finding.objects.filter(minutes_import=minutes, state__in=UNDECIDED).defer("read")
    return sorted(
        rest.select_related("again_action", "again_decision"),
        key=lambda found: (found.kind != FindingKind.ACTION, found.number),
    )


def left_out(minutes: MinutesImport) -> list[Finding]:
    """What was left out when the checking ended; what somebody dropped before stays dropped."""
    dropped = Finding.objects.filter(minutes_import=minutes, state=FindingState.DROPPED)
    return list(dropped.filter(changed_at=minutes.confirmed_at).defer("read").order_by("kind", "number"))


def came_later(minutes: MinutesImport) -> bool:
    """Whether another file of the same meeting was added or worked on since the checking ended."""
    since = minutes.confirmed_at
    if since is None:
        return False
    return files_of_meeting(minutes).filter(Q(added_at__gt=since) | Q(changed_at__gt=since)).exists()
