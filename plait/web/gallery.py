"""Every component in every state, at /components in debug."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

CHOICES = (("a", "Not started"), ("b", "On the way"), ("c", "Blocked"))
LONG_NAME = "Oluwaseun Adebayo-Featherstonehaugh-Llewellyn"


class GalleryForm(forms.Form):
    """One field of each kind."""

    words = forms.CharField(
        label="Wording",
        help_text="As it was said in the meeting.",
        error_messages={"required": "Write what is to be done."},
    )
    text = forms.CharField(label="What happened", widget=forms.Textarea)
    group = forms.ChoiceField(label="Group", choices=CHOICES)
    state = forms.ChoiceField(label="Where it stands", choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(label="Owners", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    hard = forms.BooleanField(label="This is a hard date", help_text="It moves only by a decision.")
    paper = forms.FileField(label="Paper")


def gallery(request: HttpRequest) -> HttpResponse:
    shown = {
        "filled": GalleryForm(),
        "refused": GalleryForm({}, prefix="refused"),
        "dropped": GalleryForm(prefix="dropped"),
        "long_name": LONG_NAME,
    }
    return render(request, "web/gallery.html", shown)
