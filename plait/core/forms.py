"""Fields that several rooms use."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from plait.core.dates import parse_day

DAY_HINT = "As you would write it: 17 May 2026, or 17/5/26."


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """Several records by their keys. A key that no database can hold is one that nobody has, and no fault of ours."""

    def clean(self, value: Any) -> Any:
        for each in value or ():
            if len(str(each)) > 18:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(each)[:18]}
                )
        return super().clean(value)


class DayField(forms.CharField):
    """A day in any usual form, cleaned to a `date` (None where it may be empty); today gives the year of a day
    without one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": DAY_HINT, "max_length": 60, **options})

    def clean(self, value: Any) -> date | None:
        words = super().clean(value)
        if not words:
            return None
        parsed = parse_day(words, reference=timezone.localdate())
        if parsed is None:
            raise forms.ValidationError(f"“{words}” is not a day. Write it as 17 May 2026.")
        return parsed.day
