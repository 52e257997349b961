"""A mistaken name is taken out of everything, a mark stays, and the chain still verifies."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.files.queries import read
from plait.history.commands import seal
from plait.history.models import Detail
from plait.history.queries import verify
from plait.keeping.commands import hold, lift_hold, remove_words
from plait.keeping.models import WordsRemoval
from plait.keeping.places import originals_of, places_of
from plait.keeping.words import MARK, Wanted
from plait.search.models import SearchRow
from plait.workbench.subject.spellings import spelt
from tests.factories.foundations import SearchRowFactory
from tests.factories.groups import GroupFactory
from tests.factories.letters import MessageFactory
from tests.factories.meetings import MinutesImportFactory, MinutesTextFactory, TextPartFactory
from tests.factories.people import PersonFactory

NAME = "Zebedee Quillfeather"
WANTED = Wanted(spelt([NAME]))
WHY = "Another family's child was named"


@pytest.fixture
def action(db: None, by: Actor, at: datetime) -> Action:
    group = GroupFactory()
    found = assign(
        group=group,
        wording=f"Write to the school of {NAME}",
        kind=next(iter(ActionKind)),
        owners=[OwnerChoice(OwnerKind.GROUP, group=group)],
        due=DueChoice(),
        origin=None,
        circle=group.circle,
        minuted_on=date(2026, 10, 14),
        by=by,
        at=at,
    )
    seal(by=by, at=at)
    return found


def remove(by: Actor, at: datetime, *, originals: list[int] | None = None, token: str = "one") -> WordsRemoval:
    return remove_words(wanted=WANTED, why=WHY, originals=originals or [], token=token, by=by, at=at)


def test_it_is_gone_from_record_history_and_search_and_the_chain_holds(action: Action, by: Actor, at: datetime) -> None:
    assert {place.label for place in places_of(WANTED)} >= {
        "actions.Action",
        "history.Detail",
        "search.SearchRow",
    }
    remove(by, at)
    assert list(places_of(WANTED)) == []
    action.refresh_from_db()
    assert action.wording == f"Write to the school of {MARK}"
    assert not any("Quillfeather" in str(detail.said) for detail in Detail.objects.order_by("pk"))
    assert not SearchRow.objects.filter(title__icontains="quillfeather").exists()
    call_command("verify_history", stdout=(out := StringIO()))
    assert "had their words removed" in out.getvalue()
    seal(by=by, at=at)
    assert (verify().broken, verify().unsealed) == (None, 0)


def test_it_goes_over_lines_capitals_and_hyphens(db: None, by: Actor, at: datetime) -> None:
    text = TextPartFactory(words=["Present: ZEBEDEE", "Quillfeather, and zebedee-quillfeather", "Quillfeathers stay"])
    remove(by, at)
    text.refresh_from_db()
    assert text.words == [f"Present: {MARK}", f", and {MARK}", "Quillfeathers stay"]


def test_it_is_gone_from_the_outbox_and_from_jobs_that_wait(db: None, by: Actor, at: datetime) -> None:
    message = MessageFactory(context={"title": f"About {NAME}", "kind": "action"})
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [NAME], "kwargs": {}}, task_path="x.y", run_after=at, backend_name="default"
    )
    remove(by, at)
    message.refresh_from_db()
    job.refresh_from_db()
    assert message.context == {"title": f"About {MARK}", "kind": "action"}
    assert job.args_kwargs == {"args": [MARK], "kwargs": {}}


def test_originals_are_withheld_and_what_points_at_them_stays(action: Action, by: Actor, at: datetime) -> None:
    kept = store(data=f"Minutes. {NAME}.".encode(), name=f"{NAME}.txt", circle=action.circle, by=by, at=at)
    text = MinutesTextFactory(circle=action.circle)
    TextPartFactory(text=text, words=[NAME])
    MinutesImportFactory(file=kept, text=text, circle=action.circle)
    SearchRowFactory(kind="file", key=kept.pk, part=1, text=NAME, circle=action.circle)
    places = list(places_of(WANTED))
    assert originals_of(places) == {kept.pk}
    removal = remove(by, at, originals=[kept.pk])
    kept = StoredFile.objects.get(pk=kept.pk)
    assert (kept.name, removal.files) == ("withheld.txt", 1)
    assert read(kept).decode().startswith("The original was withheld on 14 October")


def test_a_file_that_does_not_hold_the_words_stays_whoever_names_it(action: Action, by: Actor, at: datetime) -> None:
    kept = store(data=b"Minutes of another day", name="another.txt", circle=action.circle, by=by, at=at)
    removal = remove(by, at, originals=[kept.pk])
    assert (StoredFile.objects.get(pk=kept.pk).name, removal.files) == ("another.txt", 0)


def test_somebody_with_a_card_of_the_same_name_keeps_it(action: Action, by: Actor, at: datetime) -> None:
    person = PersonFactory(name=NAME)
    remove(by, at)
    person.refresh_from_db()
    assert person.name == NAME


def test_a_legal_hold_stops_it_and_nothing_is_changed(action: Action, by: Actor, at: datetime) -> None:
    hold(ref=Ref("action", action.pk), because="An inquest is open", by=by, at=at)
    with pytest.raises(Refusal, match="under a legal hold, so nothing was removed"):
        remove(by, at)
    action.refresh_from_db()
    assert (NAME in action.wording, WordsRemoval.objects.count()) == (True, 0)
    lift_hold(ref=Ref("action", action.pk), because="The inquest is over", by=by, at=at)
    assert remove(by, at).pk


def test_a_reason_that_holds_the_name_is_refused(action: Action, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="The reason holds the words"):
        remove_words(wanted=WANTED, why=f"{NAME} was wrong", originals=[], token="one", by=by, at=at)


def test_a_second_click_removes_nothing_and_answers_the_same(action: Action, by: Actor, at: datetime) -> None:
    assert remove(by, at).pk == remove(by, at).pk
    assert WordsRemoval.objects.count() == 1


def test_words_that_stand_nowhere_are_refused(db: None, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="stand nowhere"):
        remove(by, at)


def test_a_form_that_is_open_cannot_bring_the_name_back(action: Action, by: Actor, at: datetime) -> None:
    before = action.version
    remove(by, at)
    action.refresh_from_db()
    assert action.version == before + 1


def test_the_removal_keeps_who_when_and_why_and_no_word_of_it(action: Action, by: Actor, at: datetime) -> None:
    removal = remove(by, at)
    assert (removal.by, removal.at, removal.why) == ("The command line", at, WHY)
    assert removal.counts["actions.Action"] == 1


def test_signs_of_the_program_are_left_alone() -> None:
    said = {"kind": "action", "words": "action", "state": "open", "list": ["Action"]}
    assert Wanted(spelt(["action"])).out_of(said) == {
        "kind": "action",
        "words": MARK,
        "state": "open",
        "list": [MARK],
    }


@pytest.mark.django_db(transaction=True)
def test_after_sweeping_the_database_itself_holds_nothing_of_it(by: Actor, at: datetime, action: Action) -> None:
    SearchRowFactory(kind="file", key=7, part=1, text=f"Of {NAME} and others")
    remove(by, at)
    call_command("sweep_database", stdout=StringIO())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            raw = connection.connection.serialize().lower()
            assert b"quillfeather" not in raw
            assert b"quillfeath" not in raw  # the search keeps stems
        else:
            cursor.execute("SELECT count(*) FROM search_searchrow WHERE words::text ILIKE '%quillfeath%'")
            assert cursor.fetchone()[0] == 0
