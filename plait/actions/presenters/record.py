"""One action's page in words: what is true now, its strand, its history, what the reader can do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.urls import reverse
from django.utils import timezone

from plait.actions import rules
from plait.actions.models import Action, ActionKind, Evidence, OwnerKind, Responsibility, State
from plait.actions.presenters.words import owner_name, owner_under
from plait.actions.records import tell
from plait.core.dates import say, say_near
from plait.core.refusals import Refusal
from plait.core.registry import Told
from plait.history.models import Entry

CLOSES = {
    ActionKind.HOUSEKEEPING: "The work is done.",
    ActionKind.ENQUIRY: "The question is answered.",
    ActionKind.PRACTICE_CHANGE: "The work is done. Whether practice changed is looked at later.",
}


@dataclass(frozen=True, slots=True)
class Owner:
    key: int
    name: str
    under: str
    unsettled: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to press. `why_not` is the sentence where it cannot be done now."""

    words: str
    url: str
    primary: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A knot of the strand. `place`: before, branch, here, after, none."""

    place: str
    when: str
    title: str
    reference: str = ""
    url: str = ""
    under: str = ""
    restricted: bool = False
    dashed: bool = False


class Bond(Enum):
    """How another action is tied to this one, in the words of the strand."""

    WAITS_FOR = "Waits for"
    IS_WAITED_FOR = "Waits for this one"
    GOES_ON = "Goes on as"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    when: str
    at: datetime
    who: str
    what: str


def _refused(check: object) -> str:
    try:
        check()  # type: ignore[operator]
    except Refusal as refusal:
        return refusal.sentence
    return ""


def owners(held: Iterable[Responsibility]) -> list[Owner]:
    return [Owner(h.pk, owner_name(h), owner_under(h), h.kind == OwnerKind.AS_WRITTEN, h.leads) for h in held]


def deeds(action: Action, standing: rules.Standing) -> list[Deed]:
    """What this reader can do, through the rules that refuse it; nothing for one who only reads."""

    def to(name: str) -> str:
        return reverse(name, args=[action.reference])

    if not (standing.runs or standing.answers):
        return []
    update = Deed(
        "Write an update", to("update_action"), True, _refused(lambda: rules.check_can_update(action, standing))
    )
    if not standing.runs:
        adding = [Deed("Add a file", to("add_evidence"))] if action.is_open else []
        handing = [Deed("Hand it on", to("hand_on_action"))] if standing.leads and action.is_open else []
        return [update, *adding, *handing]
    if not action.is_open:
        return [Deed("Open it again", to("reopen_action"), True)]
    return [
        update,
        Deed("Change it", to("change_action")),
        Deed("Add a file", to("add_evidence")),
        Deed("Close the action", to("close_action")),
        Deed("Close it as not done", to("close_action_not_done")),
    ]


def words_as_minuted(entries: Iterable[Entry]) -> str:
    """What the minutes say, where somebody changed the words since or when confirming; empty where nobody did."""
    first = ""
    for entry in entries:  # the newest first
        said = entry.detail.said if hasattr(entry, "detail") else {}
        if entry.verb == "changed" and isinstance(said.get("wording"), dict):
            first = said["wording"].get("from", "")
        if entry.verb == "assigned" and said.get("as_minuted"):
            first = said["as_minuted"]
    return first


def minuted_line(action: Action, *, knows: bool, origin: Told | None, changed: bool = False) -> tuple[str, str]:
    """("Words as minuted on 8 July 2026, lines 151 to 152", address of the meeting), as far as the reader may know."""
    if not action.origin_kind:
        return f"Added on {say(action.minuted_on)}", ""
    said = f"{'Minuted' if changed else 'Words as minuted'} on {say(action.minuted_on)}"
    if not knows:
        return said, ""
    if action.first_line:
        last = action.last_line or action.first_line
        said += f", lines {action.first_line} to {last}" if last != action.first_line else f", line {last}"
    return said, origin.url if origin else ""


def now_words(action: Action, today: date) -> str:
    """What stands beside the state: what blocks, since when, or how it ended."""
    if action.state == State.BLOCKED and action.blocked_since:
        by = f"It waits for {action.blocked_by.reference}. " if action.blocked_by else ""
        return f"{by}{action.blocked_words} Since {say_near(action.blocked_since, today)}.".strip()
    if action.closed_at:
        day = say_near(timezone.localdate(action.closed_at), today)
        who = f" by {action.closed_by.name}" if action.closed_by else ""
        return f"On {day}{who}."
    return ""


def due_line(action: Action, today: date) -> str:
    """How the day came about: the minutes' own words."""
    return f"“{action.due_words}”" if action.due_words and action.due_on else ""


