"""One action as a line of a list. A restricted action shows its safe title and nothing that was said of it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.actions.models import Action, DueKind, OwnerKind, Responsibility, State
from plait.actions.naming import unsettled
from plait.core.dates import say_near
from plait.workbench.presenters.amounts import how_far, over, short_day


@dataclass(frozen=True, slots=True)
class Blocker:
    words: str
    reference: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """`due` is the day in words and `due_note` how far away it is; `past` is set when the day has passed."""

    reference: str
    url: str
    title: str
    restricted: bool
    group: str
    state: str
    blocked: bool
    due: str
    due_note: str
    due_short: str
    over: str
    past: bool
    hard: bool
    blocker: Blocker
    owners: list[str]


def action_row(action: Action, today: date) -> ActionRow:
    restricted = action.circle.restricted
    past = action.due_on is not None and action.due_on < today
    return ActionRow(
        reference=action.reference,
        url=reverse("action", args=[action.reference]),
        title=action.safe_title or "A restricted action" if restricted else action.wording,
        restricted=restricted,
        group=str(action.group),
        state=action.get_state_display(),
        blocked=action.state == State.BLOCKED,
        due=_due(action, today),
        due_note=_due_note(action, today, past),
        due_short=short_day(action.due_on, today) if action.due_on else "",
        over=over(action.due_on, today) if past and action.due_on else "",
        past=past,
        hard=action.due_hard,
        blocker=_blocker(action, today),
        owners=[owner_words(owner) for owner in action.owners_now],  # type: ignore[attr-defined]
    )


def _due(action: Action, today: date) -> str:
    if action.due_on is None:
        return action.due_words if action.due_words and not action.circle.restricted else "No date"
    day = say_near(action.due_on, today)
    return f"Next meeting, {day}" if action.due_kind == DueKind.NEXT_MEETING else day


def _due_note(action: Action, today: date, past: bool) -> str:
    if action.due_on is None:
        return ""
    if past:
        return f"missed, {over(action.due_on, today)}" if action.due_hard else over(action.due_on, today)
    return how_far(action.due_on, today)


def _blocker(action: Action, today: date) -> Blocker:
    """What blocks it, and since when; otherwise where it stands and when it was last heard of."""
    if action.state != State.BLOCKED:
        heard = f"Last heard {say_near(action.last_heard_on, today)}" if action.last_heard_on else "Nothing heard yet"
        return Blocker(action.get_state_display(), note=heard)
    since = f"Blocked since {say_near(action.blocked_since, today)}" if action.blocked_since else "Blocked"
    if action.circle.restricted:
        return Blocker(since)
    if action.blocked_words:
        return Blocker(action.blocked_words, note=since)
    if action.blocked_by:
        reference = action.blocked_by.reference
        return Blocker("Waits for", reference, reverse("action", args=[reference]), note=since)
    return Blocker(since)


def owner_words(owner: Responsibility) -> str:
    """The person's name; the post and who holds it; otherwise as minuted. "SC: who?" where nobody has settled it."""
    if owner.kind == OwnerKind.PERSON and owner.person:
        return owner.person.name
    if owner.kind == OwnerKind.POST and owner.post:
        return f"{owner.post.title} ({owner.post.holder.name})" if owner.post.holder else owner.post.title
    if owner.kind == OwnerKind.AGENCY and owner.agency:
        return str(owner.agency)
    if owner.kind == OwnerKind.GROUP and owner.group:
        return str(owner.group)
    if owner.kind == OwnerKind.AS_WRITTEN:
        return unsettled(owner.words)
    return owner.words or "All partners"
