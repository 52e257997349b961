"""Addresses of trackers on their way in. A row's label is R7."""

from django.urls import path

from plait.trackers.views import adding, checking, columns, rows

urlpatterns = [
    path("", adding.trackers, name="trackers"),
    path("add", adding.add_tracker, name="add_tracker"),
    path("<int:key>", checking.tracker, name="tracker"),
    path("<int:key>/progress", adding.progress, name="tracker_progress"),
    path("<int:key>/again", adding.read_again, name="read_tracker_again"),
    path("<int:key>/columns", columns.columns, name="tracker_columns"),
    path("<int:key>/confirm", checking.confirm, name="confirm_tracker"),
    path("<int:key>/finish", checking.finish, name="finish_tracker"),
    path("<int:key>/questions/<int:number>", checking.answer, name="answer_tracker_question"),
    path("<int:key>/rows/<int:number>", rows.change_row, name="change_tracker_row"),
    path("<int:key>/rows/<int:number>/drop", rows.drop_row, name="drop_tracker_row"),
    path("<int:key>/rows/<int:number>/restore", rows.restore_row, name="restore_tracker_row"),
    path("<int:key>/rows/<int:number>/new", rows.enter_as_new, name="enter_tracker_row_as_new"),
]
