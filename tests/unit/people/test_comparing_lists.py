"""A list of people against what is known: new, changed, unchanged, asked or not read; and what accepting it does."""

from datetime import date, datetime

import pytest

from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.history.models import Detail, Entry
from plait.people.commands import accept_lines, choose, end_sheet, merge_people
from plait.people.models import Agency, PeopleSheet, Person, Post
from plait.people.seen import seen_of_all
from plait.people.sheets.proposal import NEW_ONE, Verdict
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.unit.people.lists import accept, kept, rows, told

pytestmark = pytest.mark.django_db
HEAD = ["Name", "E-mail", "Telephone"]


def test_new_people_posts_and_agencies_come_in_with_history(by: Actor, at: datetime) -> None:
    said = [
        ["Name", "E-mail", "Post", "Agency", "From"],
        ["Nia Frome", "Nia@trust.example", "Nurse", "Trust", "1 May 2025"],
    ]
    sheet = kept(rows(said), by, at)
    done = accept(sheet, by, at)
    assert (done.count, done.refused) == (3, ())
    post = Post.objects.select_related("holder", "agency").get()
    assert (post.holder, post.agency.name, post.starts_on) == (Person.objects.get(), "Trust", date(2025, 5, 1))
    assert (post.holder.initials, post.holder.email) == ("NF", "nia@trust.example")
    assert set(Entry.objects.values_list("kind", "verb")) >= {
        ("person", "added"),
        ("post", "added"),
        ("agency", "added"),
    }
    assert Detail.objects.get(entry__kind="person").said["row"] == 2


def test_a_doubled_submit_adds_nothing(by: Actor, at: datetime) -> None:
    sheet = kept(rows([HEAD, ["Nia Frome", "", ""]]), by, at)
    ticked = {p.line.n: p.seen for p in told(sheet)}
    assert [accept_lines(sheet=sheet, ticked=ticked, by=by, at=at).count for _ in range(2)] == [1, 0]
    assert Person.objects.count() == 1
    again = rows([HEAD, ["Nia Frome", "", ""]])
    assert kept(again, by, at).pk == sheet.pk
    assert [p.verdict for p in told(kept(again, by, at, "other.xlsx"))] == [Verdict.DONE]


def test_a_change_is_shown_from_what_to_what_and_an_empty_cell_says_nothing(by: Actor, at: datetime) -> None:
    person = PersonFactory(name="Nia Frome", email="nia@trust.example", telephone="01632 960001")
    sheet = kept(rows([HEAD, ["Nia Frome-Hart", "NIA@trust.example", ""]]), by, at)
    [proposal] = told(sheet)
    assert (proposal.verdict, proposal.changes) == (Verdict.CHANGED, {"name": ("Nia Frome", "Nia Frome-Hart")})
    accept(sheet, by, at)
    person.refresh_from_db()
    assert (person.name, person.telephone) == ("Nia Frome-Hart", "01632 960001")
    assert Detail.objects.get(entry__verb="changed").said["from"] == {"name": "Nia Frome"}


def test_nobody_is_taken_away_by_standing_in_no_row(by: Actor, at: datetime) -> None:
    PersonFactory(name="Owen Tasker")
    accept(kept(rows([HEAD, ["Nia Frome", "", ""]]), by, at), by, at)
    assert set(Person.objects.values_list("name", flat=True)) == {"Owen Tasker", "Nia Frome"}


def test_two_people_of_one_name_are_asked_after(by: Actor, at: datetime) -> None:
    first, second = PersonFactory(name="Nia Frome"), PersonFactory(name="Nia Frome")
    sheet = kept(rows([HEAD, ["Nia Frome", "", "01632 960001"]]), by, at)
    [proposal] = told(sheet)
    assert (proposal.verdict, set(proposal.candidates)) == (Verdict.ASKED, {str(first.pk), str(second.pk)})
    assert accept(sheet, by, at).count == 0
    assert choose(sheet=sheet, answers={1: "999"}, by=by, at=at) == 0
    assert choose(sheet=sheet, answers={1: str(second.pk)}, by=by, at=at) == 1
    accept(sheet, by, at)
    assert Person.objects.get(telephone="01632 960001") == second


