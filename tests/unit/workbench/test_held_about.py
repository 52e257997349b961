"""Everything that is held about a person is found wherever it stands; what one may not see is told by its reference."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign, write_update
from plait.actions.models import Action, ActionKind, OwnerKind, State
from plait.core.actor import Actor, Way
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.models import Detail, Reading
from plait.people.commands import merge_people
from plait.people.models import Person, SubjectSearch
from plait.search.commands import index_whole
from plait.search.findable import Findable
from plait.workbench.subject.gathering import everything_about
from plait.workbench.subject.held import Held, Section
from plait.workbench.subject.spellings import spelt
from tests.factories.foundations import StoredFileFactory, UserFactory
from tests.factories.letters import MessageFactory
from tests.factories.meetings import MinutesVersionFactory, TextPartFactory
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def given(group: Group, wording: str, owners: list[Person], by: Actor, at: datetime) -> Action:
    return assign(
        group=group,
        wording=wording,
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.PERSON, person) for person in owners],
        due=DueChoice(),
        origin=None,
        circle=group.circle,
        minuted_on=date(2026, 5, 1),
        by=by,
        at=at,
    )


def about(viewer: User, person: Person | None = None, *names: str) -> Held:
    return everything_about(person, spelt(names), viewer)


def words(held: Held, section: Section) -> list[str]:
    return [entry.words for entry in held.entries if entry.section is section]


def test_a_child_without_a_record_is_found_in_actions_updates_and_minutes_with_the_line(
    world: World, by: Actor, at: datetime
) -> None:
    action = given(world.oversight, "Ask the school of Tilly Marsh for her chronology", [], by, at)
    write_update(action=action, words="The mother of Tilly\nMarsh rang", state=State.ON_THE_WAY, by=by, at=at)
    version = MinutesVersionFactory(meeting__group=world.oversight, meeting__circle=world.oversight.circle)
    version.text.circle = world.oversight.circle
    version.text.save()
    TextPartFactory(text=version.text, first_line=101, words=["Item 4", "MARSH, Tilly was seen.", "Matilda Marsham"])
    held = about(world.business_unit, None, "Tilly Marsh")
    found = {(entry.ref.kind, entry.line, entry.words) for entry in held.entries if entry.section is Section.TEXT}
    assert ("meeting", 102, "MARSH, Tilly was seen.") in found
    assert ("action", 0, "Ask the school of Tilly Marsh for her chronology") in found
    assert any("The mother of Tilly Marsh rang" in told for _, _, told in found)
    assert not any("Marsham" in told for _, _, told in found)


def test_names_are_found_as_people_write_them() -> None:
    for typed, written in (
        ("Zoë O'Neill", "We saw ZOË O’NEILL today"),
        ("Nia Frome-Hart", "Nia Frome Hart came"),
        ("Nia Frome", "Frome, Nia: apologies"),
        ("nia frome", "Nia Frome"),
        ("01632 960001", "call 01632-960001"),
    ):
        assert [line for line, _ in spelt([typed]).lines_in(f"First\n{written}")] == [2], typed
    assert list(spelt(["Ann"]).lines_in("Annual review")) == []
    assert spelt([" ", "x", "Nia  Frome", "Nia Frome"]).words == ("Nia Frome",)
    [(_, told)] = spelt(["Nia Frome"]).lines_in("a " * 400 + "Nia Frome" + " b" * 400)
    assert (told[:2], told[-2:]) == ("… ", " …")
    assert len(told) < 300


def test_capitals_of_every_alphabet_are_found_in_every_table(world: World, by: Actor, at: datetime) -> None:
    given(world.oversight, "Write to ÉLODIE FROST", [], by, at)
    assert len(words(about(world.business_unit, None, "Élodie Frost"), Section.TEXT)) == 1
    said = words(about(world.business_unit, None, "élodie frost"), Section.SAID)
    assert any("ÉLODIE FROST" in told or "assigned" in told or told for told in said)


def test_a_person_is_found_by_reference_account_message_history_and_under_the_name_of_a_merge(
    world: World, by: Actor, at: datetime
) -> None:
    user = UserFactory(person__name="Nia Frome")
    alias = PersonFactory(name="N Frome-Hart")
    merge_people(keep=user.person, merge=alias, by=by, at=at)
    PostFactory(holder=user.person, title="Head of nursing")
    MessageFactory(to=user.person)
    action = given(world.oversight, "Bring the list", [user.person], by, at)
    mine = Actor(Way.SIGNED_IN, "Nia Frome", user.person.pk)
    write_update(action=action, words="Done soon", state=State.ON_THE_WAY, by=mine, at=at)
    held = about(world.business_unit, user.person, "Nia Frome")
    named = {entry.what for entry in held.entries if entry.section is Section.NAMED}
    assert {"holds or held this post", "was written to", "answers for it", "wrote an update"} <= named
    assert any(user.email in told for told in words(held, Section.ACCOUNT))
    assert "N Frome-Hart" in words(held, Section.RECORD)
    assert any("Done soon" in told for told in words(held, Section.DID))
    assert any("merged the record" in told for told in words(held, Section.ABOUT))


def test_restricted_records_of_other_circles_are_told_by_their_reference_alone(
    world: World, by: Actor, at: datetime
) -> None:
    secret = given(world.review, "Visit Tilly Marsh at home", [], by, at)
    held = about(world.business_unit, None, "Tilly Marsh")
    assert held.entries == ()
    assert {(hidden.circle, hidden.reference) for hidden in held.hidden} == {
        (world.review.circle.name, secret.reference),
        (world.review.circle.name, f"History of {secret.reference}"),
    }
    seen = about(world.reviewer, None, "Tilly Marsh")
    assert seen.hidden == ()
    assert "Visit Tilly Marsh at home" in words(seen, Section.TEXT)
    assert (world.review.circle, Ref("action", secret.pk)) in seen.restricted


def test_files_are_found_by_their_text_and_those_without_any_are_named(world: World, by: Actor, at: datetime) -> None:
    letter = StoredFileFactory(name="letter.docx", circle=world.oversight.circle)
    StoredFileFactory(name="scan.pdf", circle=world.oversight.circle)
    ref = Ref("file", letter.pk)
    circle = world.oversight.circle_id
    parts = [
        Findable(ref, circle, "letter.docx"),
        Findable(ref, circle, "letter.docx", "Dear all\nTilly Marsh moved", part=1, line=7),
    ]
    index_whole(ref=ref, records=parts, by=by, at=at)
    held = about(world.business_unit, None, "Tilly Marsh")
    [entry] = [entry for entry in held.entries if entry.section is Section.FILES]
    assert (entry.what, entry.line, entry.words) == ("letter.docx", 8, "Tilly Marsh moved")
    assert held.unread_files == ("scan.pdf",)


def test_the_list_is_made_in_the_browser_and_recorded(world: World, by: Actor, at: datetime) -> None:
    given(world.oversight, "Ask the school of Tilly Marsh", [], by, at)
    client = Client()
    client.force_login(world.business_unit)
    page = client.post(reverse("held_about"), {"why": "Request SAR-12", "names": "Tilly Marsh"})
    assert "Ask the school of Tilly Marsh" in page.content.decode()
    search = SubjectSearch.objects.get()
    assert (search.names, search.why, search.by, search.exported) == (
        ["Tilly Marsh"],
        "Request SAR-12",
        world.business_unit.person,
        False,
    )
    assert Detail.objects.get(entry__verb="searched").said["why"] == "Request SAR-12"
    again = client.get(reverse("held_about")).content.decode()
    assert "Tilly Marsh" in again
    assert "Request SAR-12" in again


def test_the_spreadsheet_holds_every_entry_and_what_others_must_look_at(world: World, by: Actor, at: datetime) -> None:
    for n in range(60):
        given(world.oversight, f"Ask the school of Tilly Marsh, {n}", [], by, at)
    given(world.review, "Visit Tilly Marsh", [], by, at)
    client = Client()
    client.force_login(world.business_unit)
    said = {"why": "Request SAR-12", "names": "Tilly Marsh"}
    page = client.post(reverse("held_about"), said).content.decode()
    assert "and 10 more in the spreadsheet" in page
    assert "Visit Tilly Marsh" not in page
    out = client.post(reverse("held_about"), {**said, "do": "export"})
    book = openpyxl.load_workbook(io.BytesIO(out.content))
    texts = [row for row in book["Held"].iter_rows(values_only=True) if row[1] == "Action, wording"]
    assert len(texts) == 60
    assert world.review.circle.name in {row[0] for row in book["For others to look at"].iter_rows(values_only=True)}
    assert not any("Visit Tilly Marsh" in str(cell) for row in book["Held"].iter_rows(values_only=True) for cell in row)
    assert SubjectSearch.objects.filter(exported=True).count() == 1


def test_restricted_material_that_was_listed_is_noted_as_opened(world: World, by: Actor, at: datetime) -> None:
    from plait.access.commands import appoint

    secret = given(world.review, "Visit Tilly Marsh", [], by, at)
    appoint(person=world.reviewer.person, role=Role.BUSINESS_UNIT, starts_on=date(2025, 1, 1), by=by, at=at)
    client = Client()
    client.force_login(world.reviewer)
    client.post(reverse("held_about"), {"why": "Request SAR-12", "names": "Tilly Marsh"})
    assert Reading.objects.filter(kind="action", key=secret.pk, person_id=world.reviewer.person_id).exists()


def test_without_a_reason_or_anybody_to_look_for_nothing_is_listed(world: World) -> None:
    client = Client()
    client.force_login(world.business_unit)
    for said in ({"why": "", "names": "Tilly Marsh"}, {"why": "x", "names": " \n a"}, {"why": "x", "person": "99999"}):
        assert client.post(reverse("held_about"), said).status_code == 422
    assert SubjectSearch.objects.count() == 0
    client.force_login(world.member)
    assert client.post(reverse("held_about"), {"why": "x", "names": "Tilly Marsh"}).status_code == 403
