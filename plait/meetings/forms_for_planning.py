"""The forms of meetings to come: a pattern, the days themselves, one meeting, its cancelling."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from plait.core.dates import parse_day, say, say_weekday
from plait.core.forms import DayField
from plait.meetings.forms import ClockField
from plait.meetings.pattern import PLACES, WEEKDAYS, Pattern, Proposed
from plait.meetings.planning import Plan

MONTHS = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]
LONGEST_LIST = 6000


class PatternForm(forms.Form):
    """The second Wednesday of March, June, September and December."""

    place = forms.TypedChoiceField(label="Which", coerce=int, choices=[(str(n), words) for n, words in PLACES.items()])
    weekday = forms.TypedChoiceField(label="Day of the week", coerce=int, choices=list(enumerate(WEEKDAYS)))
    months = forms.TypedMultipleChoiceField(
        label="Months",
        coerce=int,
        choices=list(enumerate(MONTHS, 1)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the months in which the group meets."},
    )
    year = forms.IntegerField(
        label="Year",
        min_value=2020,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={"min_value": "Give a year such as 2027.", "max_value": "Give a year such as 2027."},
    )

    def pattern(self) -> Pattern:
        said = self.cleaned_data
        return Pattern(said["place"], said["weekday"], said["months"])

    @classmethod
    def usual(cls, year: int) -> "PatternForm":
        return cls(initial={"place": "2", "weekday": "2", "months": ["3", "6", "9", "12"], "year": year})


class PlanForm(forms.Form):
    """When in the day and where."""

    starts_at = ClockField(label="Starts")
    ends_at = ClockField(label="Ends")
    venue = forms.CharField(label="Place", max_length=300, required=False)
    link = forms.CharField(
        label="Link to join from elsewhere",
        help_text="Of Teams or another service, beginning with https.",
        max_length=1000,
        required=False,
        validators=[URLValidator(schemes=["https"], message="This is not a link that begins with https.")],
    )
    recording_days = forms.IntegerField(
        label="If it is recorded: days the recording is kept",
        help_text="Everybody who is asked reads it. Leave it empty where nothing is recorded.",
        min_value=1,
        max_value=3650,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={"min_value": "Give 1 day or more.", "max_value": "Give at most 3,650 days."},
    )

    def plan(self) -> Plan:
        said = self.cleaned_data
        names = ("starts_at", "ends_at", "venue", "link", "recording_days")
        return Plan(**{name: said[name] for name in names})

    @staticmethod
    def first_plan(plan: Plan) -> dict[str, object]:
        """What stands in the fields before anybody typed."""
        times = {"starts_at": plan.starts_at, "ends_at": plan.ends_at}
        clock = {name: f"{at:%H:%M}" if at else "" for name, at in times.items()}
        return {**clock, "venue": plan.venue, "link": plan.link, "recording_days": plan.recording_days}


class DaysForm(PlanForm):
    """The days, one in a line, as somebody would write or paste them."""

    days = forms.CharField(
        label="Days to meet on",
        help_text="One in a line, as you would write it: 10 March 2027, or Wed 10/3/27.",
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST_LIST,
        error_messages={"required": "Write at least one day."},
    )
    field_order = ("days",)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_days(self) -> list[date]:
        lines = [line.strip(" \t,;.•-") for line in self.cleaned_data["days"].splitlines()]
        read = [(line, parse_day(line, reference=self.today)) for line in lines if line]
        if strange := [line for line, day in read if day is None]:
            raise forms.ValidationError([f"“{line[:60]}” is not a day. Write it as 10 March 2027." for line in strange])
        return [found.day for _, found in read if found is not None]

    @staticmethod
    def lines(days: list[Proposed]) -> str:
        return "\n".join(say_weekday(each.on) for each in days)


class ChangePlanForm(PlanForm):
    """One meeting. `sequence` is what the person saw."""

    on = DayField(label="Day", error_messages={"required": "Give the day of the meeting."})
    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    field_order = ("on",)

    @classmethod
    def first(cls, on: date, plan: Plan, sequence: int) -> dict[str, object]:
        return {"on": say(on), "sequence": sequence, **cls.first_plan(plan)}


class CancelForm(forms.Form):
    because = forms.CharField(
        label="Why it does not take place",
        help_text="Everybody who was asked reads it. No detail of a case.",
        max_length=300,
        error_messages={"required": "Say in a few words why the meeting is cancelled."},
    )


class AnswerForm(forms.Form):
    """The two buttons of an invitation, and a few words."""

    comes = forms.TypedChoiceField(
        coerce=lambda said: said == "yes", choices=[("yes", "I will come"), ("no", "I send apologies")]
    )
    words = forms.CharField(
        label="Anything the chair should know",
        help_text="Leave it empty if there is nothing. No detail of a case.",
        max_length=300,
        required=False,
    )
