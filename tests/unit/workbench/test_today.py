"""Today: what waits for the person who looks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.commands import grant
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.workbench.queries.today import waiting_for
from tests.factories.foundations import UserFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import World
from tests.unit.workbench.conftest import MakeAction

TODAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_new_partnership_is_told_what_to_do_first(world: World, sign_in: SignIn) -> None:
    said = page(sign_in(world.business_unit))
    assert "No actions yet." in said
    assert "Add minutes" in said
    assert "past the date" not in said


def test_a_member_of_a_new_partnership_is_not_asked_to_add_minutes(world: World, sign_in: SignIn) -> None:
    said = page(sign_in(world.member))
    assert "Nothing waits for you." in said
    assert "Add minutes" not in said


def test_the_day_is_the_title(world: World, sign_in: SignIn) -> None:
    assert '<h1 class="pl-title">Wednesday 14 October</h1>' in page(sign_in(world.business_unit))


def test_an_unsettled_owner_is_a_question_that_one_press_answers(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    carver, coyle = PersonFactory(name="Sunita Carver"), PersonFactory(name="Stephen Coyle")
    PostFactory(title="Named nurse", holder=carver, agency=AgencyFactory(short_name="Wend Valley"))
    make_action("SC to bring the sibling mapping", owner="SC", candidates=[carver, coyle])
    said = page(sign_in(world.business_unit))
    assert "Who is “SC” in ACT-0001?" in said
    assert "SC to bring the sibling mapping" in said
    assert said.index("Stephen Coyle") < said.index("Sunita Carver")
    assert "Named nurse, Wend Valley" in said
    assert f'name="person" value="{coyle.pk}"' in said


def test_the_press_that_answers_leads_back_to_today(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    coyle = PersonFactory(name="Stephen Coyle")
    action = make_action(owner="SC", candidates=[coyle])
    address = reverse("settle_owner", args=[action.reference, action.responsibilities.get().pk])
    answer = sign_in(world.business_unit).post(address, {"person": coyle.pk, "next": "/"}, follow=True)
    said = " ".join(answer.content.decode().split())
    assert answer.redirect_chain == [("/", 302)]
    assert "Stephen Coyle answers for ACT-0001 now." in said
    assert "Who is “SC”" not in said


def test_only_who_may_answer_is_asked(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action(owner="SC")
    for user in (world.member, world.scrutineer, world.outsider):
        assert "Who is “SC”" not in page(sign_in(user))


def test_of_fifteen_questions_five_are_shown_and_ten_are_one_press_away(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    for n in range(15):
        make_action(f"Task {n}", owner="SC")
    client = sign_in(world.business_unit)
    first, everything = page(client), page(client, "?questions=all")
    assert first.count("Who is “SC”") == 5
    assert ">10 more<" in first
    assert "15 questions</a> hold up 15 actions." in first
    assert everything.count("Who is “SC”") == 15
    assert "more</a>" not in everything


def test_a_restricted_question_shows_neither_words_nor_candidates(
    world: World, make_action: MakeAction, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    grant(circle=world.review.circle, person=world.business_unit.person, starts_on=TODAY, by=by, at=at)
    candidate = PersonFactory(name="Hester Vane")
    make_action("Speak to the family of J", group=world.review, owner="Aunt Hettie", candidates=[candidate])
    said = page(sign_in(world.business_unit))
    assert "Who answers for ACT-0001?" in said
    for hidden in ("family of J", "Hester Vane", "Hettie"):
        assert hidden not in said


def test_the_oldest_past_the_date_stands_first_with_what_blocks_it(
    world: World, make_action: MakeAction, sign_in: SignIn, blocked: dict[str, object]
) -> None:
    make_action("Newer", due_on=date(2026, 10, 1))
    make_action("Older", due_on=date(2026, 3, 1), blocked_words="The licence names another team", **blocked)
    make_action("Not yet", due_on=date(2026, 10, 14))
    said = page(sign_in(world.business_unit))
    assert said.index("Older") < said.index("Newer")
    assert "Not yet" not in said
    assert "The licence names another team" in said
    assert "7 months over" in said
    assert "Two actions</a> are past the date." in said


def test_a_restricted_action_shows_its_safe_title_even_to_its_circle(
    world: World, make_action: MakeAction, sign_in: SignIn, blocked: dict[str, object]
) -> None:
    make_action(
        "Ask about the bruise",
        group=world.review,
        due_on=date(2026, 9, 1),
        blocked_words="Trial of Mr K",
        **blocked,
    )
    said = page(sign_in(world.reviewer))
    assert "Action of the Case review group" in said
    assert "bruise" not in said
    assert "Mr K" not in said


def test_another_circle_shows_nothing(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action(group=world.review, due_on=date(2026, 9, 1), due_hard=True)
    for user in (world.member, world.business_unit, world.scrutineer):
        assert "ACT-0001" not in page(sign_in(user))


def test_a_member_finds_their_own_actions_first(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action("Somebody else's", due_on=date(2026, 1, 1))
    make_action("Mine", owner=world.member.person, due_on=date(2026, 9, 30))
    make_action("Mine later", owner=world.member.person, due_on=date(2026, 12, 1))
    said = page(sign_in(world.member))
    assert said.index("Your actions") < said.index("Oldest actions past the date")
    assert "You answer for <a" in said
    assert "two open actions</a>; one is past the date." in said


def test_an_owner_outside_the_circle_finds_the_action(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action("Send the figures", owner=world.outsider.person)
    said = page(sign_in(world.outsider))
    assert "Send the figures" in said
    assert "You answer for one open action; it is not past the date." in said
    assert "view=mine" not in said


def test_a_hard_date_says_how_far_it_is_or_that_it_was_missed(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    make_action("Front door opens", due_on=date(2026, 10, 30), due_hard=True)
    make_action("Report sent", due_on=date(2026, 10, 12), due_hard=True)
    said = page(sign_in(world.scrutineer))
    assert "Hard date 30 Oct" in said
    assert "in 16 days" in said
    assert "missed, 2 days over" in said


def test_where_nothing_waits_the_page_says_so(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action(due_on=TODAY + timedelta(days=30))
    said = page(sign_in(world.business_unit))
    assert "Nothing is past the date, and nothing waits for an answer." in said
    assert "Nothing that you may see is past its date." in said


def test_somebody_who_may_see_nothing_has_a_page_too(db: None, sign_in: SignIn) -> None:
    assert "Nothing waits for you." in page(sign_in(UserFactory()))


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_does_not_grow(
    world: World,
    make_action: MakeAction,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
    many: int,
) -> None:
    for n in range(many):
        make_action(f"{n} asked", owner="SC", candidates=[PersonFactory()], due_on=date(2026, 1, 1), due_hard=True)
        make_action(f"{n} mine", owner=world.business_unit.person, due_on=date(2026, 1, 1))
    with django_assert_max_num_queries(22):
        waiting_for(world.business_unit, on=TODAY, questions=5)
