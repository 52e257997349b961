"""What falls due for review: nothing of a class without a period."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils.timezone import localdate

from plait.actions.models import OPEN_STATES, Action
from plait.core.registry import Ref
from plait.history.models import Entry
from plait.keeping.queries import holds, periods, reviews

_A_MONTH: Final = timedelta(days=365.2425 / 12)


@dataclass(frozen=True, slots=True)
class Due:
    ref: Ref
    last_changed: date


def due_now(at: datetime) -> list[Due]:
    """Records whose last change lies further back than their period, the oldest first.

    Open actions are never due, nor what is held, nor what somebody keeps until a later day.
    """
    held = {Ref(held.kind, held.key) for held in holds()}
    kept = {ref for ref, review in reviews().items() if review.keep_until > localdate(at)}
    still_open = {Ref("action", key) for key in _open_actions()}
    found = []
    for slug, period in periods().items():
        last = Entry.objects.filter(kind=slug).order_by().values("key").annotate(last=Max("at"))
        for row in last.filter(last__lt=at - period.months * _A_MONTH).order_by("last", "key"):
            found.append(Due(Ref(slug, row["key"]), localdate(row["last"])))
    return [due for due in found if due.ref not in held | kept | still_open]


def _open_actions() -> list[int]:
    return list(Action.objects.filter(state__in=OPEN_STATES).order_by("pk").values_list("pk", flat=True))
