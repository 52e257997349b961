"""How long hidden and missing records take to be refused, side by side: `python -m tests.attack.timing`.

Pairs are asked in turn, so that both see the same machine. The difference of the medians stands beside how much the
median of the missing one differs between two halves of its own answers: a difference below that is noise.
"""

import os
import statistics
import time

os.environ.setdefault("PLAIT_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TIMES = 400


def milliseconds(ask, address: str) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    ask(address)
    return (time.perf_counter() - began) * 1000


def compare(ask, hidden: str, missing: str) -> str:  # type: ignore[no-untyped-def]
    both = []
    for turn in range(TIMES):  # who is asked first changes each time
        if turn % 2:
            missed = milliseconds(ask, missing)
            both.append((milliseconds(ask, hidden), missed))
        else:
            both.append((milliseconds(ask, hidden), milliseconds(ask, missing)))
    first, second = (statistics.median(times) for times in zip(*both, strict=True))
    halves = [statistics.median(times[1] for times in both[start::4] + both[start + 1 :: 4]) for start in (0, 2)]
    return f"{first:7.2f} {second:7.2f} {first - second:+7.2f} {abs(halves[0] - halves[1]):7.2f}"


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.test.utils import get_runner
    from django.utils import timezone

    from plait.core.actor import Actor
    from plait.files.commands import store
    from tests.factories.meetings import MinutesImportFactory, MinutesVersionFactory
    from tests.factories.risks import RiskFactory
    from tests.factories.rounds import RoundFactory
    from tests.factories.trackers import TrackerImportFactory
    from tests.small_partnership import small_partnership

    runner = get_runner(settings)(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        by, at = Actor.command_line(), timezone.now()
        world = small_partnership(by=by, at=at)
        RiskFactory(group=world.review)
        kept = store(data=b"x" * 100_000, name="x.txt", circle=world.review.circle, by=by, at=at)
        meeting = MinutesVersionFactory(meeting__group=world.review).meeting_id
        pairs = [
            (f"/meetings/{meeting}", "/meetings/999999"),
            (f"/history/meeting/{meeting}", "/history/meeting/999999"),
            (f"/circles/of/meeting/{meeting}", "/circles/of/meeting/999999"),
            (f"/rounds/{RoundFactory(group=world.review).pk}", "/rounds/999999"),
            (f"/meetings/imports/{MinutesImportFactory(group=world.review).pk}", "/meetings/imports/999999"),
            (f"/trackers/{TrackerImportFactory(group=world.review).pk}", "/trackers/999999"),
            (f"/files/{kept.pk}", "/files/999999"),
            (f"/risks/{world.review.slug}", "/risks/no-such-group"),
        ]
        client = Client()
        client.force_login(world.business_unit)
        print(f"{TIMES} pairs each, milliseconds: hidden, missing, difference, noise")
        for hidden, missing in pairs:
            client.get(hidden), client.get(missing)
            print(f"{hidden.rstrip('0123456789'):22}", compare(client.get, hidden, missing))
    finally:
        runner.teardown_databases(made)


if __name__ == "__main__":
    main()
