"""What a reader may see of the register, asked once for a page."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.utils import timezone

from plait.access.queries import agencies_led_by, circles_of
from plait.actions.models import Action, Responsibility
from plait.actions.queries.leading import may_be_led, ways_of_agencies
from plait.actions.queries.standing import own_ways
from plait.core.keys import FEW, one_of
from plait.core.registry import Viewer

MOST = 1000


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see, asked once: the circles that hold them, the actions they answer for (`own`), and those
    that an agency they lead answers for (`led`), of which they may see what `may_be_led` says."""

    circles: tuple[int, ...]
    own: tuple[int, ...]
    person_id: int | None = None
    led: tuple[int, ...] = ()

    def of(self, actions: QuerySet[Action], *, walking: bool = False) -> QuerySet[Action]:
        """Those of `actions` the reader may see. `walking`: in the order of the list, because many will fit; as they
        will where many circles hold the reader."""
        walking = walking or len(self.circles) > FEW
        if walking:
            actions = actions.alias(walked=walked("circle_id"))
        return actions.filter(self.known("walked" if walking else "circle_id") | self.answered)

    def known(self, column: str = "circle_id") -> Q:
        """Those in the circles that hold the reader; `column` has the circle."""
        return one_of(column, self.circles)

    @property
    def answered(self) -> Q:
        """Those the reader answers for, or an agency they lead, in whatever circle."""
        own = one_of("pk", self.own)
        return own | (one_of("pk", self.led) & may_be_led(self.person_id)) if self.led else own


def walked(column: str) -> CombinedExpression | F:
    """The column, for SQLite without its index: SQLite cannot know how many rows have which value, and would begin
    with this index where walking another is the shorter way. PostgreSQL knows, and chooses by itself."""
    return F(column) + 0 if connection.vendor == "sqlite" else F(column)


def among(keys: QuerySet[Responsibility, int]) -> Q:
    """Those with one of these keys, which are many: the keys are gathered once and the rows of the walk looked up among
    them. With an alternative that is never true, PostgreSQL makes no join of it, which it would sort in whole."""
    return Q(walked_key__in=keys) | Q(pk=0) if connection.vendor == "postgresql" else Q(walked_key__in=keys)


def sight_of(viewer: Viewer) -> Sight:
    """One statement, read as plain numbers: an agency lead's may be thousands."""
    if viewer.person_id is None:
        return Sight((), ())
    agencies = sorted(agencies_led_by(viewer))
    led = ways_of_agencies(agencies, timezone.localdate()) if agencies else []
    circles = circles_of(viewer).order_by().values_list("pk", Value(0))
    own = [way.values_list("action_id", Value(1)) for way in own_ways(viewer)]
    of_led = [way.values_list("action_id", Value(2)) for way in led]
    sql, values = circles.union(*own, *of_led, all=True).query.sql_with_params()
    found: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for key, what in cursor.fetchall():
            found[what].add(key)
    known, answered, through = (tuple(sorted(keys)) for keys in found)
    return Sight(known, answered, viewer.person_id, through)


def register_for(viewer: Viewer) -> QuerySet[Action]:
    """Every action the viewer may see: its circle holds them, they answer for it, or an agency they lead does."""
    return sight_of(viewer).of(Action.objects.all())
