"""What a reader may see of the register, asked once for a page."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import CombinedExpression

from plait.access.queries import circles_of
from plait.actions.models import Action, Responsibility
from plait.actions.queries.leading import led_by
from plait.actions.queries.standing import own_actions
from plait.core.registry import Viewer

MOST = 1000


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see, asked once: the circles that hold them, the actions they answer for, and those of the
    agencies they lead: their keys (`led`) or, where there are more than `MOST`, how they are found (`all_led`)."""

    circles: tuple[int, ...]
    own: tuple[int, ...]
    person_id: int | None = None
    led: tuple[int, ...] = ()
    all_led: Q | None = None

    def of(self, actions: QuerySet[Action], *, walking: bool = False) -> QuerySet[Action]:
        """Those of `actions` the reader may see. `walking`: in the order of the list, because many will fit."""
        if not self.circles:
            known = Q(pk__in=actions.none())
        elif walking:
            actions = actions.alias(walked=walked("circle_id"))
            known = Q(walked__in=self.circles)
        else:
            known = Q(circle__in=self.circles)
        if self.own or self.led:
            known |= Q(pk__in=(*self.own, *self.led))
        if self.all_led is not None:
            known |= self.all_led
        return actions.filter(known)


def walked(column: str) -> CombinedExpression | F:
    """The column, for SQLite without its index: SQLite cannot know how many rows have which value, and would begin
    with this index where walking another is the shorter way. PostgreSQL knows, and chooses by itself."""
    return F(column) + 0 if connection.vendor == "sqlite" else F(column)


def among(keys: QuerySet[Responsibility, int]) -> Q:
    """Those with one of these keys, which are many: the keys are gathered once and the rows of the walk looked up among
    them. With an alternative that is never true, PostgreSQL makes no join of it, which it would sort in whole."""
    return Q(walked_key__in=keys) | Q(pk=0) if connection.vendor == "postgresql" else Q(walked_key__in=keys)


def sight_of(viewer: Viewer) -> Sight:
    if viewer.person_id is None:
        return Sight((), ())
    circles = tuple(circles_of(viewer).order_by("pk").values_list("pk", flat=True))
    own = tuple(own_actions(viewer))
    led_so = led_by(viewer)
    if led_so is None:
        return Sight(circles, own, viewer.person_id)
    led = tuple(Action.objects.filter(led_so).order_by().values_list("pk", flat=True)[: MOST + 1])
    if len(led) > MOST:
        return Sight(circles, own, viewer.person_id, all_led=led_so)
    return Sight(circles, own, viewer.person_id, led)


def register_for(viewer: Viewer) -> QuerySet[Action]:
    """Every action the viewer may see: its circle holds them, they answer for it, or an agency they lead does."""
    return sight_of(viewer).of(Action.objects.all())
