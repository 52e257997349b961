"""Beginning an empty installation from the command line."""

import builtins
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from plait.access.models import Role
from plait.access.queries import roles_of
from plait.accounts.models import User
from plait.groups.models import Group
from plait.history.models import Entry
from plait.people.models import Partnership, Person
from plait.workbench.management.commands import first_account

pytestmark = pytest.mark.django_db
GOOD = "seven green bicycles"
GIVEN = {
    "partnership": "Marlshire Safeguarding Children Partnership",
    "group": "Strategic group",
    "name": "Ingrid O’Farrell-Żak",
    "email": "Ingrid@Marlshire.example",
}
Types = Callable[..., None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """What somebody types as passwords, and as answers to the other questions."""

    def prepare(passwords: list[str], answers: list[str] | None = None) -> None:
        def of(words: list[str]) -> Callable[[str], str]:
            waiting = iter(words)

            def ask(question: str) -> str:
                for word in waiting:
                    return word
                raise EOFError

            return ask

        monkeypatch.setattr(first_account, "getpass", of(passwords))
        monkeypatch.setattr(builtins, "input", of(answers or []))

    return prepare


def test_the_first_person_signs_in_runs_the_installation_and_belongs_to_the_business_unit(types: Types) -> None:
    types([GOOD, GOOD])
    call_command("first_account", **GIVEN)
    person = Person.objects.get()
    assert (person.name, person.email) == (GIVEN["name"], "ingrid@marlshire.example")
    assert roles_of(User.objects.get()) == {Role.ADMINISTRATOR, Role.BUSINESS_UNIT}
    browser = Client()
    answered = browser.post("/sign-in", {"login": "ingrid@marlshire.example", "password": GOOD})
    assert (answered.status_code, answered["Location"]) == (302, "/")
    page = browser.get("/meetings/add-minutes").content.decode()
    assert "Strategic group" in page
    assert Partnership.objects.get().slug == "marlshire-safeguarding-children-partnership"
    assert Group.objects.get().slug == "strategic-group"


def test_what_is_not_given_is_asked_for_and_everything_stands_in_the_history(types: Types) -> None:
    types([GOOD, GOOD], ["Marlshire  Partnership ", "Strategic group", "Ingrid Dahl", "ingrid@marlshire.example"])
    call_command("first_account")
    assert Partnership.objects.get().name == "Marlshire Partnership"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"added", "opened", "seated", "appointed", "account_opened"} <= verbs


def test_it_is_refused_once_somebody_can_sign_in(types: Types) -> None:
    types([GOOD, GOOD])
    call_command("first_account", **GIVEN)
    types([GOOD, GOOD])
    with pytest.raises(CommandError, match="has begun already"):
        call_command("first_account", **{**GIVEN, "email": "another@marlshire.example"})
    assert User.objects.count() == 1


def test_a_weak_or_mistyped_password_is_asked_for_again(types: Types, capsys: pytest.CaptureFixture[str]) -> None:
    types(["short", GOOD, "another one", GOOD, GOOD])
    call_command("first_account", **GIVEN)
    told = capsys.readouterr().err
    assert "at least 12 characters" in told
    assert "The two are not the same." in told
    assert User.objects.get().check_password(GOOD)


@pytest.mark.parametrize(
    ("passwords", "changed", "says"),
    [
        (["short"] * 3, {}, "No password was chosen"),
        ([], {}, "There was no answer"),
        ([GOOD, GOOD], {"name": ""}, "There was no answer"),
        ([GOOD, GOOD], {"name": "x" * 201}, "at most 200 characters"),
        ([GOOD, GOOD], {"group": "…"}, "A name has letters"),
        ([GOOD, GOOD], {"email": "ingrid at marlshire"}, "not a whole e-mail address"),
    ],
)
def test_what_cannot_be_taken_makes_nothing(
    types: Types, passwords: list[str], changed: dict[str, str], says: str
) -> None:
    types(passwords)
    with pytest.raises(CommandError, match=says):
        call_command("first_account", **{**GIVEN, **changed})
    assert [made.objects.count() for made in (Partnership, Person, Group, Entry)] == [0, 0, 0, 0]
