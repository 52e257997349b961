"""What the pages of the business unit say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from plait.core.dates import say, say_near
from plait.core.registry import Ref, Told
from plait.groups.models import Group
from plait.rounds.clock import day_of
from plait.rounds.models import (
    Asking,
    BeforeMeetings,
    Counting,
    LeadNote,
    Pause,
    Proposal,
    ProposalKind,
    Reply,
    Request,
    Round,
)
from plait.rounds.queries.listing import Kind, kind_of
from plait.rounds.rules import can_tell_lead, is_waiting, why_silent


@dataclass(frozen=True, slots=True)
class RoundRow:
    group: str
    url: str
    when: str
    heard: str
    closed: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One owner's part. `under` says when they were asked and until when; `reason` why there is silence."""

    key: int
    name: str
    agency: str
    asks: str
    state: str
    under: str
    reason: str
    can_tell: bool
    can_remind: bool
    can_note: bool
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """`many` of them there are in the round; `rows` may be a page of them."""

    heading: str
    many: int
    rows: list[RequestRow]


@dataclass(frozen=True, slots=True)
class Filter:
    url: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    key: int
    reference: str
    title: str
    url: str
    who: str
    kind: str
    asks: str
    why: str
    hard: bool


def rounds_list(rounds: Iterable[Round], today: date) -> list[RoundRow]:
    """`rounds` carry `parts` and `heard`."""
    return [
        RoundRow(
            group=str(r.group),
            url=reverse("round", args=[r.pk]),
            when=say_near(day_of(r.opened_at), today),
            heard=f"{r.heard} of {r.parts} answered",  # type: ignore[attr-defined]
            closed=f"Closed {say_near(day_of(r.closed_at), today)}" if r.closed_at else "Running",
        )
        for r in rounds
    ]


USUAL = {"days_before": 14, "counting": Counting.WORKING_DAYS, "days": 7, "remind_before": 2}


def opens_next(habit: BeforeMeetings | None, meets_on: date | None, today: date) -> str:
    """When the next round opens by itself, as far as it is known."""
    if meets_on is None:
        return "No coming meeting of this group is known yet."
    if habit is None:
        return f"The group meets next on {say_near(meets_on, today)}."
    opens = max(meets_on - timedelta(days=habit.days_before), today)
    return f"The group meets next on {say_near(meets_on, today)}; a round opens by {say_near(opens, today)}."


def habit_rows(
    groups: Iterable[Group], habits: Mapping[int, BeforeMeetings], meets: Mapping[int, date], today: date
) -> list[tuple[str, str, str]]:
    """Name, address of the setting, and how rounds of each group open."""
    return [
        (group.name, reverse("rounds_before_meetings", args=[group.slug]), _how(habits.get(group.pk), meets, today))
        for group in groups
    ]


def _how(habit: BeforeMeetings | None, meets: Mapping[int, date], today: date) -> str:
    if habit is None:
        return "By hand"
    return f"{habit.days_before} days before each meeting. {opens_next(habit, meets.get(habit.group_id), today)}"


def time_to_answer(held: Round) -> str:
    unit = "working day" if held.counting == Counting.WORKING_DAYS else "day"
    return f"{held.days} {unit}{'' if held.days == 1 else 's'} to answer, from the day a letter was sent"


HEADINGS = {Kind.SILENT: "Not answered", Kind.HEARD: "Answered", Kind.UNASKED: "Could not be asked"}


def filters(held: Round, many: Mapping[Kind, int], chosen: Kind | None, words: str) -> list[Filter]:
    """Everybody, then each kind of parts, as links that keep what was searched for."""
    address = reverse("round", args=[held.pk])

    def one(kind: Kind | None, label: str, count: int) -> Filter:
        asked = {name: value for name, value in (("show", kind or ""), ("q", words)) if value}
        return Filter(f"{address}?{urlencode(asked)}" if asked else address, label, count, kind == chosen)

    return [
        one(None, "All", sum(many.values())),
        *(one(kind, label, many[kind]) for kind, label in HEADINGS.items()),
    ]


