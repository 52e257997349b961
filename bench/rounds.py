"""A round of 10,000 owners with 50,000 actions, beside bare bulk inserts of the same rows; and opening a link in a
register of 1,000 and of 100,000 actions.

Run on the database that DATABASE_URL names, or on a SQLite of its own; prints one JSON object. Both ways write the
same rows in the same tables, history included, in turns.
"""

import json
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from bench.letters import set_up

OWNERS, EACH, TURNS = 10_000, 5, 2
SMALL, LARGE, OPENINGS = 1_000, 100_000, 60


def found_group(name: str) -> Any:
    """A group with a circle of its own."""
    from plait.access.models import Circle, Level
    from plait.groups.models import Group, GroupKind
    from plait.people.models import Partnership

    partnership, _ = Partnership.objects.get_or_create(name="Bench", slug="bench")
    circle = Circle.objects.create(name=name, level=Level.GROUP, partnership=partnership)
    slug = name.lower().replace(" ", "-")
    return Group.objects.create(name=name, slug=slug, kind=GroupKind.OTHER, circle=circle, started_on=date(2024, 1, 1))


def fill(group: Any, people: Sequence[Any], each: int, first: int) -> None:
    """So many open actions for each of these people."""
    from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility, State

    actions = Action.objects.bulk_create(
        (
            Action(
                number=first + n,
                wording=f"Action {first + n} about training",
                kind=ActionKind.HOUSEKEEPING,
                state=State.ON_THE_WAY,
                group=group,
                circle=group.circle,
                minuted_on=date(2026, 1, 1),
                last_heard_on=date(2026, 1, 1),
            )
            for n in range(len(people) * each)
        ),
        2000,
    )
    owned = zip(actions, (person for person in people for _ in range(each)), strict=True)
    Responsibility.objects.bulk_create(
        (Responsibility(action=action, kind=OwnerKind.PERSON, person=person) for action, person in owned), 2000
    )


