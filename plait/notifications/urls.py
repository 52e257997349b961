from django.urls import path

from plait.notifications import views

urlpatterns = [
    path("", views.letters, name="letters"),
    path("again", views.letters_again, name="letters_again"),
    path("pause", views.pause_letters, name="pause_letters"),
    path("resume", views.resume_letters, name="resume_letters"),
    path("mine", views.letter_choices, name="letter_choices"),
    path("choices/<str:token>", views.letter_choices_by_link, name="letter_choices_by_link"),
    path("<int:key>", views.letter, name="letter"),
    path("<int:key>/again", views.letter_again, name="letter_again"),
    path("<int:key>/address", views.letter_address, name="letter_address"),
    path("<int:key>/told", views.letter_told, name="letter_told"),
]