def test_one_of_the_name_with_another_address_or_from_another_agency_is_asked_after(by: Actor, at: datetime) -> None:
    person = PersonFactory(name="Nia Frome", email="nia@trust.example")
    PostFactory(holder=person, agency=AgencyFactory(name="Marlshire Trust"))
    [other_address] = told(kept(rows([HEAD, ["Nia Frome", "nia@council.example", ""]]), by, at))
    assert "nia@trust.example. Is it the same person?" in other_address.why
    other = kept(rows([["Name", "Post", "Agency"], ["Nia Frome", "Teacher", "Marlshire Council"]]), by, at)
    proposals = {p.line.kind: p for p in told(other)}
    assert "known from Marlshire Trust" in proposals["person"].why
    assert proposals["post"].verdict is Verdict.ASKED
    choose(sheet=other, answers={1: NEW_ONE}, by=by, at=at)
    assert accept(other, by, at).count == 3
    assert Person.objects.filter(name="Nia Frome").count() == 2


def test_a_name_that_stands_twice_in_the_file_is_asked_after_unless_the_address_is_one(by: Actor, at: datetime) -> None:
    said = [["Name", "E-mail", "Post", "Agency"],
            ["Nia Frome", "nia@trust.example", "Nurse", "Trust"],
            ["Nia Frome", "nia@trust.example", "Trainer", "Trust"],
            ["Dan Pike", "", "Nurse", "Trust"], ["Dan Pike", "", "Porter", "Trust"]]  # fmt: skip
    sheet = kept(rows(said), by, at)
    people = [p for p in told(sheet) if p.line.kind == "person"]
    assert [p.verdict for p in people] == [Verdict.NEW, Verdict.SAME, Verdict.NEW, Verdict.ASKED]
    accept(sheet, by, at)
    assert set(Post.objects.filter(holder__name="Nia Frome").values_list("title", flat=True)) == {"Nurse", "Trainer"}
    choose(sheet=sheet, answers={people[3].line.n: people[3].candidates[0]}, by=by, at=at)
    accept(sheet, by, at)
    assert Post.objects.filter(holder=Person.objects.get(name="Dan Pike")).count() == 2


def test_a_row_that_somebody_else_has_changed_meanwhile_is_refused_and_the_others_go_in(
    by: Actor, at: datetime
) -> None:
    person = PersonFactory(name="Nia Frome", email="nia@trust.example", telephone="1")
    sheet = kept(rows([HEAD, ["Nia Frome", "nia@trust.example", "2"], ["Owen Tasker", "", ""]]), by, at)
    ticked = {p.line.n: p.seen for p in told(sheet)}
    Person.objects.filter(pk=person.pk).update(telephone="3")
    done = accept_lines(sheet=sheet, ticked=ticked, by=by, at=at)
    assert done.count == 1
    assert "Row 2, Nia Frome is not what it was" in done.refused[0]
    assert Person.objects.get(pk=person.pk).telephone == "3"


def test_accepting_everything_means_everything_as_it_was_shown(by: Actor, at: datetime) -> None:
    sheet = kept(rows([HEAD, ["Nia Frome", "", ""], ["Owen Tasker", "", ""]]), by, at)
    shown = seen_of_all(p.seen for p in told(sheet))
    PersonFactory(name="Nia Frome")
    with pytest.raises(Stale, match="Nothing was accepted"):
        accept_lines(sheet=sheet, ticked={}, all_seen=shown, by=by, at=at)
    shown = seen_of_all(p.seen for p in told(sheet) if p.can_be_accepted)
    assert accept_lines(sheet=sheet, ticked={}, all_seen=shown, by=by, at=at).count == 1


def test_a_post_waits_for_its_agency_and_its_holder(by: Actor, at: datetime) -> None:
    sheet = kept(rows([["Name", "Post", "Agency"], ["Nia Frome", "Nurse", "Trust"]]), by, at)
    post = next(p for p in told(sheet) if p.line.kind == "post")
    done = accept_lines(sheet=sheet, ticked={post.line.n: post.seen}, by=by, at=at)
    assert (done.count, Post.objects.count()) == (0, 0)
    assert "Accept the agency Trust first" in done.refused[0]


def test_the_number_in_a_row_is_the_record_whatever_it_is_called_now(by: Actor, at: datetime) -> None:
    person, other = PersonFactory(name="Nia Frome"), PersonFactory(name="Owen Tasker")
    head = ["Number", "Name", "Initials"]
    said = [head, [person.pk, "Nia Hart", ""], [99999, "Iris Hale", ""], ["x", "Dan Pike", ""]]
    changed, unknown, no_number = told(kept(rows(said), by, at))
    assert changed.changes == {"name": ("Nia Frome", "Nia Hart")}
    assert "no person with the number 99999" in unknown.why
    assert "no number of Plait’s" in no_number.why
    [mixed_up] = told(kept(rows([head, [person.pk, "Owen Tasker", ""]]), by, at))
    assert mixed_up.verdict is Verdict.ASKED
    assert set(mixed_up.candidates) == {str(person.pk), str(other.pk)}


