"""Today in words: one sentence of counts, then what waits, oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.actions.models import Responsibility
from plait.core.dates import say_near
from plait.people.models import Post
from plait.workbench.presenters.actions import ActionRow, action_row
from plait.workbench.presenters.amounts import Piece, beginning, figure, many, weekday
from plait.workbench.presenters.meetings import ImportRow, MeetingRow, coming_row, import_row, meeting_row
from plait.workbench.queries.today import Waiting

LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    key: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Question:
    """`candidates` answer with one press. A restricted action says nothing here: it is answered on its own page."""

    asked: str
    quote: str
    where: str
    reference: str
    url: str
    settle_url: str
    restricted: bool
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class Links:
    """Where the counts lead."""

    questions: str
    mine: str
    past: str
    hard: str
    waiting: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    title: str
    sentence: list[Piece]
    questions: list[Question]
    questions_in_all: int
    questions_more: str
    asking: list[ImportRow]
    mine: list[ActionRow]
    mine_in_all: str
    mine_first: bool
    oldest: list[ActionRow]
    oldest_said: str
    oldest_restricted: bool
    hard: list[ActionRow]
    coming: list[MeetingRow]
    held: list[MeetingRow]
    waiting: list[ImportRow]
    links: Links
    may_add: bool
    new: bool


def today_page(found: Waiting, links: Links, today: date, *, may_add: bool, mine_first: bool) -> TodayPage:
    """`mine_first`: a member's own actions stand before everything else."""
    imports = [import_row(one, today) for one in found.imports]
    asking = [row for row in imports if row.questions]
    coming = [coming_row(one, today) for one in found.coming]
    mine = {action.pk for action in found.mine}
    oldest = [action for action in found.oldest if action.pk not in mine]  # each stands on the page once
    more = found.questions_in_all - len(found.questions)
    return TodayPage(
        title=weekday(today),
        sentence=sentence(found, links, imports, coming[0] if coming else None),
        questions=[question(owner, found.posts, today) for owner in found.questions],
        questions_in_all=found.questions_in_all + sum(row.questions for row in asking),
        questions_more=f"{more:,} more" if more > 0 else "",
        asking=asking,
        mine=[action_row(action, today) for action in found.mine],
        mine_in_all=figure(found.mine_in_all),
        mine_first=mine_first,
        oldest=[action_row(action, today) for action in oldest],
        oldest_said=f"{len(oldest)} of {figure(found.past)}" if oldest else "",
        oldest_restricted=any(action.circle.restricted for action in oldest),
        hard=[action_row(action, today) for action in found.hard],
        coming=coming,
        held=[meeting_row(meeting, today) for meeting in found.held],
        waiting=[row for row in imports if not row.questions],
        links=links,
        may_add=may_add,
        new=found.new,
    )


def sentence(
    found: Waiting, links: Links, imports: Sequence[ImportRow], next_meeting: MeetingRow | None
) -> list[Piece]:
    """Three questions hold up two actions. Four actions are past the date. The next meeting is in 6 days."""
    clauses: list[list[Piece]] = []
    in_minutes = sum(row.questions for row in imports)
    if asked := found.questions_in_all + in_minutes:
        clauses.append(_questions(asked, 0 if in_minutes else found.held_up, links))
    if found.mine_in_all:
        clauses.append(_mine(found.mine_in_all, found.mine_past, links))
    if found.past:
        clauses.append([Piece(beginning(many(found.past, "action")), links.past), _verb(found.past, "past the date.")])
    if imports:
        sets = beginning(many(len(imports), "set of minutes", "sets of minutes"))
        wait = " waits" if len(imports) == 1 else " wait"
        where = links.questions if all(row.questions for row in imports) else links.waiting
        clauses.append([Piece(sets, where), Piece(f"{wait} for your yes.")])
    if not clauses:
        clauses.append([Piece("Nothing is past the date, and nothing waits for an answer.")])
    if next_meeting is not None:
        meeting = Piece("next meeting", next_meeting.url)
        clauses.append([Piece("The "), meeting, Piece(f" is {next_meeting.how_far}.")])
    return _joined(clauses)


def _verb(n: int, rest: str) -> Piece:
    return Piece(f" is {rest}" if n == 1 else f" are {rest}")


def _questions(asked: int, held_up: int, links: Links) -> list[Piece]:
    count, one = Piece(beginning(many(asked, "question")), links.questions), asked == 1
    if held_up:
        return [count, Piece(f" {'holds' if one else 'hold'} up {many(held_up, 'action')}.")]
    return [count, Piece(" waits for an answer." if one else " wait for an answer.")]


def _mine(n: int, past: int, links: Links) -> list[Piece]:
    said = many(past, "is", "are") if past else "none is"
    if n == 1:
        said = "it is" if past else "it is not"
    elif past == n:
        said = "both are" if n == 2 else "all are"
    return [Piece("You answer for "), Piece(many(n, "open action"), links.mine), Piece(f"; {said} past the date.")]


def _joined(clauses: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Clauses with a space between them."""
    pieces: list[Piece] = []
    for n, clause in enumerate(clauses):
        pieces += [*([Piece(" ")] if n else []), *clause]
    return pieces


def question(owner: Responsibility, posts: Mapping[int, Post], today: date) -> Question:
    """Who is “SC” in ACT-0060? Candidates in alphabetical order, none preferred."""
    action = owner.action
    restricted = action.circle.restricted
    day = say_near(action.minuted_on, today)
    url = reverse("action", args=[action.reference])
    people = [] if restricted else sorted(owner.candidates.all(), key=lambda person: (person.name, person.pk))
    return Question(
        asked=_asked(owner, restricted),
        quote="" if restricted else _quote(action.wording),
        where=day if restricted else f"{action.group.name}, {day}",
        reference=action.reference,
        url=url,
        settle_url=settle_address(owner),
        restricted=restricted,
        candidates=[Candidate(p.pk, p.name, _post(posts.get(p.pk))) for p in people],
    )


def _asked(owner: Responsibility, restricted: bool) -> str:
    reference = owner.action.reference
    if restricted or not owner.words:
        return f"Who answers for {reference}?"
    return f"Who is “{owner.words}” in {reference}?"


def settle_address(owner: Responsibility) -> str:
    return reverse("settle_owner", args=[owner.action.reference, owner.pk])


def _quote(wording: str) -> str:
    """The words as minuted, ended at a word where they are long."""
    words = " ".join(wording.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _post(post: Post | None) -> str:
    return f"{post.title}, {post.agency}" if post else ""
