"""The bare list of a group's risks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.actions.models import OwnerKind
from plait.core.dates import say, say_near
from plait.core.registry import Ref, Told
from plait.groups.models import Group
from plait.risks.models import Risk, RiskState


@dataclass(frozen=True, slots=True)
class RiskRow:
    """`before` and `after` are the scores as printed: "likelihood 4, impact 5, score 20"."""

    reference: str
    history_url: str
    words: str
    owners: list[str]
    before: str
    after: str
    controls: str
    state: str
    closed: bool
    under: str
    came_from: str
    came_from_url: str


@dataclass(frozen=True, slots=True)
class RisksPage:
    group: str
    group_url: str
    restricted: bool
    rows: list[RiskRow]


def risks_page(group: Group, found: Iterable[Risk], told: Mapping[Ref, Told], *, today: date) -> RisksPage:
    """`found` carry their owners as `owners_now`; `told` are the records they came from, in words."""
    return RisksPage(
        group=group.name,
        group_url=reverse("group", args=[group.slug]),
        restricted=group.circle.restricted,
        rows=[_row(risk, told.get(Ref(risk.origin_kind, risk.origin_key or 0)), today) for risk in found],
    )


def _row(risk: Risk, origin: Told | None, today: date) -> RiskRow:
    printed = f", printed as {risk.printed_reference}" if risk.printed_reference else ""
    return RiskRow(
        reference=risk.reference,
        history_url=reverse("history_of", args=["risk", risk.pk]),
        words=risk.wording,
        owners=[
            f"{o.said} (as written)" if o.kind == OwnerKind.AS_WRITTEN else o.said
            for o in risk.owners_now  # type: ignore[attr-defined]
        ],
        before=_scores(risk.likelihood, risk.impact, risk.score),
        after=_scores(risk.likelihood_after, risk.impact_after, risk.score_after, risk.direction),
        controls=risk.controls,
        state=_state(risk),
        closed=risk.state == RiskState.CLOSED,
        under=f"Raised {say_near(risk.raised_on, today)}{printed}",
        came_from=origin.title if origin else "",
        came_from_url=origin.url if origin else "",
    )


def _state(risk: Risk) -> str:
    if risk.state == RiskState.OPEN or risk.closed_at is None:
        return RiskState(risk.state).label
    return f"Closed {say(timezone.localdate(risk.closed_at))}"


def _scores(likelihood: str, impact: str, score: str, direction: str = "") -> str:
    named = (("likelihood", likelihood), ("impact", impact), ("score", score), ("direction", direction))
    return ", ".join(f"{name} {words}" for name, words in named if words)
