"""The terms of reference of Marlshire's groups: what held from the start, what a meeting agreed, what is a draft."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from plait.core.registry import Ref
from plait.groups import commands as groups
from plait.groups.commands.terms import Wording
from plait.groups.models import Seat, TermsVersion
from plait.meetings.models import Decision
from plait.workbench.sample.composing import held_on
from plait.workbench.sample.days import MONDAY
from plait.workbench.sample.diary import Diary
from plait.workbench.sample.foundations import Marlshire
from plait.workbench.sample.gatherings import GATHERINGS

_FIRST = """1. The Practice Oversight Group sees to it that practice with children and families in Marlshire follows \
what the partners have agreed.
2. It meets every quarter. The chair is appointed by the Strategic Safeguarding Group for three years.
3. Each agency names one member with the authority to decide for it.
4. Six members are a quorum.
5. Minutes and actions go out within ten working days.
6. The group reports to the Strategic Safeguarding Group twice a year."""
_SECOND = """1. The Practice Oversight Group sees to it that practice with children and families in Marlshire follows \
what the partners have agreed.
2. It meets every six to eight weeks. The chair is appointed by the Strategic Safeguarding Group for three years.
3. Seats belong to roles, not to people. The Head of Probation attends and the Deputy Head of Probation deputises; \
every agency names a deputy in the same way.
4. Eight seats are a quorum, and Children's Services, the ICB and the Constabulary must each be there. The chair may \
decide to go on without.
5. Actions go out within seven days, minutes within ten working days.
6. The group reports to the Strategic Safeguarding Group after each meeting.
7. Each meeting ends with what was discussed that makes a difference to children's lives."""
_DRAFT = _SECOND.replace("every six to eight weeks", "every two months") + (
    "\n8. Observers may speak and do not vote. They do not count for the quorum."
)
_STRATEGIC = """1. The Strategic Safeguarding Group brings together the three statutory partners and those who work \
beside them.
2. It meets every quarter and agrees the plan, the arrangements and the yearly report.
3. Each statutory partner must be there. Nothing is decided without them."""
_REVIEW = """1. The Case Review Group looks at serious incidents and says what can be learnt.
2. Its records are restricted to the people in its seats.
3. Four seats are a quorum. The chair may decide otherwise where a clock runs."""
BOARD = "Minutes of the former Safeguarding Board, before decisions were recorded here"


def write_terms(made: Marlshire, diary: Diary) -> None:
    """What held from the start was agreed before; a meeting's decision agreed the second version of one group."""
    began = made.calendar.began()
    wanted = (
        ("strategic", _wording(made, _STRATEGIC, None, ("childrens-services", "icb", "constabulary"))),
        ("practice-oversight", _wording(made, _FIRST, 6)),
        ("case-review", _wording(made, _REVIEW, 4, chair=True)),
    )
    for slug, wording in wanted:
        diary.write(began, partial(_agree_first, made, slug, wording, began))
    first = next(gathering for gathering in GATHERINGS if gathering.key == "oversight-1")
    held = held_on(first, made.calendar)
    three = ("childrens-services", "icb", "constabulary")
    diary.write(held - timedelta(days=9), partial(_draft, made, _wording(made, _SECOND, 8, three, chair=True)))
    diary.write(held + timedelta(days=3), partial(_agree, made, held))
    lately = made.calendar.weekday(2, MONDAY)
    diary.write(lately, partial(_draft, made, _wording(made, _DRAFT, 8, three, chair=True)))
    left = made.calendar.weekday(31, MONDAY)
    diary.write(left + timedelta(days=1), partial(_schools, made, began, left))


def _wording(
    made: Marlshire, text: str, number: int | None, agencies: Sequence[str] = (), *, chair: bool = False
) -> Wording:
    return Wording(text, number, [made.agencies[slug] for slug in agencies], chair)


def _draft(made: Marlshire, wording: Wording, at: datetime) -> TermsVersion:
    group = made.groups["practice-oversight"]
    return groups.draft_terms(group=group, wording=wording, by=made.actor("bronwen"), at=at)


def _agree_first(made: Marlshire, slug: str, wording: Wording, began: date, at: datetime) -> None:
    by = made.actor("bronwen")
    terms = groups.draft_terms(group=made.groups[slug], wording=wording, by=by, at=at)
    groups.agree_terms(terms=terms, decision=None, words=BOARD, holds_from=began, by=by, at=at)


def _agree(made: Marlshire, held: date, at: datetime) -> None:
    group = made.groups["practice-oversight"]
    decision = Decision.objects.get(meeting__group=group, meeting__held_on=held, wording__contains="Terms of Reference")
    draft = TermsVersion.objects.get(group=group, agreed_at__isnull=True)
    ref, by = Ref("decision", decision.pk), made.actor("bronwen")
    groups.agree_terms(terms=draft, decision=ref, holds_from=held, by=by, at=at)


def _schools(made: Marlshire, began: date, left: date, at: datetime) -> None:
    """The seat of the secondary schools was held, and has been vacant since."""
    seat = Seat.objects.get(group=made.groups["practice-oversight"], title="Secondary schools")
    tomasz, by = made.people["tomasz"], made.actor("bronwen")
    groups.record_past_holding(seat=seat, person=tomasz, starts_on=began, ends_on=left, by=by, at=at)