def sections(
    requests: Sequence[Request],
    many: Mapping[Kind, int],
    due: Mapping[int, date],
    agencies: Mapping[int, str],
    held: Round,
    now: datetime,
) -> list[Section]:
    """The silent, the answered, and those nobody could ask; each by name, so that nobody is ranked. `many` is how many
    there are of each, of which `requests` may be a page."""
    rows: dict[Kind, list[RequestRow]] = {kind: [] for kind in HEADINGS}
    for request in requests:
        rows[kind_of(request)].append(_row(request, due.get(request.pk), agencies, held, now))
    return [Section(HEADINGS[kind], many[kind], these) for kind, these in rows.items() if these]


def _row(request: Request, due: date | None, agencies: Mapping[int, str], held: Round, now: datetime) -> RequestRow:
    today, runs = day_of(now), held.closed_at is None
    silent = request.state in (Asking.ASKED, Asking.PARTLY, Asking.CLOSED)
    over = not runs or (due is not None and today > due)
    return RequestRow(
        key=request.pk,
        name=request.words,
        agency=agencies.get(request.person_id or 0, ""),
        asks=f"{request.heard_of} of {request.asks} answered",  # type: ignore[attr-defined]
        state=Asking(request.state).label,
        under=_asked_when(request, due, today),
        reason=why_silent(request, over=over) if silent else request.why_not,
        can_tell=request.person_id is not None,
        can_remind=runs
        and not is_waiting(request)
        and request.state in (Asking.ASKED, Asking.PARTLY, Asking.NO_ADDRESS),
        can_note=can_tell_lead(request, over=over) and request.note_state != LeadNote.SENT,
        note="" if request.note_state == LeadNote.NONE else LeadNote(request.note_state).label,
    )


def _asked_when(request: Request, due: date | None, today: date) -> str:
    message = request.message
    if message is None or message.sent_at is None or due is None:
        return ""
    past = " (past the date)" if today > due and request.state in (Asking.ASKED, Asking.PARTLY) else ""
    reminded = request.reminder
    again = f"; reminded {say_near(day_of(reminded.sent_at), today)}" if reminded and reminded.sent_at else ""
    late = ""
    if request.answered_at is not None and day_of(request.answered_at) > due:
        late = f"; answered {say_near(day_of(request.answered_at), today)}, after it"
    return f"Asked {say_near(day_of(message.sent_at), today)}{again}; last day {say_near(due, today)}{past}{late}"


def replies(found: Iterable[Reply], today: date) -> list[tuple[int, int, str, str, str]]:
    """What came by e-mail and waits: key, key of the part, who, when, what."""
    return [(r.pk, r.request_id, r.request.words, say_near(day_of(r.came_at), today), r.words) for r in found]


def proposal_rows(proposals: Iterable[Proposal], told: Mapping[Ref, Told]) -> list[ProposalRow]:
    """`told` are the actions in words, as far as the viewer may know."""
    return [_proposal(each, told[Ref("action", each.answer.asked.action_id)]) for each in proposals]


def _proposal(each: Proposal, action: Told) -> ProposalRow:
    answer, held = each.answer, each.answer.asked.action
    asks, why = {
        ProposalKind.NEW_DAY: (_days(held.due_on, answer.new_day), answer.because),
        ProposalKind.HAND_OVER: (f"It is “{answer.not_mine}”", answer.words),
        ProposalKind.CLOSE: ("Close this practice change", answer.words),
    }[ProposalKind(each.kind)]
    return ProposalRow(
        key=each.pk,
        reference=held.reference,
        title=action.title,
        url=action.url,
        who=answer.asked.request.words,
        kind=ProposalKind(each.kind).label,
        asks=asks,
        why=why,
        hard=held.due_hard and each.kind == ProposalKind.NEW_DAY,
    )


def _days(before: date | None, after: date | None) -> str:
    was = say(before) if before else "no date"
    return f"{was} becomes {say(after)}" if after else was


def pause_words(pauses: Iterable[Pause], today: date) -> list[tuple[int, str]]:
    return [
        (
            p.pk,
            f"{p.person.name if p.person else 'School seats'}: {say_near(p.first, today)} to "
            f"{say_near(p.last, today)}{f', {p.words}' if p.words else ''}",
        )
        for p in pauses
    ]
