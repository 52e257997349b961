"""The list of meetings, one meeting, and the lines of its minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can, can_somewhere, only_where
from plait.accounts.actors import actor_of
from plait.accounts.models import User
from plait.actions.queries import actions_from, with_owners
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.queries import entries_of
from plait.meetings import planning
from plait.meetings.forms_for_planning import AnswerForm
from plait.meetings.models import ImportState, Meeting, MinutesImport
from plait.meetings.presenters import meetings as shown
from plait.meetings.presenters.batches import BatchRow, batch_row
from plait.meetings.presenters.document import DocumentPane, shown_lines
from plait.meetings.presenters.inviting import said_words
from plait.meetings.queries import coming_meetings, imports_waiting, past_meetings
from plait.meetings.queries import meetings as found
from plait.meetings.queries.batches import batches_at_work
from plait.meetings.queries.imports import confirmed_in
from plait.meetings.queries.inviting import invitation_for
from plait.meetings.queries.quorum import quorum_of
from plait.meetings.queries.texts import lines_of, spans_around
from plait.meetings.views.finding import found_meeting, may
from plait.meetings.views.gathering import asked_span

PAGE = 50


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Minutes that wait for somebody first, then what is to come, then what was."""
    user, today = may(request, Permission.READ_MEETINGS), timezone.localdate()
    groups = list(found.groups_one_knows(user))
    chosen = next((group for group in groups if group.slug == request.GET.get("group")), None)
    asked = request.GET.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    rows = list(past_meetings(user, on=today, group=chosen)[(page - 1) * PAGE : page * PAGE + 1])
    past = _past(rows[:PAGE])
    coming = coming_meetings(user, on=today, group=chosen)[:PAGE]
    waiting = _waiting(user, chosen, meeting=None)
    at = f"{reverse('meetings')}?{f'group={chosen.slug}&' if chosen else ''}page="
    context = shown.MeetingsPage(
        waiting=[shown.waiting_row(each, today) for each in waiting if each.state != ImportState.REFUSED],
        unread=[shown.waiting_row(each, today) for each in waiting if each.state == ImportState.REFUSED],
        coming=[shown.coming_row(each, today) for each in coming],
        past=past,
        groups=shown.group_choices(groups, chosen),
        can_add=can(user, Permission.ADD_MINUTES) and bool(groups),
        before=f"{at}{page - 1}" if page > 1 else "",
        after=f"{at}{page + 1}" if len(rows) > PAGE else "",
        restricted=any(row.restricted for row in past) or any(m.circle.restricted for m in waiting),
    )
    together = _together(user, chosen) if page == 1 else []
    planned = [each for each in ([chosen] if chosen else groups) if can(user, Permission.PLAN_MEETINGS, each.circle)]
    shown_too = {"together": together, "plan": planned[0] if len(planned) == 1 else None, "may_plan": bool(planned)}
    return render(request, "meetings/meetings.html", {"page": context, **shown_too})


def _together(user: User, chosen: Group | None) -> list[BatchRow]:
    """Files that were added in one go and are not through yet, for those who confirm them."""
    if not can_somewhere(user, Permission.CONFIRM_MINUTES):
        return []
    at_work = batches_at_work(user).filter(only_where(Permission.CONFIRM_MINUTES, user))
    return [batch_row(batch, timezone.localdate()) for batch in (at_work.filter(group=chosen) if chosen else at_work)]


def _past(rows: list[Meeting]) -> list[shown.MeetingRow]:
    counted: dict[int, int] = {}
    for key in actions_from(Ref("meeting", m.pk) for m in rows).values_list("origin_key", flat=True):
        counted[key or 0] = counted.get(key or 0, 0) + 1
    return [shown.past_row(meeting, counted, timezone.localdate()) for meeting in rows]


def _waiting(user: User, chosen: Group | None, *, meeting: Meeting | None) -> list[MinutesImport]:
    """For those who confirm them."""
    if not can_somewhere(user, Permission.CONFIRM_MINUTES):
        return []
    waiting = imports_waiting(user).filter(only_where(Permission.CONFIRM_MINUTES, user))
    waiting = waiting.filter(group=chosen) if chosen else waiting
    return list((waiting.filter(meeting=meeting) if meeting else waiting)[:PAGE])


@require_safe
def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """What a meeting decided and gave to whom, who came, and its minutes."""
    user, record = found_meeting(request, key)
    now = timezone.now()
    if record.circle.restricted:
        note_opened(circle=record.circle, ref=Ref("meeting", record.pk), how="detail", by=actor_of(user), at=now)
    versions = list(found.versions_of(record))
    actions = with_owners(actions_from([Ref("meeting", record.pk)]).filter(circle=record.circle_id))
    waiting = _waiting(user, record.group, meeting=record)
    attendance = list(found.attendance_of(record))
    page = shown.meeting_page(
        record,
        actions=[shown.action_row(action, timezone.localdate()) for action in actions],
        decisions=found.decisions_of(record),
        items=found.items_of(versions[0]) if versions else (),
        notes=found.notes_of(versions[0]) if versions else (),
        attendance=attendance,
        versions=versions,
        waiting=waiting,
        entries=list(entries_of(Ref("meeting", record.pk))),
        quorum=quorum_of(record, attendance, today=timezone.localdate()).sentence,
        now=now,
    )
    may_plan = planning.can_change(record) and can(user, Permission.PLAN_MEETINGS, record.circle)
    asked = invitation_for(record.pk, user.person_id or 0) if planning.can_change(record) else None
    own = {"said": said_words(asked), "form": AnswerForm(initial={"words": asked.words})} if asked else None
    context = {"page": page, "meeting": record, "may_plan": may_plan, "own": own}
    return render(request, "meetings/meeting.html", context)


@require_safe
def minutes_lines(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The minutes as they were read, line by line, with what was confirmed of them marked."""
    user, record = found_meeting(request, key)
    version = found.versions_of(record).select_related("text").filter(number=number).first()
    if version is None:
        raise Http404
    now = timezone.now()
    if record.circle.restricted:
        note_opened(circle=record.circle, ref=Ref("meeting", record.pk), how="detail", by=actor_of(user), at=now)
    asked, total = asked_span(request.GET.get("lines", "")), version.text.lines
    spans = spans_around([(1, 200)], total, asked=asked) if not asked else spans_around(asked, total, around=0)
    url = f"{reverse('minutes_lines', args=[key, number])}?lines="
    marks = shown.confirmed_marks(confirmed_in(version))
    lines, after = shown_lines(lines_of(version.text, spans), spans, total, marks, url)
    name = version.file.name if version.file else "Minutes"
    original = reverse("file", args=[version.file_id]) if version.file_id else ""
    pane = DocumentPane(name, original, f"{total:,} lines", lines, after, can_add=False)
    title = f"{record.group.name}, version {version.number}"
    context = {"pane": pane, "meeting": record, "title": title, "restricted": record.circle.restricted}
    return render(request, "meetings/lines.html", context)
