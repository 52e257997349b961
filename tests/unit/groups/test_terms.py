"""Terms of reference: a draft is in force for nobody; what was agreed holds from its day until the next does."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.core import registry
from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.groups.commands import agree_terms, change_draft, draft_terms, drop_draft
from plait.groups.commands.terms import Wording
from plait.groups.models import Group, TermsVersion
from plait.groups.queries import in_force, terms_in_force, versions_of
from plait.history.models import Entry, Reading
from plait.meetings.models import Decision, MinutesVersion
from plait.search.commands import fill
from plait.search.models import SearchRow
from tests.factories.groups import TermsVersionFactory
from tests.factories.meetings import DecisionFactory, MinutesVersionFactory
from tests.factories.people import AgencyFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db
APRIL, OCTOBER = date(2025, 4, 1), date(2025, 10, 1)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decided(group: Group, wording: str = "The terms of reference are agreed.") -> Decision:
    version = MinutesVersion.objects.filter(meeting__group=group).first() or MinutesVersionFactory(meeting__group=group)
    decision: Decision = DecisionFactory(version=version, wording=wording)
    return decision


def agreed(group: Group, text: str, day: date, by: Actor, at: datetime, number: int | None = None) -> TermsVersion:
    draft = draft_terms(group=group, wording=Wording(text, number), by=by, at=at)
    decision = decided(group)
    return agree_terms(terms=draft, decision=Ref("decision", decision.pk), holds_from=day, by=by, at=at)


def test_what_was_in_force_on_a_day(world: World, by: Actor, at: datetime) -> None:
    one = agreed(world.oversight, "The group meets every quarter.", APRIL, by, at)
    two = agreed(world.oversight, "The group meets every month.", OCTOBER, by, at)
    draft = draft_terms(group=world.oversight, wording=Wording("The group meets weekly."), by=by, at=at)
    versions = versions_of(world.oversight, world.member)
    assert [v.number for v in versions] == [3, 2, 1]
    assert draft.is_draft
    assert in_force(versions, date(2025, 3, 31)) is None
    assert in_force(versions, APRIL) == one
    assert in_force(versions, date(2025, 9, 30)) == one
    assert in_force(versions, OCTOBER) == two
    assert terms_in_force(world.oversight, on=date(2026, 1, 1)) == two
    assert Entry.objects.filter(kind="terms", verb="agreed").count() == 2


def test_versions_follow_each_other(world: World, by: Actor, at: datetime) -> None:
    agreed(world.oversight, "One.", APRIL, by, at)
    for day in (APRIL, date(2025, 3, 1)):
        with pytest.raises(Refusal, match=r"Version 1 holds from 1 April 2025\. Give a later day"):
            agreed(world.oversight, "Two.", day, by, at)
        TermsVersion.objects.filter(agreed_at__isnull=True).delete()
    draft = draft_terms(group=world.review, wording=Wording("One."), by=by, at=at)
    with pytest.raises(Refusal, match="began on 6 January 2025"):
        agree_terms(terms=draft, decision=None, words="Minutes", holds_from=date(2025, 1, 5), by=by, at=at)
    assert agree_terms(terms=draft, decision=None, words="Minutes of 2025", holds_from=BEGAN, by=by, at=at).number == 1


def test_only_a_decision_agrees_and_only_the_first_may_be_older_than_the_record(
    world: World, by: Actor, at: datetime
) -> None:
    draft = draft_terms(group=world.oversight, wording=Wording("One."), by=by, at=at)
    with pytest.raises(Refusal, match="Choose the decision"):
        agree_terms(terms=draft, decision=None, words="  ", holds_from=APRIL, by=by, at=at)
    with pytest.raises(Refusal, match="agreed by a decision"):
        agree_terms(terms=draft, decision=Ref("action", 1), holds_from=APRIL, by=by, at=at)
    agree_terms(terms=draft, decision=None, words="Minutes of 4 March 2021", holds_from=APRIL, by=by, at=at)
    second = draft_terms(group=world.oversight, wording=Wording("Two."), by=by, at=at)
    with pytest.raises(Refusal, match="Choose the decision"):
        agree_terms(terms=second, decision=None, words="By e-mail", holds_from=OCTOBER, by=by, at=at)
    assert TermsVersion.objects.get(pk=second.pk).is_draft


def test_a_group_has_one_draft_and_what_is_agreed_stays(world: World, by: Actor, at: datetime) -> None:
    draft = draft_terms(group=world.oversight, wording=Wording("One."), by=by, at=at)
    with pytest.raises(Refusal, match="There is a draft already"):
        draft_terms(group=world.oversight, wording=Wording("Other."), by=by, at=at)
    changed = change_draft(terms=draft, wording=Wording("One and more.", 5), version=1, by=by, at=at)
    with pytest.raises(Stale):
        change_draft(terms=draft, wording=Wording("Late."), version=1, by=by, at=at)
    with pytest.raises(Stale):
        agree_terms(terms=draft, decision=None, words="Minutes", holds_from=APRIL, version=1, by=by, at=at)
    agree_terms(terms=changed, decision=None, words="Minutes", holds_from=APRIL, by=by, at=at)
    for deed in (
        lambda: change_draft(terms=draft, wording=Wording("After."), by=by, at=at),
        lambda: drop_draft(terms=draft, by=by, at=at),
        lambda: agree_terms(terms=draft, decision=None, words="Again", holds_from=OCTOBER, by=by, at=at),
    ):
        with pytest.raises(Refusal, match="Version 1 is agreed and stays"):
            deed()
    assert TermsVersion.objects.get().text == "One and more."


def test_a_dropped_draft_is_gone_and_told(world: World, by: Actor, at: datetime) -> None:
    draft = draft_terms(group=world.oversight, wording=Wording("One."), by=by, at=at)
    drop_draft(terms=draft, by=by, at=at)
    assert not TermsVersion.objects.exists()
    assert Entry.objects.filter(kind="terms", key=draft.pk, verb="dropped").exists()
    with pytest.raises(Refusal, match="dropped meanwhile"):
        change_draft(terms=draft, wording=Wording("Two."), by=by, at=at)


def test_empty_and_endless_texts_are_refused(world: World, by: Actor, at: datetime) -> None:
    for text, why in (("  \n \x00", "Enter the text"), ("a" * 100_001, "more than 100,000 characters")):
        with pytest.raises(Refusal, match=why):
            draft_terms(group=world.oversight, wording=Wording(text), by=by, at=at)


def test_a_draft_is_written_compared_and_agreed_in_the_browser(world: World, by: Actor, at: datetime) -> None:
    agreed(world.oversight, "The group meets every quarter.\nSix members are a quorum.", APRIL, by, at)
    client, slug, agency = signed_in(world.business_unit), world.oversight.slug, AgencyFactory(name="Constabulary")
    begun = client.get(reverse("draft_terms", args=[slug])).content.decode()
    assert "The group meets every quarter." in begun
    said = {
        "text": "The group meets every month.\nSix members are a quorum.",
        "quorum_number": "6",
        "quorum_agencies": [agency.pk],
        "chair_decides": "on",
        "file": SimpleUploadedFile("terms.txt", b"The terms"),
    }
    assert client.post(reverse("draft_terms", args=[slug]), said).status_code == 302
    page = client.get(reverse("terms", args=[slug]), {"version": 2}).content.decode()
    for words in ("Draft, not in force", "Before: The group meets every quarter.", "terms.txt", "6 seats"):
        assert words in page
    assert "The group meets every month" not in client.get(reverse("terms", args=[slug])).content.decode()
    decision = decided(world.oversight, "The terms are agreed.")
    agree = reverse("agree_terms", args=[slug])
    assert "The terms are agreed." in client.get(agree).content.decode()
    given = {"version": 1, "decision": decision.pk, "holds_from": "1 October 2025"}
    assert client.post(agree, given).status_code == 302
    assert client.post(agree, given).status_code == 404
    member = signed_in(world.member).get(reverse("terms", args=[slug]), {"on": "2 October 2025"}).content.decode()
    for words in ("On 2 October 2025 version 2 was in force.", decision.reference, "Constabulary"):
        assert words in member


def test_a_decision_of_another_circle_agrees_nothing(world: World, by: Actor, at: datetime) -> None:
    draft = draft_terms(group=world.oversight, wording=Wording("One."), by=by, at=at)
    secret = decided(world.review)
    given = {"version": 1, "decision": secret.pk, "holds_from": "1 October 2025"}
    answer = signed_in(world.business_unit).post(reverse("agree_terms", args=[world.oversight.slug]), given)
    assert answer.status_code == 422
    assert TermsVersion.objects.get(pk=draft.pk).is_draft


def test_terms_of_a_restricted_group_are_its_own_and_reading_them_is_recorded(world: World) -> None:
    terms = TermsVersionFactory(group=world.review)
    address = reverse("terms", args=[world.review.slug])
    assert signed_in(world.business_unit).get(address).status_code == 404
    assert "The group meets every quarter" in signed_in(world.reviewer).get(address).content.decode()
    assert Reading.objects.filter(kind="terms", key=terms.pk).count() == 1
    ref = Ref("terms", terms.pk)
    assert registry.describe([ref], world.member)[ref].title == "A restricted record"
    assert "version" in registry.describe([ref], world.reviewer)[ref].title


def test_terms_are_found_by_their_words_until_a_draft_is_dropped(world: World, by: Actor, at: datetime) -> None:
    draft = draft_terms(group=world.oversight, wording=Wording("Lay members speak first."), by=by, at=at)
    rows = SearchRow.objects.filter(kind="terms", key=draft.pk)
    assert rows.get().circle_id == world.oversight.circle_id
    address = reverse("search")
    for user, finds in ((world.member, True), (world.reviewer, False)):
        shown = signed_in(user).get(address, {"q": "lay members"}).content.decode()
        assert ("Terms of reference of the Practice" in shown) is finds
    before = {row.title for row in SearchRow.objects.all()}
    fill(by=by, at=at)
    assert {row.title for row in SearchRow.objects.all()} == before
    drop_draft(terms=draft, by=by, at=at)
    assert not rows.exists()


def test_a_decision_leads_to_the_terms_it_agreed(world: World, by: Actor, at: datetime) -> None:
    terms = agreed(world.oversight, "One.", APRIL, by, at)
    decision = Ref("decision", terms.agreed_key or 0)
    assert Ref("terms", terms.pk) in registry.led_to([decision])[decision]
    assert registry.came_from([Ref("terms", terms.pk)])[Ref("terms", terms.pk)] == [decision]
