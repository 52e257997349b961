"""Fields that several rooms use."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from plait.core.dates import parse_day

DAY_HINT = "As you would write it: 17 May 2026, or 17/5/26."
LARGEST = settings.UPLOAD_LIMIT // 1_048_576


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
    """A day in any usual form, cleaned to a `date` (None where it may be empty). A day without a year is the next one
    from `near`, or from today."""

    near: date | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": DAY_HINT, "max_length": 60, **options})

    def clean(self, value: Any) -> date | None:
        words = super().clean(value)
        if not words:
            return None
        parsed = parse_day(words, reference=self.near or timezone.localdate())
        if parsed is None:
            raise forms.ValidationError(f"“{words}” is not a day. Write it as 17 May 2026.")
        return parsed.day


class DocumentField(forms.FileField):
    """A file somebody sends, of at most `most` bytes, or of UPLOAD_LIMIT. The reader looks into it, not the form.

    `smaller` says what to do with one that is too large.
    """

    def __init__(self, *, smaller: str = "Choose a smaller one.", most: int | None = None, **options: Any) -> None:
        self.smaller, self.most = smaller, most
        wrong = {
            "required": "Choose a file.",
            "empty": "The file is empty. Check that the right file was chosen and add it again.",
        }
        super().__init__(**{"error_messages": wrong, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        most = self.most or settings.UPLOAD_LIMIT
        if file and file.size > most:
            raise forms.ValidationError(
                f"The file has {file.size / 1_048_576:.0f} MB and the limit is {most // 1_048_576} MB. {self.smaller}"
            )
        return file
