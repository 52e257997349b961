"""The pages on which people, agencies and posts are added and changed."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from plait.actions.models import Action
from plait.core import registry
from plait.core.registry import Ref
from plait.people.models import Agency, Person
from plait.workbench.presenters.amounts import beginning, many


@dataclass(frozen=True, slots=True)
class Ask:
    """A page with one form: its heading, what its button says, where it came from and goes back to."""

    title: str
    button: str
    back: str
    back_words: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """`url` is empty for who may not change agencies, `asked_url` for who may not see what is asked of it."""

    name: str
    short_name: str
    sector: str
    url: str
    asked_url: str


def of_people(title: str, button: str) -> Ask:
    return Ask(title, button, reverse("people"), "People")


def of_person(person: Person, title: str, button: str) -> Ask:
    return Ask(title, button, reverse("person", args=[person.pk]), person.name)


def of_agencies(title: str, button: str) -> Ask:
    return Ask(title, button, reverse("agencies"), "Agencies")


def agency_rows(agencies: Iterable[Agency], *, may_change: bool, may_ask: Container[int]) -> list[AgencyRow]:
    """`may_ask`: keys of the agencies of which the reader may see all that is asked of them."""

    def address(name: str, agency: Agency, may: bool) -> str:
        return reverse(name, args=[agency.slug]) if may else ""

    return [
        AgencyRow(
            agency.name,
            agency.short_name,
            agency.sector,
            address("change_agency", agency, may_change),
            address("asked_of_agency", agency, agency.pk in may_ask),
        )
        for agency in agencies
    ]


def what_is_held(person: Person, actions: Sequence[Action], by_post: Sequence[Action]) -> list[str]:
    """What somebody leaves behind, in words: posts, seats, an account, and actions as far as the viewer may see.

    `actions`: open ones by name. `by_post`: open ones that only a post of theirs answers for.
    """
    held = registry.holdings(Ref("person", person.pk))
    seen = {action.pk for action in actions}
    others = [h for h in held if h.ref.kind != "action"]
    unseen = sum(1 for h in held if h.ref.kind == "action" and h.ref.key not in seen)
    words = [beginning(h.words) for h in others]
    if actions:
        words.append(f"{beginning(many(len(actions), 'open action'))} by name: {_references(actions)}")
    if by_post:
        what = beginning(many(len(by_post), "open action"))
        words.append(f"{what} by a post: {_references(by_post)}. They go to whoever takes the post below, or wait")
    if unseen:
        hidden = beginning(many(unseen, "open action"))
        words.append(f"{hidden} that you may not see: somebody in their circle hands them over")
    return words


def _references(actions: Sequence[Action]) -> str:
    return ", ".join(action.reference for action in actions)