def test_an_alias_of_a_merge_leads_to_the_one_that_is_kept(by: Actor, at: datetime) -> None:
    keep, gone = PersonFactory(name="Nia Frome"), PersonFactory(name="N Frome", email="n@trust.example")
    merge_people(keep=keep, merge=gone, by=by, at=at)
    by_number, by_address = told(
        kept(
            rows([["Number", "Name", "E-mail"], [gone.pk, "Nia Frome", ""], ["", "Nia Frome", "n@trust.example"]]),
            by,
            at,
        )
    )
    assert by_number.key == by_address.key == keep.pk


def test_one_address_is_never_given_to_two(by: Actor, at: datetime) -> None:
    PersonFactory(name="Iris Hale", email="iris@trust.example")
    nia = PersonFactory(name="Nia Frome", email="")
    said = [HEAD, ["Owen Tasker", "desk@trust.example", ""], ["Dan Pike", "desk@trust.example", ""],
            ["Kit Moss", "iris@trust.example", ""]]  # fmt: skip
    first, second, third = told(kept(rows(said), by, at))
    assert (first.verdict, second.verdict, third.verdict) == (Verdict.NEW, Verdict.UNREAD, Verdict.ASKED)
    assert "has the address desk@trust.example too" in second.why
    [numbered] = told(kept(rows([["Number", *HEAD], [nia.pk, "Nia Frome", "iris@trust.example", ""]]), by, at))
    assert numbered.verdict is Verdict.ASKED


def test_posts_are_matched_by_holder_and_their_days_are_changed(by: Actor, at: datetime) -> None:
    post = PostFactory(title="Nurse", agency=AgencyFactory(name="Trust"), starts_on=date(2024, 1, 1))
    assert post.holder is not None
    head = ["Post", "Agency", "Holder", "From", "Until"]
    said = [head, ["nurse", "Trust", post.holder.name, "", "1 September 2026"]]
    sheet = kept(rows(said), by, at)
    [changed] = (p for p in told(sheet) if p.line.kind == "post")
    assert changed.changes == {"ends_on": ("", "2026-09-01")}
    accept(sheet, by, at)
    assert Post.objects.get().ends_on == date(2026, 9, 1)
    again = rows([head, ["Nurse", "Trust", post.holder.name, "", "1 September 2026"]])
    backwards = rows([head, ["Nurse", "Trust", post.holder.name, "", "1 January 2024"]])
    said_again, early = (
        next(p for p in told(kept(read, by, at)) if p.line.kind == "post") for read in (again, backwards)
    )
    assert said_again.verdict is Verdict.SAME
    assert early.verdict is Verdict.UNREAD


def test_agencies_are_known_by_their_short_name_too(by: Actor, at: datetime) -> None:
    AgencyFactory(name="Marlshire Fire and Rescue", short_name="Fire")
    said = [["Agency", "Sector"], ["fire", "Blue light"], ["Marlshire Police", ""], ["MARLSHIRE POLICE", ""]]
    sheet = kept(rows(said), by, at)
    assert [p.verdict for p in told(sheet)] == [Verdict.CHANGED, Verdict.NEW, Verdict.SAME]
    accept(sheet, by, at)
    assert set(Agency.objects.values_list("name", "sector")) == {
        ("Marlshire Fire and Rescue", "Blue light"),
        ("Marlshire Police", ""),
    }


def test_when_the_comparing_ends_nothing_of_the_file_is_left(by: Actor, at: datetime) -> None:
    sheet = kept(rows([HEAD, ["Nia Frome", "", ""]]), by, at)
    ended = end_sheet(sheet=sheet, by=by, at=at)
    assert (ended.lines, ended.notes, ended.choices, ended.done) == ([], [], {}, {})
    with pytest.raises(Refusal, match="was ended"):
        accept_lines(sheet=sheet, ticked={1: "0"}, by=by, at=at)
    assert Person.objects.count() == 0
    assert PeopleSheet.objects.count() == 1


def test_a_file_in_which_nothing_is_a_person_is_refused_with_its_reason(by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="“List” was left alone"):
        kept(rows([["Ref", "Action"], ["1", "Write"]]), by, at)
