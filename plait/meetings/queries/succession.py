"""Which group goes on with the work of one that has ended."""

from datetime import date

from plait.groups.models import Group


def group_at_work(group: Group, *, on: date) -> Group | None:
    """The group itself while it meets, otherwise the one that took over, and so on. None where nobody did."""
    seen: set[int] = set()
    now: Group | None = group
    while now is not None and now.ended_on is not None and now.ended_on <= on:
        if now.pk in seen:
            return None
        seen.add(now.pk)
        now = now.taken_over_by
    return now
