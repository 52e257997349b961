"""What words are to go and why; why something is held or lifted; how long records are kept."""

from typing import Any

from django import forms

from plait.core.forms import DayField
from plait.core.registry import Ref
from plait.keeping.rules import CLASSES
from plait.keeping.words import Wanted
from plait.workbench.subject.spellings import spelt

SHORTEST = 4  # letters of what may be removed
MOST = 8
MOST_AT_ONCE = 50  # records disposed of in one transaction
LONGEST_PERIOD = 1200  # months


class WordsForm(forms.Form):
    words = forms.CharField(
        label="The words that are to go, one spelling a line",
        help_text="For example a name as it was minuted, and with initials. Capitals and hyphens do not matter.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Write the words that are to go."},
    )
    why = forms.CharField(
        label="Why",
        help_text="It is kept for good: say it without the words themselves.",
        max_length=300,
        error_messages={"required": "Say why they are to go."},
    )

    def clean_words(self) -> Wanted:
        """Too short a word would be taken out of places where nobody meant it."""
        lines = [line for line in self.cleaned_data["words"].replace("\x00", "").splitlines() if line.strip()]
        found = spelt(lines)
        if not found.words or any(len(words.replace(" ", "")) < SHORTEST for words in found.words):
            raise forms.ValidationError(f"Write at least {SHORTEST} letters in each line.")
        if len(found.words) > MOST:
            raise forms.ValidationError(f"Write at most {MOST} spellings at once.")
        return Wanted(found)

    def clean(self) -> dict[str, Any]:
        """The reason outlives the words."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "words" in said and "why" in said and said["words"].within(said["why"]):
            self.add_error("why", "The reason holds the words that are to go. Say it without them.")
        return said


class ReasonForm(forms.Form):
    because = forms.CharField(label="Why", max_length=300, error_messages={"required": "Say why: it is kept."})


class KeepForm(ReasonForm):
    day = DayField(label="Keep until", error_messages={"required": "Enter the day on which it is looked at again."})

    field_order = ("day", "because")


class SeenForm(forms.Form):
    """Which records were ticked, each with the last entry of its history as it was seen: "action-12-4711"."""

    record = forms.CharField()

    def clean_record(self) -> dict[Ref, int]:
        seen: dict[Ref, int] = {}
        for said in self.data.getlist("record"):  # type: ignore[attr-defined]
            kind, _, rest = said.partition("-")
            key, _, mark = rest.partition("-")
            if kind not in CLASSES or not _is_key(key) or not _is_key(mark):
                raise forms.ValidationError("Tick records of the list.")
            seen[Ref(kind, int(key))] = int(mark)
        if len(seen) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Tick at most {MOST_AT_ONCE} records at once.")
        return seen


def _is_key(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 16


class PeriodForm(forms.Form):
    retention = forms.ChoiceField(choices=[(slug, slug) for slug in CLASSES], widget=forms.HiddenInput)
    months = forms.IntegerField(
        label="Months", required=False, min_value=1, max_value=LONGEST_PERIOD, help_text="Empty: nothing falls due."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
