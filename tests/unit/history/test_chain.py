"""The chain: what is changed behind its back is named, what is removed openly is not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plait.core.actor import Actor, Way
from plait.core.registry import Ref
from plait.history import triggers
from plait.history.commands import Change, record, record_all, record_reading, replace_words, seal
from plait.history.models import Detail, Entry, Reading, Seal
from plait.history.queries import entries_of, removals_of, times_opened, verify
from plait.history.rules import hash_detail

GROUP = Ref("group", 7)


def say(*words: str, by: Actor, at: datetime) -> None:
    record_all(changes=[Change(GROUP, "noted", {"words": word}) for word in words], by=by, at=at)


@contextmanager
def behind_its_back() -> Iterator[None]:
    """As somebody with the database's password would: triggers off, change, triggers on again."""
    triggers.drop()
    yield
    triggers.install()


@pytest.fixture
def sealed(db: None, by: Actor, at: datetime) -> list[Entry]:
    say("one", "two", "three", "four", by=by, at=at)
    seal(by=by, at=at)
    return list(Entry.objects.order_by("pk"))


def test_an_untouched_chain_holds(sealed: list[Entry]) -> None:
    verdict = verify()
    assert (verdict.sealed, verdict.unsealed, verdict.removed, verdict.broken) == (4, 0, 0, None)
    assert verdict.head == Seal.objects.get(position=4).hash


def test_an_empty_history_holds(db: None) -> None:
    assert verify().broken is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("verb", "forged"), ("kind", "person"), ("key", 8), ("way", "job"), ("person_id", 3), ("detail_hash", "0" * 64)],
)
def test_a_changed_entry_is_named_as_the_first_broken_link(sealed: list[Entry], column: str, value: object) -> None:
    with behind_its_back():
        Entry.objects.filter(pk__in=[sealed[1].pk, sealed[3].pk]).update(**{column: value})
    verdict = verify()
    assert verdict.broken is not None
    assert verdict.broken.startswith(f"Link 2 is broken: entry {sealed[1].pk} (")
    assert verdict.sealed == 1


def test_a_changed_time_breaks_its_link(sealed: list[Entry]) -> None:
    with behind_its_back():
        Entry.objects.filter(pk=sealed[2].pk).update(at=sealed[2].at + timedelta(seconds=1))
    assert str(verify().broken).startswith("Link 3 is broken")


def test_a_deleted_entry_is_named(sealed: list[Entry]) -> None:
    with behind_its_back():
        Detail.objects.filter(pk=sealed[2].pk).delete()
        Entry.objects.filter(pk=sealed[2].pk).delete()
    assert verify().broken == f"Link 3 is broken: entry {sealed[2].pk} is gone."


def test_a_deleted_link_is_named(sealed: list[Entry]) -> None:
    with behind_its_back():
        Seal.objects.filter(position=2).delete()
    assert verify().broken == "Link 2 is missing."


def test_links_that_were_exchanged_are_noticed(sealed: list[Entry]) -> None:
    with behind_its_back():
        Seal.objects.filter(position=2).update(entry_key=0)
        Seal.objects.filter(position=3).update(entry_key=sealed[1].pk)
        Seal.objects.filter(position=2).update(entry_key=sealed[2].pk)
    assert str(verify().broken).startswith("Link 2 is broken")


def test_changed_words_are_noticed_though_the_entry_stands(sealed: list[Entry]) -> None:
    with behind_its_back():
        Detail.objects.filter(pk=sealed[1].pk).update(said={"words": "nicer"})
    assert verify().broken == f"What entry {sealed[1].pk} said was changed (noted of group 7)."


def test_words_that_vanished_are_noticed(sealed: list[Entry]) -> None:
    """A detail may be deleted: that nobody recorded why is what gives it away."""
    Detail.objects.filter(pk=sealed[1].pk).delete()
    assert verify().broken == f"What entry {sealed[1].pk} said is gone, and nobody recorded its removal."


def test_words_removed_openly_leave_the_chain_whole(sealed: list[Entry], by: Actor, at: datetime) -> None:
    replace_words(said={sealed[1].pk: {"words": "[removed]"}}, why="The wrong child was named", by=by, at=at)
    for _ in range(2):  # before the removal is sealed itself, and after
        assert (verify().broken, verify().removed) == (None, 1)
        seal(by=by, at=at)
    assert Detail.objects.get(pk=sealed[1].pk).said == {"words": "[removed]"}
    signed = removals_of([sealed[1].pk])[sealed[1].pk].detail.said
    assert (signed["by"], signed["why"]) == ("The command line", "The wrong child was named")


def test_words_are_removed_once(sealed: list[Entry], by: Actor, at: datetime) -> None:
    said = {sealed[1].pk: {"words": "[removed]"}}
    assert [replace_words(said=said, why="Wrong", by=by, at=at) for _ in range(2)] == [1, 0]


def test_a_second_name_can_be_removed_from_the_same_entry(sealed: list[Entry], by: Actor, at: datetime) -> None:
    for words in ("[removed] and Sunil", "[removed] and [removed]"):
        replace_words(said={sealed[1].pk: {"words": words}}, why="Wrong", by=by, at=at)
    assert (verify().broken, verify().removed) == (None, 1)


