"""A job whose worker was killed is taken up again, once; what a worker does after it was taken for dead counts not."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.jobs.beats import Watch, beat, sign_off, sign_on
from plait.jobs.clearing import clear_queue
from plait.jobs.models import Worker
from plait.jobs.progress import tell_progress
from plait.jobs.queue import MOST_TRIES, Job, ToldToStop, do, take_next
from plait.jobs.worker import run_once

did: list[str] = []


@task()
def note_it(word: str) -> None:
    tell_progress(3, 10)
    did.append(word)


@task()
def is_told_to_stop() -> None:
    raise ToldToStop


@pytest.fixture(autouse=True)
def _nothing_done_yet() -> None:
    did.clear()


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def begun_by(worker: str) -> Job:
    note_it.enqueue("a")
    job = take_next(worker)
    assert job is not None
    return job


def state() -> tuple[str, int]:
    job = DBTaskResult.objects.get()
    return str(job.status), len(job.worker_ids)


@pytest.mark.django_db
def test_a_worker_that_stands_still_for_a_lease_is_let_go_and_its_job_waits_again() -> None:
    clock = Clock()
    watch, killed = Watch(60, clock), sign_on()
    begun_by(killed)
    watch.look()
    clock.seconds = 59
    assert (watch.look(), state()) == (0, ("RUNNING", 1))
    clock.seconds = 75
    assert (watch.look(), state()) == (1, ("READY", 1))
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_a_worker_that_beats_keeps_its_long_job() -> None:
    clock = Clock()
    watch, alive = Watch(60, clock), sign_on()
    begun_by(alive)
    for seconds in range(0, 600, 30):
        clock.seconds = seconds
        assert watch.look() == 0
        beat(alive)
    assert state() == ("RUNNING", 1)


@pytest.mark.django_db
def test_no_clock_on_a_wall_makes_a_worker_look_dead(at: datetime) -> None:
    clock = Clock()
    watch, alive = Watch(60, clock), sign_on()
    begun_by(alive)
    watch.look()
    Worker.objects.update(began_at=at - timedelta(days=4000))
    DBTaskResult.objects.update(started_at=at + timedelta(days=4000))
    clock.seconds = 30
    assert (watch.look(), state()) == (0, ("RUNNING", 1))


@pytest.mark.django_db
def test_a_job_whose_worker_has_no_row_waits_again_at_once() -> None:
    begun_by("a worker of a back-up")
    assert (Watch().look(), state()) == (1, ("READY", 1))


@pytest.mark.django_db
def test_what_is_written_by_one_that_was_taken_for_dead_does_not_count() -> None:
    slow = sign_on()
    job = begun_by(slow)
    sign_off(slow)
    Watch().look()
    other = sign_on()
    again = take_next(other)
    do(job)
    assert again is not None
    assert state() == ("RUNNING", 2)
    do(again)
    assert state() == ("SUCCESSFUL", 2)


@pytest.mark.django_db
def test_a_job_that_outlived_three_workers_has_failed_visibly() -> None:
    note_it.enqueue("a")
    for _ in range(MOST_TRIES):
        assert take_next("killed") is not None
        Watch().look()
    job = DBTaskResult.objects.get()
    assert (job.status, take_next("another")) == (TaskResultStatus.FAILED, None)
    assert "3 workers ended while they did it" in job.traceback


@pytest.mark.django_db
def test_being_told_to_stop_twice_puts_the_job_back() -> None:
    is_told_to_stop.enqueue()
    job = take_next(sign_on())
    assert job is not None
    with pytest.raises(ToldToStop):
        do(job)
    assert state() == ("READY", 1)


@pytest.mark.django_db
def test_progress_is_kept_with_the_worker_that_has_the_job() -> None:
    do(begun_by(sign_on()))
    worker = Worker.objects.get()
    assert (worker.done, worker.of) == (3, 10)
    tell_progress(9, 10)
    worker.refresh_from_db()
    assert worker.done == 3


@pytest.mark.django_db(transaction=True)
def test_two_hundred_jobs_are_each_done_once_by_four_workers() -> None:
    for number in range(200):
        note_it.enqueue(str(number))
    faults: list[BaseException] = []

    def work() -> None:
        try:
            name = sign_on()
            while (job := take_next(name)) is not None:
                do(job)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).count()
    run_once()
    assert faults == []
    assert sorted(did, key=int) == [str(number) for number in range(200)]
    assert left < 200


@pytest.mark.django_db
def test_finished_jobs_are_not_kept_for_ever(at: datetime) -> None:
    for status, days in (("SUCCESSFUL", 1), ("SUCCESSFUL", 3), ("FAILED", 29), ("FAILED", 31), ("READY", 400)):
        note_it.enqueue(status)
        waiting = DBTaskResult.objects.filter(finished_at__isnull=True, status="READY").latest("enqueued_at")
        DBTaskResult.objects.filter(pk=waiting.pk).update(status=status, finished_at=at - timedelta(days=days))
    clear_queue(at)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY", "SUCCESSFUL"]