def analyse() -> None:
    """What a database that has run for a while knows about its tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def longest_transaction() -> Iterator[list[float]]:
    """How long each outermost transaction was open, in seconds."""
    from django.db import connection

    lasted: list[float] = []
    began: list[float] = []
    entering, leaving = connection.set_autocommit, connection.set_autocommit

    def switch(autocommit: bool, *given: Any, **more: Any) -> None:
        if autocommit:
            leaving(autocommit, *given, **more)
            if began:
                lasted.append(time.perf_counter() - began.pop())
        else:
            began[:] = [time.perf_counter()]
            entering(autocommit, *given, **more)

    connection.set_autocommit = switch  # type: ignore[method-assign]
    try:
        yield lasted
    finally:
        connection.set_autocommit = entering  # type: ignore[method-assign]


def ours(group: Any) -> tuple[float, float]:
    """Seconds for the whole round, and for its longest transaction."""
    from django.utils import timezone

    from plait.core.actor import Actor
    from plait.rounds.asking import ask_everyone
    from plait.rounds.commands import close_round, open_round
    from plait.rounds.models import Counting

    by, at = Actor.command_line(), timezone.now()
    with longest_transaction() as lasted:
        began = time.perf_counter()
        held = open_round(group=group, counting=Counting.DAYS, days=7, remind_before=2, by=by, at=at)
        ask_everyone(held, by=by, at=at)
        took = time.perf_counter() - began
    assert held.requests.count() == OWNERS
    close_round(held=held, by=by, at=at)
    return took, max(lasted)


def rows_of_last_round() -> list[tuple[Any, list[Any]]]:
    """What the last round wrote, model by model, as rows without their keys."""
    from django.db.models import Max

    from plait.history.models import Detail, Entry
    from plait.notifications.models import Message, SignedLink
    from plait.rounds.models import Asked, Request, Round

    last = Round.objects.aggregate(last=Max("pk"))["last"]
    requests = list(Request.objects.filter(round=last).order_by("pk"))
    keys = [r.pk for r in requests]
    first, end = min(keys), max(keys)
    messages = list(Message.objects.filter(kind="round_request", key__range=(first, end)).order_by("pk"))
    links = list(SignedLink.objects.filter(kind="round_request", key__range=(first, end)).order_by("pk"))
    asked = list(Asked.objects.filter(request__round=last).order_by("pk"))
    begins = messages[0].pk, messages[-1].pk
    told = Entry.objects.filter(kind="round_request", key__range=(first, end), verb="asked")
    entries = [*told, *Entry.objects.filter(kind="message", key__range=begins)]
    said = {detail.pk: detail for detail in Detail.objects.order_by("pk").filter(pk__gte=min(e.pk for e in entries))}
    details = [said[entry.pk] for entry in entries]
    return [
        (Message, messages),
        (Request, requests),
        (SignedLink, links),
        (Asked, asked),
        (Entry, entries),
        (Detail, details),
    ]


def bare(rows: list[tuple[Any, list[Any]]]) -> float:
    """Seconds of bulk inserts alone, 1,000 rows a transaction, with the rows made before."""
    from django.db import transaction

    from plait.rounds.models import Round

    held = Round.objects.create(group=found_group(f"Bare {uuid.uuid4()}"), opened_at=rows[0][1][0].written_at)
    copies = {model.__name__: [_copy(model, row) for row in known] for model, known in rows}
    requests = next(known for model, known in rows if model.__name__ == "Request")
    places = {row.pk: nth for nth, row in enumerate(requests)}
    asked_of = [places[row.request_id] for row in copies["Asked"]]
    for message in copies["Message"]:
        message.mail_id = uuid.uuid4()
    for request in copies["Request"]:
        request.round, request.message_id = held, None
    began = time.perf_counter()
    for name, made in copies.items():
        if name == "Asked":
            for row, nth in zip(made, asked_of, strict=True):
                row.request_id = copies["Request"][nth].pk
        follows = {"SignedLink": ("message_id", "Message"), "Detail": ("entry_id", "Entry")}.get(name)
        if follows:
            for row, before in zip(made, copies[follows[1]], strict=True):
                setattr(row, follows[0], before.pk)
        for start in range(0, len(made), 1000):
            with transaction.atomic():
                type(made[0]).objects.bulk_create(made[start : start + 1000], 1000)
    return time.perf_counter() - began


def _copy(model: Any, row: Any) -> Any:
    return model(**{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key})


def opening(group: Any, people: Sequence[Any]) -> Callable[[], float]:
    """Opens the link of one owner with five actions; the milliseconds it takes."""
    from django.test import Client
    from django.utils import timezone

    from plait.core.actor import Actor
    from plait.notifications.commands import mint
    from plait.rounds.asking import ask_everyone
    from plait.rounds.commands import open_round
    from plait.rounds.models import Counting, Request

    by, at = Actor.command_line(), timezone.now()
    held = open_round(group=group, counting=Counting.DAYS, days=7, remind_before=2, by=by, at=at)
    ask_everyone(held, by=by, at=at)
    message = Request.objects.get(round=held, person=people[0]).message
    assert message is not None
    address = mint(messages=[message], by=by, at=at)[message.pk]["link"]
    path = "/" + address.split("/", 3)[3]
    client = Client()

    def once() -> float:
        began = time.perf_counter()
        assert client.get(path).status_code == 200
        return (time.perf_counter() - began) * 1000

    return once


def link_times(people: Sequence[Any], first: int, size: int) -> float:
    """The median of opening one link in a register of `size` actions."""
    from plait.actions.models import Action

    group = found_group(f"Links {size}")
    fill(group, people[:20], EACH, first)
    others = size - Action.objects.count()
    if others > 0:
        fill(found_group(f"Others {size}"), people[: others // EACH], EACH, first + 1_000)
    once = opening(group, people)
    analyse()
    for _ in range(10):
        once()
    return statistics.median(once() for _ in range(OPENINGS))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="plait-bench-") as folder:
        set_up(folder, 1)
        import django

        django.setup()
        from django.core.management import call_command

        from plait.people.models import Person

        call_command("migrate", verbosity=0)
        many = LARGE // EACH
        people = Person.objects.bulk_create(
            (Person(name=f"Owner {n}", email=f"o{n}@bench.example") for n in range(many)), 2000
        )
        told: dict[str, Any] = {"owners": OWNERS, "actions": OWNERS * EACH, "bare": [], "ours": [], "longest": []}
        told["link at 1,000"] = link_times(people, 1, SMALL)
        group = found_group("Round")
        fill(group, people[:OWNERS], EACH, 500_000)
        analyse()
        for _ in range(TURNS):
            took, longest = ours(group)
            told["ours"].append(took)
            told["longest"].append(longest)
            told["bare"].append(bare(rows_of_last_round()))
        told["link at 100,000"] = link_times(people, 2_000_000, LARGE)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
