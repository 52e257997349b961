"""Addresses of meetings. A label is A7 or D2."""

from django.urls import path, re_path

from plait.meetings.views import (
    adding,
    batches,
    changing,
    checking,
    inviting,
    leaving,
    loose,
    matters,
    meetings,
    missing,
    planning,
)

_LABEL = r"^imports/(?P<key>\d{1,18})/(?P<label>[AD][1-9]\d{0,6})"

urlpatterns = [
    path("", meetings.meetings, name="meetings"),
    path("<int:key>", meetings.meeting, name="meeting"),
    path("<int:key>/invitations", inviting.invitations, name="meeting_invitations"),
    path("<int:key>/invite", inviting.invite, name="invite_to_meeting"),
    path("<int:key>/invitations/<int:person>", inviting.answer_for, name="answer_invitation_for"),
    path("<int:key>/coming", inviting.answer_own, name="answer_own_invitation"),
    path("answer/<str:token>", inviting.answer_by_link, name="answer_invitation"),
    path("<int:key>/change", planning.change_plan, name="change_plan"),
    path("<int:key>/cancel", planning.cancel_meeting, name="cancel_meeting"),
    path("plan/<slug:slug>", planning.plan_dates, name="plan_dates"),
    path("<int:key>/minutes/<int:number>", meetings.minutes_lines, name="minutes_lines"),
    path("matters/<slug:slug>", matters.matters, name="matters"),
    path("matters/<slug:slug>/<int:key>/drop", matters.drop_matter, name="drop_matter"),
    path("add-minutes", adding.add_minutes, name="add_minutes"),
    path("add-many", batches.add_many, name="add_many"),
    path("together/<int:key>", batches.batch, name="batch"),
    path("together/<int:key>/progress", batches.progress, name="batch_progress"),
    path("together/<int:key>/answer", batches.answer, name="answer_batch"),
    path("together/<int:key>/take-back", batches.take_back, name="take_back_batch"),
    path("imports/<int:key>", checking.minutes_import, name="minutes_import"),
    path("imports/<int:key>/progress", adding.progress, name="import_progress"),
    path("imports/<int:key>/again", adding.read_again, name="read_again"),
    path("imports/<int:key>/confirm", checking.confirm, name="confirm_minutes"),
    path("imports/<int:key>/finish", leaving.finish, name="finish_minutes"),
    path("imports/<int:key>/open-again", leaving.open_again, name="open_minutes_again"),
    path("imports/<int:key>/facts", checking.facts, name="change_facts"),
    path("imports/<int:key>/questions/<int:number>", checking.answer, name="answer_question"),
    path("imports/<int:key>/questions/<int:number>/take-back", checking.take_back, name="take_back_answer"),
    path("imports/<int:key>/people/<int:number>", checking.attendee, name="change_attendee"),
    path("imports/<int:key>/loose-ends", loose.choose, name="choose_loose_ends"),
    path("imports/<int:key>/add", missing.add_finding, name="add_finding"),
    re_path(rf"{_LABEL}$", changing.change_finding, name="change_finding"),
    re_path(rf"{_LABEL}/drop$", changing.drop_finding, name="drop_finding"),
    re_path(rf"{_LABEL}/restore$", changing.restore_finding, name="restore_finding"),
]