def test_words_changed_by_hand_after_a_removal_are_noticed(sealed: list[Entry], by: Actor, at: datetime) -> None:
    replace_words(said={sealed[1].pk: {"words": "[removed]"}}, why="Wrong", by=by, at=at)
    with behind_its_back():
        Detail.objects.filter(pk=sealed[1].pk).update(said={"words": "nicer"})
    assert verify().broken == f"What entry {sealed[1].pk} said was changed (noted of group 7)."


def test_a_removal_cannot_be_forged_into_what_is_sealed(sealed: list[Entry], by: Actor, at: datetime) -> None:
    replace_words(said={sealed[1].pk: {"words": "[removed]"}}, why="Wrong", by=by, at=at)
    seal(by=by, at=at)
    with behind_its_back():
        Detail.objects.filter(pk=sealed[1].pk).update(said={"words": "nicer"})
        signing = Detail.objects.get(entry=removals_of([sealed[1].pk])[sealed[1].pk])
        now = hash_detail(Detail.objects.get(pk=sealed[1].pk).salt, {"words": "nicer"})
        Detail.objects.filter(pk=signing.pk).update(said={**signing.said, "now": now})
    assert verify().broken == f"What entry {signing.pk} said was changed (words_removed of history {sealed[1].pk})."


def test_what_is_not_sealed_yet_is_counted(sealed: list[Entry], by: Actor, at: datetime) -> None:
    say("five", by=by, at=at)
    assert (verify().sealed, verify().unsealed) == (4, 1)
    assert [seal(by=by, at=at), seal(by=by, at=at)] == [1, 0]
    assert verify().unsealed == 0


def test_an_entry_whose_transaction_ended_late_is_sealed_later_and_not_lost(
    sealed: list[Entry], by: Actor, at: datetime
) -> None:
    """Its key is lower than some that are sealed."""
    early = Entry.objects.order_by("pk")[0].pk - 1
    Entry.objects.create(pk=early, at=at, kind="group", key=7, verb="noted", way="job", detail_hash="0" * 64)
    with behind_its_back():
        Detail.objects.create(entry_id=early, salt="s", said={})
        Entry.objects.filter(pk=early).update(detail_hash=hash_detail("s", {}))
    seal(by=by, at=at)
    assert Seal.objects.get(entry_key=early).position == 5
    assert verify().broken is None


def test_the_same_words_leave_different_hashes(sealed: list[Entry], by: Actor, at: datetime) -> None:
    """So that nobody finds a removed name by trying names."""
    say("same", "same", by=by, at=at)
    assert len({entry.detail_hash for entry in Entry.objects.order_by("-pk")[:2]}) == 2


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(by: Actor, at: datetime) -> None:
    say(*map(str, range(60)), by=by, at=at)
    faults: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(6):
                seal(by=Actor.job("The sealer"), at=at, batch=10)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while seal(by=by, at=at):
        pass
    assert faults == []
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 61))
    assert (verify().broken, verify().unsealed) == (None, 0)


@pytest.mark.django_db
def test_who_acted_for_whom_is_kept(at: datetime) -> None:
    by = Actor(Way.SIGNED_IN, "Bridget Ames", 4, on_behalf_of="Sunil Crane", on_behalf_of_id=5)
    record(ref=GROUP, verb="noted", said={"words": "told by telephone"}, by=by, at=at)
    entry = entries_of(GROUP).get()
    assert (entry.person_id, entry.on_behalf_of_id, entry.way) == (4, 5, "signed_in")
    assert entry.detail.said["on_behalf_of"] == "Sunil Crane"


@pytest.mark.django_db
def test_the_newest_entry_comes_first_and_other_records_stay_out(by: Actor, at: datetime) -> None:
    say("first", by=by, at=at)
    say("second", by=by, at=at + timedelta(minutes=1))
    record(ref=Ref("group", 8), verb="noted", said={"words": "another's"}, by=by, at=at)
    assert [entry.detail.said["words"] for entry in entries_of(GROUP)] == ["second", "first"]


@pytest.mark.django_db
def test_readings_are_counted_and_not_chained(by: Actor, at: datetime) -> None:
    record_reading(ref=GROUP, how="detail", by=by, at=at)
    assert (times_opened(GROUP), Reading.objects.get().how, Entry.objects.count()) == (1, "detail", 0)


def test_the_command_says_that_every_link_holds(sealed: list[Entry]) -> None:
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "4 entries are sealed and 0 wait" in out.getvalue()
    assert f"Head of the chain: {verify().head}" in out.getvalue()
    assert out.getvalue().endswith("Every link holds.\n")


def test_the_command_fails_with_the_name_of_the_broken_link(sealed: list[Entry]) -> None:
    with behind_its_back():
        Entry.objects.filter(pk=sealed[0].pk).update(verb="forged")
    with pytest.raises(CommandError, match=r"Link 1 is broken: .* Everything before it holds\."):
        call_command("verify_history", stdout=StringIO())
