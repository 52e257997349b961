"""Identifiers of what one may not know, put into addresses and forms: refused, and nothing changed.

That every address refuses every kind of place stands in tests/guards/test_routes.py; here the forms are filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.commands import write_update
from plait.actions.models import Action, State
from plait.core.actor import Actor
from plait.meetings.models import AgainWay
from tests.attack.conftest import SECRET, SignIn, Unchanged
from tests.factories.again import BatchFileFactory, LooseEndFactory
from tests.factories.matters import MatterFactory
from tests.factories.meetings import FindingFactory, MinutesImportFactory, QuestionFactory, TextPartFactory
from tests.factories.risks import RiskFactory
from tests.factories.trackers import OwnerQuestionFactory, TrackerImportFactory, TrackerRowFactory
from tests.small_partnership import World

MakeAction = Callable[..., Action]


@dataclass
class Hidden:
    """Records of the restricted group."""

    action: Action
    posts: list[tuple[str, list[object], dict[str, object]]]


@pytest.fixture
def hidden(world: World, make_action: MakeAction) -> Hidden:
    """Every form of a restricted record, filled in as somebody would who may."""
    act = make_action(world.review)
    minutes = MinutesImportFactory(group=world.review)
    TextPartFactory(text=minutes.text)
    FindingFactory(minutes_import=minutes, number=1)
    asked = QuestionFactory(finding=None, minutes_import=minutes, number=1)
    LooseEndFactory(minutes_import=minutes, number=1)
    batch = BatchFileFactory(batch__group=world.review, minutes_import=minutes).batch
    tracker = TrackerImportFactory(group=world.review)
    row = TrackerRowFactory(tracker=tracker, number=1)
    OwnerQuestionFactory(tracker=tracker, number=1)
    matter = MatterFactory(group=world.review)
    said: dict[str, object] = {"version": act.version, "words": "x", "because": "x", "state": "on_the_way"}
    held = act.responsibilities.get()
    of_action = ("update_action", "change_action", "close_action", "close_action_not_done", "reopen_action")
    left: dict[str, object] = {"choice": "left", "other": "", "lead": asked.pk, "document": [minutes.pk]}
    return Hidden(
        act,
        [
            *((name, [act.reference], said) for name in of_action),
            ("settle_owner", [act.reference, held.pk], {"person": world.member.person_id}),
            ("answer_question", [minutes.pk, 1], left),
            ("take_back_answer", [minutes.pk, 1], {"also": "1"}),
            ("confirm_minutes", [minutes.pk], {"version": minutes.version, "shown": [1], "finding": [1]}),
            ("finish_minutes", [minutes.pk], {"version": minutes.version}),
            ("open_minutes_again", [minutes.pk], {}),
            ("change_facts", [minutes.pk], {"version": minutes.version, "held_on": "3 March 2026"}),
            ("change_finding", [minutes.pk, "A1"], {"version": 1, "wording": "x", "kind": "housekeeping"}),
            ("drop_finding", [minutes.pk, "A1"], {}),
            ("restore_finding", [minutes.pk, "A1"], {}),
            ("choose_loose_ends", [minutes.pk], {"loose-1": "action"}),
            ("answer_batch", [batch.pk], left),
            ("take_back_batch", [batch.pk], {"lead": asked.pk, "minutes": minutes.pk}),
            ("confirm_tracker", [tracker.pk], {"version": tracker.version, "shown": [row.pk], "row": [row.pk]}),
            ("finish_tracker", [tracker.pk], {}),
            ("drop_tracker_row", [tracker.pk, 1], {}),
            ("enter_tracker_row_as_new", [tracker.pk, 1], {}),
            ("answer_tracker_question", [tracker.pk, 1], {"choice": "left"}),
            ("drop_matter", [world.review.slug, matter.pk], {"because": "x"}),
        ],
    )


def test_forms_of_a_record_one_may_not_know_answer_as_if_it_were_not_there(
    world: World, hidden: Hidden, sign_in: SignIn, unchanged: Unchanged
) -> None:
    """Also to the business unit: the restricted group has not let them in."""
    for user in (world.member, world.scrutineer, world.business_unit, world.outsider):
        client, wrong = sign_in(user), []
        with unchanged():
            for name, keys, said in hidden.posts:
                status = client.post(reverse(name, args=keys), said).status_code
                if status not in (403, 404):
                    wrong.append(f"{name} for {user.person.name}: {status}")
        assert wrong == []


def test_the_business_unit_learns_nothing_by_posting(
    world: World, hidden: Hidden, sign_in: SignIn, unchanged: Unchanged
) -> None:
    """It may do these things elsewhere, so what is hidden must answer 404, not 403."""
    client = sign_in(world.business_unit)
    with unchanged():
        for name, keys, said in hidden.posts:
            assert client.post(reverse(name, args=keys), said).status_code == 404, name


def test_a_file_is_not_added_to_an_action_one_may_not_know(
    world: World, hidden: Hidden, sign_in: SignIn, unchanged: Unchanged
) -> None:
    address = reverse("add_evidence", args=[hidden.action.reference])
    for user in (world.member, world.business_unit, world.scrutineer):
        with unchanged():
            said = {"words": "x", "file": SimpleUploadedFile("x.txt", b"x")}
            assert sign_in(user).post(address, said).status_code == 404


@pytest.mark.parametrize("name", ["add_action", "add_minutes", "add_many", "add_tracker"])
def test_nothing_is_put_into_a_group_one_is_not_in(
    world: World, sign_in: SignIn, unchanged: Unchanged, name: str
) -> None:
    """The business unit is in the open group only."""
    client = sign_in(world.business_unit)
    said = {"group": world.review.pk, "wording": "x", "kind": "housekeeping", "key": "k", "token": "t"}
    with unchanged():
        sent = {**said, "file": SimpleUploadedFile("x.txt", b"x"), "chosen": SimpleUploadedFile("x.txt", b"x")}
        assert client.post(reverse(name), sent).status_code == 422


def test_an_action_cannot_wait_for_one_that_is_hidden(
    world: World, hidden: Hidden, sign_in: SignIn, unchanged: Unchanged, make_action: MakeAction
) -> None:
    """The same sentence as for a reference that nobody has."""
    own = make_action(world.oversight, world.member, wording="Write the plan")
    client, told = sign_in(world.business_unit), []
    for reference in (hidden.action.reference, "ACT-9999"):
        said = {"version": own.version, "words": "It waits", "state": "blocked", "waits_for": reference}
        with unchanged():
            answer = client.post(reverse("update_action", args=[own.reference]), said)
        assert answer.status_code == 422
        told.append([str(e).replace(reference, "") for e in answer.context["form"].non_field_errors()])
    assert told[0] == told[1]
    assert told[0]


def test_what_an_action_waits_for_is_not_named_to_one_who_may_not_see_it(
    world: World, hidden: Hidden, sign_in: SignIn, make_action: MakeAction, by: Actor, at: datetime
) -> None:
    """In the list, on paper, in exports, on its page, in its history, on Today; and an update of theirs leaves it."""
    own = make_action(world.oversight, world.member, wording="Write the plan")
    waits = {"words": "", "state": State.BLOCKED, "blocked_by": hidden.action, "by": by, "at": at}
    write_update(action=own, **waits)  # type: ignore[arg-type]
    client, reference = sign_in(world.member), hidden.action.reference
    where = [reverse(name) for name in ("today", "actions", "actions_print", "actions_csv", "actions_json")]
    where += [reverse("action", args=[own.reference]), reverse("update_action", args=[own.reference])]
    where += [reverse("history_of", args=["action", own.pk])]
    for path in where:
        answered = client.get(path)
        told = answered.getvalue().decode()
        assert answered.status_code == 200, path
        assert own.reference in told, path
        assert reference not in told, path
    sent = {"version": Action.objects.get(pk=own.pk).version, "words": "Still", "state": "blocked", "waits_for": ""}
    assert client.post(reverse("update_action", args=[own.reference]), sent).status_code == 302
    assert Action.objects.get(pk=own.pk).blocked_by == hidden.action


def test_the_owner_of_another_action_is_not_settled_through_ones_own(
    world: World, hidden: Hidden, sign_in: SignIn, unchanged: Unchanged, make_action: MakeAction
) -> None:
    own = make_action(world.oversight, wording="Write the plan")
    theirs = hidden.action.responsibilities.get()
    address = reverse("settle_owner", args=[own.reference, theirs.pk])
    with unchanged():
        answer = sign_in(world.business_unit).post(address, {"person": world.member.person_id})
        assert answer.status_code == 409


def test_a_question_is_not_answered_through_another_batch_or_another_import(
    world: World, sign_in: SignIn, unchanged: Unchanged
) -> None:
    ours, theirs = (MinutesImportFactory(group=group) for group in (world.oversight, world.review))
    asked = QuestionFactory(finding=None, minutes_import=theirs, number=7)
    batch = BatchFileFactory(batch__group=world.oversight, minutes_import=ours).batch
    client = sign_in(world.business_unit)
    said = {"lead": asked.pk, "choice": "left", "document": [theirs.pk], "minutes": theirs.pk}
    with unchanged():
        assert client.post(reverse("answer_batch", args=[batch.pk]), said).status_code == 404
        assert client.post(reverse("take_back_batch", args=[batch.pk]), said).status_code == 404
        assert client.post(reverse("answer_question", args=[ours.pk, 7]), said).status_code == 404


def test_ticks_and_choices_with_keys_of_other_minutes_do_nothing_there(
    world: World, sign_in: SignIn, unchanged: Unchanged, make_action: MakeAction
) -> None:
    ours, theirs = (MinutesImportFactory(group=group) for group in (world.oversight, world.review))
    found = FindingFactory(minutes_import=theirs, number=1)
    act = make_action(world.review)
    client = sign_in(world.business_unit)
    said = {"do": "keep", "shown": [found.pk], "finding": [found.pk], f"again-{act.pk}": AgainWay.values[-1]}
    with unchanged():
        client.post(reverse("confirm_minutes", args=[ours.pk]), said)


def test_rows_of_another_tracker_are_not_ticked_through_ones_own(
    world: World, sign_in: SignIn, unchanged: Unchanged
) -> None:
    ours, theirs = (TrackerImportFactory(group=group) for group in (world.oversight, world.review))
    row = TrackerRowFactory(tracker=theirs, number=1)
    said = {"do": "keep", "shown": [row.pk], "row": [row.pk]}
    with unchanged():
        sign_in(world.business_unit).post(reverse("confirm_tracker", args=[ours.pk]), said)


def test_a_matter_is_not_dropped_under_the_name_of_another_group(
    world: World, sign_in: SignIn, unchanged: Unchanged
) -> None:
    matter = MatterFactory(group=world.review)
    with unchanged():
        address = reverse("drop_matter", args=[world.oversight.slug, matter.pk])
        assert sign_in(world.business_unit).post(address, {"because": "x"}).status_code == 404


VIEWS = ("actions_csv", "actions_json", "actions_print")


def test_no_list_export_or_search_tells_a_word_of_what_is_hidden(world: World, hidden: Hidden, sign_in: SignIn) -> None:
    RiskFactory(group=world.review, wording=f"{SECRET} may be moved again")
    MatterFactory(group=world.review, wording=f"The move of {SECRET}")
    key = world.review.pk
    addresses = [
        *(reverse(name) for name in ("today", "actions", "meetings", "groups", "people", *VIEWS)),
        f"{reverse('actions')}?view=all&group={key}",
        f"{reverse('actions')}?q=Quandle",
        f"{reverse('actions_csv')}?view=all&group={key}",
        f"{reverse('search')}?q=Quandle",
        f"{reverse('search')}?q={hidden.action.reference}",
        reverse("group", args=[world.review.slug]),
        reverse("person", args=[world.reviewer.person_id]),
    ]
    for user in (world.member, world.scrutineer, world.business_unit):
        client = sign_in(user)
        for address in addresses:
            answer = client.get(address, headers={"HX-Request": "true"})
            text = answer.getvalue().decode().replace("value=", "") if answer.status_code == 200 else ""
            assert SECRET not in text, f"{address} for {user.person.name}"


def test_fields_that_no_form_has_are_not_taken(world: World, sign_in: SignIn, make_action: MakeAction) -> None:
    """A form that also says who closed it, in whose circle it is, under which number: only what was asked is kept."""
    act = make_action(world.oversight, world.member, wording="Write the plan")
    extra = {
        "number": 1,
        "circle": world.review.circle_id,
        "group": world.review.pk,
        "closed_by": world.member.person_id,
        "origin_kind": "meeting",
        "origin_key": 1,
        "minuted_on": "1999-01-01",
        "safe_title": "x",
        "by": world.member.person_id,
        "pk": 1,
    }
    said = {**extra, "version": act.version, "words": "Half of it is written", "state": "on_the_way"}
    before = Action.objects.filter(pk=act.pk).values("number", "circle", "group", "minuted_on", "origin_kind").get()
    answer = sign_in(world.business_unit).post(reverse("update_action", args=[act.reference]), said)
    assert answer.status_code == 302
    now = Action.objects.filter(pk=act.pk).values("number", "circle", "group", "minuted_on", "origin_kind").get()
    assert now == before
    assert Action.objects.get(pk=act.pk).closed_by is None


def test_nobody_gives_themselves_a_role_a_seat_or_an_account(
    world: World, sign_in: SignIn, unchanged: Unchanged
) -> None:
    me: User = world.member
    said = {"role": "business_unit", "is_staff": "on", "is_superuser": "on", "person": me.person_id, "title": "Chair"}
    client = sign_in(me)
    with unchanged():
        for name, keys in (
            ("add_seat", [world.oversight.slug]),
            ("add_post", [me.person_id]),
            ("change_person", [me.person_id]),
            ("merge_people", [me.person_id]),
            ("invite_person", [me.person_id]),
            ("open_group", []),
        ):
            assert client.post(reverse(name, args=keys), said).status_code == 403, name
