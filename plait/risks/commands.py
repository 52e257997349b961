"""Everything that changes risks: raising one, bringing it up to date, closing it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from plait.access.models import Circle
from plait.actions.choices import OwnerChoice
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.references import take_numbers
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.people.models import Person
from plait.risks import rules
from plait.risks.choices import NOT_PRINTED, Scores
from plait.risks.models import PREFIX, Risk, RiskOwner, RiskState
from plait.search.commands import Findable, index


@command
def raise_risk(
    *,
    group: Group,
    wording: str,
    owners: Sequence[OwnerChoice] = (),
    scores: Scores = NOT_PRINTED,
    controls: str = "",
    origin: Ref | None,
    circle: Circle,
    raised_on: date,
    lines: tuple[int, int] | None = None,
    printed_reference: str = "",
    by: Actor,
    at: datetime,
) -> Risk:
    """Put a risk into the group's register. `lines` are those of the minutes it was read from."""
    kept = rules.check_wording(wording)
    risk = Risk.objects.create(
        number=take_numbers(PREFIX)[0],
        wording=kept,
        group=group,
        circle=circle,
        origin_kind=origin.kind if origin else "",
        origin_key=origin.key if origin else None,
        first_line=lines[0] if lines else None,
        last_line=lines[1] if lines else None,
        printed_reference=printed_reference[:40],
        raised_on=raised_on,
        controls=controls.strip(),
        **asdict(scores),
    )
    _give(risk, owners)
    _index(risk, by, at)
    said = {"wording": kept, "owners": [owner.said() for owner in owners], **scores.printed()}
    record(ref=Ref("risk", risk.pk), verb="raised", said=said, by=by, at=at)
    return risk


@command
def bring_up_to_date(
    *,
    risk: Risk,
    wording: str,
    scores: Scores,
    controls: str,
    owners: Sequence[OwnerChoice] | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Risk:
    """The register says something else of the risk now. `owners` None: they stay as they are."""
    held = _locked(risk, version)
    rules.check_is_open(held)
    before = _as_said(held)
    held.wording, held.controls = rules.check_wording(wording), controls.strip()
    for name, words in asdict(scores).items():
        setattr(held, name, words)
    if owners is not None:
        RiskOwner.objects.filter(risk=held).delete()
        _give(held, owners)
    after = _as_said(held)
    changed: dict[str, object] = {
        name: {"from": before[name], "to": after[name]} for name in after if after[name] != before[name]
    }
    if not changed:
        return nothing_changed(held)
    _index(held, by, at)
    return _keep(held, "brought_up_to_date", changed, by, at)


@command
def close_risk(
    *, risk: Risk, because: str, on: datetime | None = None, version: int | None = None, by: Actor, at: datetime
) -> Risk:
    """The risk is no more. `on`: when it was closed, where that was earlier than now."""
    held = _locked(risk, version)
    rules.check_can_close(held, because)
    held.state, held.because = RiskState.CLOSED, because.strip()
    held.closed_at, held.closed_by_id = on or at, by.person_id
    return _keep(held, "closed", {"because": held.because}, by, at)


@command
def hand_over_risks(*, group: Group, to: Group, by: Actor, at: datetime) -> int:
    """The open risks of a group stand in another group's register from now on; answers how many went.

    Where the old group's circle knew, the new group's knows now; a restricted circle stays as it is.
    """
    still = Risk.objects.select_for_update(of=("self",)).filter(group=group, state=RiskState.OPEN)
    held = list(still.select_related("group", "circle").order_by("number"))
    for risk in held:
        if not risk.circle.restricted and risk.circle_id == group.circle_id:
            risk.circle = to.circle
        risk.group = to
        _index(risk, by, at)
        _keep(risk, "handed_over", {"from": group.name, "to": to.name}, by, at)
    return len(held) or nothing_changed(0)


@command
def own_instead(*, risks: Sequence[Risk], person: Person, to: Person, by: Actor, at: datetime) -> int:
    """`to` owns from now on what `person` owned by name. Answers how many risks changed."""
    changed = 0
    for risk in risks:
        held = _locked(risk, None)
        theirs = RiskOwner.objects.filter(risk=held, person=person)
        if not theirs.exists():
            continue
        before = _as_said(held)["owners"]
        if RiskOwner.objects.filter(risk=held, person=to).exists():
            theirs.delete()
        else:
            theirs.update(person=to)
        _index(held, by, at)
        _keep(held, "brought_up_to_date", {"owners": {"from": before, "to": _as_said(held)["owners"]}}, by, at)
        changed += 1
    return changed or nothing_changed(0)


@command
def put_into_circle(*, risks: Sequence[Risk], circle: Circle, because: str = "", by: Actor, at: datetime) -> int:
    """The risks belong to another circle from now on, `because` where a reason was given; answers how many went."""
    keys = [risk.pk for risk in risks]
    found = Risk.objects.select_for_update(of=("self",)).select_related("group").filter(pk__in=keys)
    held = list(found.exclude(circle=circle).order_by("number"))
    for risk in held:
        risk.circle = circle
        _index(risk, by, at)
        _keep(risk, "put_into_circle", {"to": circle.name, **({"because": because} if because else {})}, by, at)
    return len(held) or nothing_changed(0)


def _locked(risk: Risk, version: int | None) -> Risk:
    held = Risk.objects.select_for_update(of=("self",)).select_related("group", "circle").get(pk=risk.pk)
    rules.check_version(held, version)
    return held


def _keep(risk: Risk, verb: str, said: dict[str, object], by: Actor, at: datetime) -> Risk:
    risk.version += 1
    risk.save()
    record(ref=Ref("risk", risk.pk), verb=verb, said=said, by=by, at=at)
    return risk


def _give(risk: Risk, owners: Sequence[OwnerChoice]) -> None:
    for position, owner in enumerate(owners):
        RiskOwner.objects.create(
            risk=risk,
            position=position,
            kind=owner.kind,
            words=owner.words[:200],
            person=owner.person,
            post=owner.post,
            agency=owner.agency,
            group=owner.group,
        )


def _as_said(risk: Risk) -> dict[str, object]:
    scores = {name: getattr(risk, name) for name in asdict(NOT_PRINTED)}
    owners = RiskOwner.objects.filter(risk=risk).select_related("person", "post", "agency", "group")
    said = [owner.said for owner in owners.order_by("position")]
    return {"wording": risk.wording, "controls": risk.controls, "owners": said, **scores}


def _index(risk: Risk, by: Actor, at: datetime) -> None:
    title = f"Risk {risk.reference} of the {risk.group}" if risk.circle.restricted else risk.wording
    text = f"{risk.wording} {risk.controls}"
    found = Findable(Ref("risk", risk.pk), risk.circle_id, title, text, group=risk.group_id, on=risk.raised_on)
    index(records=[found], by=by, at=at)
