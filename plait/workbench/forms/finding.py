"""What the search page is asked."""

from datetime import date

from django import forms

from plait.core.dates import parse_day, say
from plait.workbench.queries.finding import KINDS


class SearchForm(forms.Form):
    """Every field may be empty; a day may be said in any form. What cannot be read is left out."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in KINDS])
    group = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    since = forms.CharField(required=False, max_length=60)
    until = forms.CharField(required=False, max_length=60)
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    @property
    def faults(self) -> dict[str, str]:
        """What is said of a day that was left out. A key that nobody has was not typed by a person."""
        return {name: str(self.errors[name][0]) for name in ("since", "until") if name in self.errors}

    def clean_since(self) -> date | None:
        return self._day("since")

    def clean_until(self) -> date | None:
        return self._day("until")

    def _day(self, name: str) -> date | None:
        words = str(self.cleaned_data[name]).replace("\x00", " ").strip()
        read = parse_day(words, reference=self.today) if words else None
        if words and read is None:
            raise forms.ValidationError(f"“{words}” is not a day and was left out. Write it like {say(self.today)}.")
        return read.day if read else None
