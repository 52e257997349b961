"""The parts of a round as its page lists them: the silent first, then the answered, then those nobody could ask, each
by name, a page at a time."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.db.models import Case, Count, Q, QuerySet, Value, When

from plait.rounds.models import Asking, Request, Round
from plait.rounds.queries.reading import requests_of


class Kind(StrEnum):
    SILENT = "silent"
    HEARD = "heard"
    UNASKED = "unasked"


STATES: Mapping[Kind, tuple[Asking, ...]] = {
    Kind.SILENT: (Asking.ASKED, Asking.PARTLY, Asking.CLOSED),
    Kind.HEARD: (Asking.ANSWERED, Asking.TOLD),
    Kind.UNASKED: (Asking.NO_ADDRESS, Asking.NOT_SETTLED),
}
_TURN = Case(*(When(state__in=states, then=Value(nth)) for nth, states in enumerate(STATES.values())))


def kind_of(request: Request) -> Kind:
    return next(kind for kind, states in STATES.items() if request.state in states)


def counts(held: Round) -> dict[Kind, int]:
    """How many parts of each kind the round has."""
    by_state = Request.objects.filter(round=held).order_by().values_list("state").annotate(many=Count("pk"))
    many = dict(by_state)
    return {kind: sum(many.get(state, 0) for state in states) for kind, states in STATES.items()}


def keys_of(held: Round, kind: Kind | None, words: str) -> QuerySet[Request, int]:
    """Keys of the parts of one kind, or of all, whose owner's name holds these words."""
    found = Request.objects.filter(round=held)
    found = found.filter(state__in=STATES[kind]) if kind else found
    if words:
        found = found.filter(Q(words__icontains=words) | Q(person__name__icontains=words))
    return found.order_by(_TURN, "person__name", "words", "pk").values_list("pk", flat=True)


def with_letters(held: Round, keys: Sequence[int]) -> list[Request]:
    """These parts, as `requests_of` has them, in the order of their keys given."""
    found = {request.pk: request for request in requests_of(held).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]
