"""Who has left the partnership: nobody writes to them any more, and what they answered for waits for somebody else."""

from collections.abc import Iterable
from datetime import date

from plait.accounts.models import User
from plait.groups.models import SeatHolding
from plait.history.models import Entry
from plait.people.models import Person
from plait.people.queries import posts_on

LEFT = "They have left"


def left_among(people: Iterable[Person], *, on: date) -> set[int]:
    """Keys of those who left and did not come back: to a post, a seat or an account."""
    keys = {person.pk for person in people}
    gone = set(
        Entry.objects.filter(kind="person", key__in=keys, verb="left_the_partnership").values_list("key", flat=True)
    )
    if not gone:
        return gone
    gone -= set(posts_on(on).filter(holder__in=gone).values_list("holder_id", flat=True))
    seated = SeatHolding.objects.filter(person__in=gone).exclude(ends_on__lte=on).order_by()
    gone -= set(seated.values_list("person_id", flat=True))
    return gone - set(
        User.objects.filter(person__in=gone, is_active=True).order_by().values_list("person_id", flat=True)
    )
