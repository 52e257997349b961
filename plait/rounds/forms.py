"""The forms of a round."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from plait.core.forms import DayField, DocumentField, SeveralField
from plait.core.refusals import Refusal
from plait.groups.fields import GroupField
from plait.people.queries import people
from plait.rounds import rules
from plait.rounds.models import Asked, Counting, Proposal
from plait.rounds.rules import Said

_TWO = {"rows": 3}
MOST_OF_SHEET = 2 * 1024 * 1024  # bytes


class TimeForm(forms.Form):
    """How long owners have, and when the silent are reminded."""

    days = forms.IntegerField(label="Time to answer", min_value=1, max_value=365, initial=7)
    counting = forms.ChoiceField(label="Counted in", choices=Counting.choices, widget=forms.RadioSelect)
    remind_before = forms.IntegerField(
        label="Remind the silent, days before the last day",
        help_text="0 is on the last day itself. Leave it empty for no reminder.",
        min_value=0,
        max_value=60,
        required=False,
    )


class OpenForm(TimeForm):
    group = GroupField(label="Group")
    field_order = ("group",)

    def __init__(self, *args: Any, groups: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class HabitForm(TimeForm):
    days_before = forms.IntegerField(
        label="Days before each meeting",
        help_text="Leave time to answer and time to read the answers: 14 days before, with 7 to answer, is usual.",
        min_value=1,
        max_value=90,
        initial=14,
    )
    field_order = ("days_before",)


class PartForm(forms.Form):
    """What an owner says about one action; everything may stay empty."""

    words = forms.CharField(
        label="What happened", widget=forms.Textarea(attrs=_TWO), required=False, max_length=rules.LONGEST
    )
    stands = forms.ChoiceField(
        label="Where it stands",
        choices=[("moving", "On the way"), ("blocked", "Blocked"), ("done", "Done")],
        widget=forms.RadioSelect,
        required=False,
    )
    new_day = DayField(label="The date you ask for", required=False)
    because = forms.CharField(
        label="Why another date", widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000
    )
    not_mine = forms.CharField(
        label="It is not mine, it is",
        help_text="Whose it is, as well as you know: a name, a post, an agency.",
        required=False,
        max_length=200,
    )
    file = DocumentField(label="A file that shows it", required=False)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **{"prefix": f"a{asked.pk}", **options})
        self.asked = asked

    @property
    def more_open(self) -> bool:
        """Whether the folded fields hold something or are wrong."""
        more = ("new_day", "because", "not_mine", "file")
        return self.is_bound and any(self[name].errors or self[name].data for name in more)

    def clean_new_day(self) -> Any:
        day = self.cleaned_data["new_day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("This date has passed. Ask for a later one.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                rules.check_said(self.asked.action, self.said(cleaned))
            except Refusal as refusal:
                self.add_error(_where(cleaned), refusal.sentence)
        return cleaned

    def said(self, cleaned: dict[str, Any] | None = None) -> Said:
        told = self.cleaned_data if cleaned is None else cleaned
        return Said(
            words=told["words"],
            done=told["stands"] == "done",
            blocked=told["stands"] == "blocked",
            moving=told["stands"] == "moving",
            new_day=told["new_day"],
            because=told["because"],
            not_mine=told["not_mine"],
        )

    def said_with_file(self) -> Said:
        """As `said`, with the file read."""
        file, told = self.cleaned_data["file"], self.said()
        if not file:
            return told
        file.seek(0)
        return Said(
            told.words,
            told.done,
            told.blocked,
            told.moving,
            told.new_day,
            told.because,
            told.not_mine,
            (file.read(), file.name),
        )


def _where(cleaned: dict[str, Any]) -> str:
    if cleaned.get("new_day") and not cleaned.get("because"):
        return "because"
    return "new_day" if cleaned.get("because") and not cleaned.get("new_day") else "words"


class SheetForm(forms.Form):
    sheet = DocumentField(label="Your spreadsheet", most=MOST_OF_SHEET, smaller="Send the one you took from here.")


class DecideForm(forms.Form):
    ticked = SeveralField(
        Proposal.objects.none(),
        label="What is decided",
        error_messages={"required": "Tick what you decide on."},
    )
    words = forms.CharField(
        label="Why, or which decision",
        help_text="Needed to decline. A hard date moves only by a decision: say which meeting made it, and when.",
        required=False,
        max_length=300,
    )
    owner = forms.ModelChoiceField(
        people(),
        label="Whose it is",
        help_text="Only for what is somebody else’s.",
        required=False,
        empty_label="Choose a person",
    )

    def __init__(self, *args: Any, waiting: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ticked"].queryset = waiting  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    person = forms.ModelChoiceField(
        people(), label="Who is on leave", required=False, empty_label="Nobody: it is a school holiday"
    )
    first = DayField(label="First day", error_messages={"required": "Give the first day."})
    last = DayField(label="Last day", error_messages={"required": "Give the last day."})
    words = forms.CharField(label="What it is", required=False, max_length=100)


def part_forms(asked: Sequence[Asked], data: Any = None, files: Any = None) -> list[PartForm]:
    return [PartForm(data, files, asked=each) for each in asked]