def strand(
    action: Action,
    *,
    before: Sequence[Told],
    handed: Sequence[Step] = (),
    bound: Sequence[tuple[Bond, Told]],
    today: date,
) -> list[Step]:
    """Where it came from, this action, what came of it. Several origins or outcomes branch off.

    `handed`: from group to group. `bound`: other actions as far as the reader may see them, each with how it is tied
    to this one.
    """
    steps = [_told(t, "branch" if i else "before") for i, t in enumerate(before)]
    steps += handed
    steps.append(Step("here", "This action", action.safe_title or action.wording, action.reference))
    times, said_at = getattr(action, "said_times", 0), getattr(action, "said_at", None)
    if times and said_at:
        count = "1 update" if times == 1 else f"{times} updates"
        last = say_near(timezone.localdate(said_at), today)
        words = getattr(action, "last_word", "") or "Nothing was written."
        steps.append(Step("after", f"{count}, the last on {last}", words, dashed=action.is_open))
    steps += [_told(told, "branch", bond.value) for bond, told in bound]
    if action.blocked_by_id and all(bond != Bond.WAITS_FOR for bond, _ in bound):
        steps.append(Step("branch", Bond.WAITS_FOR.value, "An action you do not see"))
    steps.append(_outcome(action))
    return steps


def handed_over(entries: Iterable[Entry], today: date) -> list[Step]:
    """Each hand-over from one group to another, the first one first."""
    steps = []
    for entry in entries:  # the newest first
        said = entry.detail.said if hasattr(entry, "detail") else {}
        if entry.verb == "handed_over" and said.get("to"):
            day = say_near(timezone.localdate(entry.at), today)
            steps.append(Step("before", f"{day}, handed over", f"From the {said.get('from')} to the {said['to']}"))
    return steps[::-1]


def _told(told: Told, place: str, lead: str = "") -> Step:
    return Step(place, lead or told.lead, told.title, told.reference, told.url, told.detail, told.restricted)


def _outcome(action: Action) -> Step:
    if action.state == State.DONE and action.answer:
        return Step("after", "What came of it", action.answer)
    if action.state == State.DONE and action.kind == ActionKind.PRACTICE_CHANGE:
        return Step("none", "What came of it", "The work is done. Impact not yet shown.")
    if action.state == State.DONE:
        return Step("after", "What came of it", "Done.")
    if action.state == State.NOT_DONE:
        return Step("after", "What came of it", f"Not done, because: {action.not_done_because}")
    return Step("none", "What came of it", "Nothing yet.")


def history(entries: Iterable[Entry], *, knows: bool = True) -> list[HistoryLine]:
    """Newest first: time, person, what changed, and for whom. Files and circles are named to those
    in the circle alone."""
    lines = []
    for entry in entries:
        if entry.verb in ("evidence_added", "put_into_circle") and not knows:
            continue
        detail = getattr(entry, "detail", None)
        said = detail.said if detail else {}
        who = said.get("by", "Somebody") if detail else "Words removed"
        behalf = f", on behalf of {said['on_behalf_of']}," if said.get("on_behalf_of") else ""
        at = timezone.localtime(entry.at)
        when = f"{at.day} {at:%b} {at:%H:%M}" if at.year == timezone.localdate().year else f"{at.day} {at:%b %Y}"
        lines.append(HistoryLine(when, entry.at, f"{who}{behalf}", tell(entry.verb, said) if detail else entry.verb))
    return lines


def evidence_lines(evidence: Iterable[Evidence]) -> list[tuple[str, str, str]]:
    """(name, address, words) of each file."""
    return [(e.file.name, reverse("file", args=[e.file_id]), e.words) for e in evidence]
