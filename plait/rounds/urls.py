from django.urls import path

from plait.rounds.views import answering, deciding, habits, notes, running, sheets

urlpatterns = [
    path("", running.rounds, name="rounds"),
    path("open", running.open_round, name="open_round"),
    path("mine", answering.answer_mine, name="answer_mine"),
    path("mine/sheet", sheets.sheet_mine, name="sheet_mine"),
    path("answer/<str:token>", answering.answer_by_link, name="answer_by_link"),
    path("answer/<str:token>/sheet", sheets.sheet_by_link, name="sheet_by_link"),
    path("proposals", deciding.proposals, name="round_proposals"),
    path("before-meetings/<slug:slug>", habits.before_meetings, name="rounds_before_meetings"),
    path("pauses", running.pauses, name="round_pauses"),
    path("pauses/<int:key>/drop", running.drop_pause, name="drop_round_pause"),
    path("parts/<int:key>/told", answering.answer_for, name="answer_for"),
    path("parts/<int:key>/told/sheet", sheets.sheet_for, name="sheet_for"),
    path("parts/<int:key>/remind", running.remind, name="remind_owner"),
    path("parts/<int:key>/note", notes.lead_note, name="lead_note"),
    path("replies/<int:key>/read", running.reply_read, name="reply_read"),
    path("<int:key>", running.show_round, name="round"),
    path("<int:key>/chair", notes.chair_note, name="chair_note"),
    path("<int:key>/close", running.close_round, name="close_round"),
]
