"""The operations page in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.module_loading import import_string

from plait.core.dates import say_near, say_time
from plait.core.refusals import Refusal
from plait.jobs.models import Turn, Worker
from plait.jobs.timetable import Timed
from plait.notifications.delivery import AT_ONCE
from plait.notifications.models import Outbox
from plait.notifications.queries import Counts
from plait.workbench.queries.operations import AnyTask, History


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    when: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Periodic:
    """`last`: what became of its last turn; `fault`: what it said when it last failed, and when that was."""

    name: str
    every: str
    last: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class HistoryWords:
    verdict: str
    tail: str
    broken: bool
    can_walk: bool
    head: str


@dataclass(frozen=True, slots=True)
class OutboxPart:
    stopped: list[str]
    lines: list[str]
    window: str
    failed: int


@dataclass(frozen=True, slots=True)
class OperationsPage:
    waiting: int
    workers: str
    running: list[Task]
    failed: list[Task]
    failed_in_all: int
    done: int
    timetable: list[Periodic]
    history: HistoryWords
    outbox: OutboxPart


def say_moment(moment: datetime | None, now: datetime) -> str:
    """14 October, 9:05am; "not yet" for none."""
    if moment is None:
        return "not yet"
    local = timezone.localtime(moment)
    return f"{say_near(local.date(), timezone.localtime(now).date())}, {say_time(local.time())}"


def workers_words(workers: Sequence[Worker]) -> str:
    """How many work, and where."""
    if not workers:
        return "No worker runs. Whoever runs the installation starts one with: plait work"
    hosts = sorted({worker.host for worker in workers})
    many = "1 worker runs" if len(workers) == 1 else f"{len(workers)} workers run"
    return f"{many}, on {' and '.join(hosts)}."


def running(task: AnyTask, worker: Worker | None, now: datetime) -> Task:
    """With how far it has come, where it says, and how often it was begun after a worker was killed."""
    told = [f"{worker.done:,} of {worker.of:,}"] if worker and worker.of else []
    again = len(task.worker_ids) - 1
    told += [f"begun again {'once' if again == 1 else f'{again} times'}"] if again > 0 else []
    return Task(_name(task), f"Since {say_moment(task.started_at, now)}", ", ".join(told))


def failed(task: AnyTask, now: datetime) -> Task:
    return Task(_name(task), say_moment(task.finished_at, now), _why(task))


def _name(task: AnyTask) -> str:
    """seal the history, for a timed job; otherwise the function's own name in words."""
    if task.task_path.endswith(".run_timed"):
        given = task.args_kwargs.get("args") or [""]
        return str(given[0])
    return str(task.task_path).rsplit(".", 1)[-1].replace("_", " ")


def _why(task: AnyTask) -> str:
    """A refusal's own sentence; of any other fault the kind only, since its words may hold case detail."""
    lines = task.traceback.strip().splitlines()
    if lines and _is_refusal(task.exception_class_path):
        return str(lines[-1]).split(": ", 1)[-1]
    kind = task.exception_class_path.rsplit(".", 1)[-1] or "An unknown fault"
    return f"{kind}. The log has the whole account."


def _is_refusal(path: str) -> bool:
    try:
        return path.startswith("plait.") and issubclass(import_string(path), Refusal)
    except (ImportError, TypeError):
        return False


_BECAME = {
    "READY": "waits since {}",
    "RUNNING": "runs since {}",
    "FAILED": "failed on {}",
    "SUCCESSFUL": "last done {}",
}


def periodic(job: Timed, turn: Turn | None, state: str, now: datetime) -> Periodic:
    if turn is None or turn.claimed_at is None:
        return Periodic(job.name.capitalize(), _every(job.every), "not yet")
    fault = f"Failed {say_moment(turn.failed_at, now)}: {turn.fault}" if turn.failed_at else ""
    became = _BECAME.get(state, "last done {}").format(say_moment(turn.claimed_at, now))
    return Periodic(job.name.capitalize(), _every(job.every), became, fault)


def _every(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    for size, word in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size and minutes % size == 0:
            n = minutes // size
            return f"Every {word}" if n == 1 else f"Every {n} {word}s"
    return f"Every {int(span.total_seconds())} seconds"


def history_words(told: History, now: datetime) -> HistoryWords:
    verdict = told.verdict
    if verdict is None:
        words = f"{told.sealed:,} entries are sealed. The chain is long and was not walked just now."
    elif verdict.broken:
        words = verdict.broken
    elif verdict.sealed:
        words = f"The chain holds: {verdict.sealed:,} entries are sealed, and each is what was sealed."
    else:
        words = "Nothing is sealed yet. The worker seals the history every minute."
    waiting = "1 entry waits" if told.unsealed == 1 else f"{told.unsealed:,} entries wait"
    last = f"Last sealed {say_moment(told.last_sealed_at, now)}." if told.last_sealed_at else ""
    tail = f"{waiting} to be sealed. {last}" if told.unsealed else f"Nothing waits to be sealed. {last}"
    return HistoryWords(
        verdict=words,
        tail=tail.strip(),
        broken=bool(verdict and verdict.broken),
        can_walk=verdict is None,
        head=verdict.head if verdict and verdict.sealed else "",
    )


def outbox_words(outbox: Outbox, counts: Counts) -> OutboxPart:
    """`stopped`: why nothing goes out; `window`: what a worker that is killed may send twice."""
    stopped = []
    if outbox.paused_at is not None:
        because = f" {outbox.paused_because}" if outbox.paused_because else ""
        stopped.append(f"Paused.{because} Only codes to sign in with go out.")
    if outbox.fault:
        stopped.append(f"Letters are not taken ({outbox.fault}). They wait, and nothing is lost.")
    lines = [f"{counts.waiting:,} waiting", f"{counts.sent:,} sent in the last 24 hours"]
    lines += [f"{counts.gathered:,} waiting for a daily letter"] if counts.gathered else []
    lines += [f"{counts.failed:,} did not arrive"] if counts.failed else []
    lines += [f"{counts.doubtful:,} may have arrived twice in the last 30 days"] if counts.doubtful else []
    window = (
        f"Each letter goes out at least once. A worker that is killed outright may send again what it had in hand, "
        f"{AT_ONCE} letters at most, with the same Message-ID."
    )
    return OutboxPart(stopped, lines, window, counts.failed)
