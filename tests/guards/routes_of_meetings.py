"""What the routes of meetings answer to somebody in each kind of place; `test_routes` asks them with all others."""

from datetime import date

from plait.groups.models import Group
from plait.meetings.models import MeetingState
from tests.factories.again import BatchFileFactory
from tests.factories.meetings import (
    FindingFactory,
    InvitationFactory,
    MeetingFactory,
    MinutesImportFactory,
    MinutesVersionFactory,
    QuestionFactory,
    ReadAttendeeFactory,
    TextPartFactory,
)

ANSWERS = """
meetings                     GET   302 200 200 200 200 200 403
meeting                      GET   302 200 200 404 200 404 404
meeting:restricted           GET   302 404 200 404 404 404 404
meeting_invitations          GET   302 200 403 404 403 404 404
meeting_invitations:restricted GET 302 404 403 404 404 404 404
invite_to_meeting            POST  302 302 403 404 403 404 404
invite_to_meeting:restricted POST  302 404 403 404 404 404 404
answer_invitation_for        POST  302 302 403 404 403 404 404
answer_invitation_for:restricted POST 302 404 403 404 404 404 404
answer_own_invitation        POST  302 404 404 404 404 404 404
answer_invitation            GET   410 410 410 410 410 410 410
answer_invitation            POST  410 410 410 410 410 410 410
plan_dates                   GET   302 200 403 404 403 404 404
plan_dates                   POST  302 422 403 404 403 404 404
plan_dates:restricted        GET   302 404 403 404 404 404 404
change_plan                  GET   302 200 403 404 403 404 404
change_plan                  POST  302 422 403 404 403 404 404
change_plan:restricted       GET   302 404 403 404 404 404 404
cancel_meeting               GET   302 200 403 404 403 404 404
cancel_meeting               POST  302 422 403 404 403 404 404
cancel_meeting:restricted    POST  302 404 403 404 404 404 404
minutes_lines                GET   302 200 200 404 200 404 404
minutes_lines:restricted     GET   302 404 200 404 404 404 404
matters                      GET   302 200 200 404 200 404 403
matters:restricted           GET   302 404 200 404 404 404 403
drop_matter                  POST  302 302 403 404 403 404 403
drop_matter:restricted       POST  302 404 403 404 404 404 403
add_minutes                  GET   302 200 403 403 403 403 403
add_minutes                  POST  302 422 403 403 403 403 403
add_many                     GET   302 200 403 403 403 403 403
add_many                     POST  302 422 403 403 403 403 403
batch                        GET   302 200 403 404 403 404 404
batch:restricted             GET   302 404 403 404 404 404 404
batch_progress               GET   302 200 403 404 403 404 404
answer_batch                 POST  302 404 403 404 403 404 404
answer_batch:restricted      POST  302 404 403 404 404 404 404
take_back_batch              POST  302 404 403 404 403 404 404
take_back_batch:restricted   POST  302 404 403 404 404 404 404
minutes_import               GET   302 200 403 404 403 404 404
minutes_import:restricted    GET   302 404 403 404 404 404 404
import_progress              GET   302 200 403 404 403 404 404
read_again                   POST  302 409 403 404 403 404 404
confirm_minutes              POST  302 302 403 404 403 404 404
confirm_minutes:restricted   POST  302 404 403 404 404 404 404
finish_minutes               GET   302 302 403 404 403 404 404
finish_minutes               POST  302 302 403 404 403 404 404
finish_minutes:restricted    POST  302 404 403 404 404 404 404
open_minutes_again           POST  302 302 403 404 403 404 404
open_minutes_again:restricted POST 302 404 403 404 404 404 404
change_facts                 GET   302 200 403 404 403 404 404
change_facts                 POST  302 422 403 404 403 404 404
answer_question              POST  302 302 403 404 403 404 404
answer_question:restricted   POST  302 404 403 404 404 404 404
take_back_answer             POST  302 302 403 404 403 404 404
take_back_answer:restricted  POST  302 404 403 404 404 404 404
choose_loose_ends            POST  302 302 403 404 403 404 404
choose_loose_ends:restricted POST  302 404 403 404 404 404 404
change_attendee              GET   302 200 403 404 403 404 404
change_attendee              POST  302 422 403 404 403 404 404
add_finding                  GET   302 200 403 404 403 404 404
add_finding                  POST  302 200 403 404 403 404 404
change_finding               GET   302 200 403 404 403 404 404
change_finding               POST  302 422 403 404 403 404 404
change_finding:restricted    GET   302 404 403 404 404 404 404
drop_finding                 POST  302 302 403 404 403 404 404
restore_finding              POST  302 302 403 404 403 404 404
"""


def keys_of(group: Group) -> dict[str, list[object]]:
    """A meeting with its minutes, and an import that waits with one finding, one question and one attendee."""
    version = MinutesVersionFactory(meeting__group=group)
    planned = MeetingFactory(group=group, state=MeetingState.PLANNED, held_on=date(2026, 12, 9))
    minutes = MinutesImportFactory(group=group)
    for text in (version.text, minutes.text):
        TextPartFactory(text=text)
    FindingFactory(minutes_import=minutes, number=1)
    QuestionFactory(finding=None, minutes_import=minutes, number=1)
    ReadAttendeeFactory(minutes_import=minutes, number=1)
    batch = BatchFileFactory(batch__group=group, minutes_import=minutes).batch
    together = ("batch", "batch_progress", "answer_batch", "take_back_batch")
    whole = ("minutes_import", "import_progress", "read_again", "confirm_minutes", "finish_minutes", "change_facts")
    whole = (*whole, "open_minutes_again")
    return {
        "meeting": [version.meeting_id],
        "plan_dates": [group.slug],
        **{name: [planned.pk] for name in ("meeting_invitations", "invite_to_meeting", "answer_own_invitation")},
        "answer_invitation_for": [planned.pk, InvitationFactory(meeting=planned).person_id],
        "answer_invitation": ["no-such-token"],
        **{name: [planned.pk] for name in ("change_plan", "cancel_meeting")},
        "minutes_lines": [version.meeting_id, version.number],
        **{name: [batch.pk] for name in together},
        **{name: [minutes.pk] for name in (*whole, "add_finding", "choose_loose_ends")},
        **{name: [minutes.pk, 1] for name in ("answer_question", "take_back_answer", "change_attendee")},
        **{name: [minutes.pk, "A1"] for name in ("change_finding", "drop_finding", "restore_finding")},
    }
