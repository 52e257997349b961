"""A register of any size: groups with circles, people with seats, actions with owners, updates and search rows.

Three readers: one sees everything, one 5 in 100, one the same 50 however many there are (0.05 % of 100,000), so that
figures at two sizes compare the finding of rows and not the writing of more of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import cycle, islice

from plait.access.models import Circle, Grant, Level, Role, RoleHolding
from plait.accounts.models import User
from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility, State, Update
from plait.groups.models import Group, GroupKind
from plait.people.models import Agency, Partnership, Person, Post
from plait.search.models import SearchRow

SINCE = date(2024, 1, 1)
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
WORDS = [
    "training",
    "neglect",
    "briefing",
    "threshold",
    "audit",
    "survey",
    "school",
    "probation",
    "early",
    "help",
    "review",
    "protocol",
    "dataset",
]
STATES = (State.NOT_STARTED, State.ON_THE_WAY, State.ON_THE_WAY, State.BLOCKED, State.DONE, State.DONE, State.NOT_DONE)
BATCH = 2000


@dataclass
class World:
    readers: dict[str, User]
    groups: list[Group]
    people: list[Person]
    agencies: list[Agency]


def found() -> World:
    """Everything but the actions. Groups 0 to 17 hold most; 18: 5 in 100 (at first 10); 19: 50 of the first 1,000."""
    partnership = Partnership.objects.create(name="Bench", slug="bench")
    agencies = Agency.objects.bulk_create(Agency(name=f"Agency {i}", slug=f"agency-{i}") for i in range(12))
    people = Person.objects.bulk_create(
        Person(name=f"Person {i:03d}", email=f"p{i}@bench.example", initials="P") for i in range(203)
    )
    Post.objects.bulk_create(
        Post(title=f"Post {i}", agency=agencies[i % 12], holder=person, starts_on=SINCE)
        for i, person in enumerate(people)
    )
    circles = Circle.objects.bulk_create(
        Circle(name=f"Circle {i}", level=Level.GROUP, partnership=partnership) for i in range(20)
    )
    groups = Group.objects.bulk_create(
        Group(name=f"Group {i:02d}", slug=f"g{i}", kind=GroupKind.OTHER, circle=circle, started_on=SINCE)
        for i, circle in enumerate(circles)
    )
    sees_all, some, few = people[200:203]
    Grant.objects.bulk_create(Grant(circle=c, role=Role.BUSINESS_UNIT, starts_on=SINCE) for c in circles)
    Grant.objects.bulk_create(
        Grant(circle=circles[i % 20], person=p, starts_on=SINCE) for i, p in enumerate(people[:200])
    )
    Grant.objects.create(circle=circles[18], person=some, starts_on=SINCE)
    Grant.objects.create(circle=circles[19], person=few, starts_on=SINCE)
    roles = [(sees_all, Role.BUSINESS_UNIT), *((p, Role.MEMBER) for p in (*people[:200], some, few))]
    RoleHolding.objects.bulk_create(RoleHolding(person=p, role=r, starts_on=SINCE) for p, r in roles)
    readers = {
        name: User.objects.create(person=p, email=p.email)
        for name, p in zip(("all", "5%", "0.05%"), (sees_all, some, few), strict=True)
    }
    return World(readers, groups, people[:200], agencies)


def _named(sees_all: Person, some: Person, few: Person) -> list[tuple[str, Person]]:
    return [("all", sees_all), ("5%", some), ("0.05%", few)]


def fill(
    world: World,
    first: int,
    last: int,
    *,
    place: Callable[[int], tuple[Group, int]] | None = None,
    owner: Callable[[Action], Responsibility] | None = None,
) -> None:
    """Actions numbered first to last, with an owner each, an update for every third and a search row each.

    `place`: the group and the circle's key of the action with a number; `owner`: who answers for one.
    """
    place, owner = place or partial(_place, world), owner or partial(_owner, world)
    for start in range(first, last + 1, BATCH):
        numbers = range(start, min(start + BATCH, last + 1))
        actions = Action.objects.bulk_create([_action(*place(n), n) for n in numbers])
        Responsibility.objects.bulk_create([owner(a) for a in actions])
        Update.objects.bulk_create([_update(a) for a in actions if a.number % 3 == 0])
        SearchRow.objects.bulk_create([_row_of(a) for a in actions])


def _row_of(a: Action) -> SearchRow:
    return SearchRow(kind="action", key=a.pk, circle_id=a.circle_id, title=a.wording, group=a.group_id, on=a.minuted_on)


def _place(world: World, n: int) -> tuple[Group, int]:
    often = 10 if n <= 1000 else 20  # a page is full at both sizes
    group = world.groups[18] if n % often == 2 else world.groups[n % 18]
    if n <= 1000 and n % 20 == 1:
        group = world.groups[19]
    return group, group.circle_id


def _action(group: Group, circle: int, n: int) -> Action:
    state = STATES[(n // 3) % len(STATES)]
    closed = state in (State.DONE, State.NOT_DONE)
    due = None if n % 11 == 0 else date(2026, 11, 1) + timedelta(days=n % 700 - 350)
    words = " ".join(islice(cycle(WORDS), n % len(WORDS), n % len(WORDS) + 6))
    return Action(
        number=n,
        wording=f"Number {n}: bring {words} to the next meeting",
        kind=list(ActionKind)[n % 3],
        state=state,
        group=group,
        circle_id=circle,
        minuted_on=SINCE,
        due_on=due,
        due_kind="date" if due else "none",
        due_hard=due is not None and n % 97 == 0,
        blocked_since=SINCE if state == State.BLOCKED else None,
        stuck_since=SINCE if n % 53 == 0 and not closed else None,
        handed_from=group if n % 67 == 0 else None,
        handed_on=SINCE if n % 67 == 0 else None,
        closed_at=AT if closed else None,
        not_done_because="No longer needed" if state == State.NOT_DONE else "",
        last_heard_on=SINCE + timedelta(days=n % 300),
    )


def _owner(world: World, action: Action) -> Responsibility:
    n = action.number
    if n % 10 == 0:
        return Responsibility(action=action, kind=OwnerKind.AGENCY, agency=world.agencies[n % 12])
    if n % 101 == 0:
        return Responsibility(action=action, kind=OwnerKind.AS_WRITTEN, words="SC")
    return Responsibility(action=action, kind=OwnerKind.PERSON, person=world.people[n % 200])


def _update(action: Action) -> Update:
    return Update(
        action=action, at=AT, words="Half of them have answered", state_before="not_started", state_after="on_the_way"
    )
