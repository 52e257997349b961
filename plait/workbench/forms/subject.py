"""For whom everything that is held is to be listed, and why."""

from typing import Any

from django import forms

from plait.people.queries import people
from plait.workbench.subject.spellings import SHORTEST, spelt

MOST = 12  # spellings


class SubjectForm(forms.Form):
    why = forms.CharField(
        label="Why it is asked",
        help_text="For example: subject access request of 3 March, reference SAR-12. It is kept in the history.",
        max_length=300,
        error_messages={"required": "Say why this list is made."},
    )
    person = forms.ModelChoiceField(
        people(),
        label="Their record",
        help_text="Leave it empty for somebody who has none here: a child, a parent.",
        required=False,
        empty_label="They have no record here",
    )
    names = forms.CharField(
        label="Names and spellings to look for, one a line",
        help_text="Former names, initials as written, nicknames, an address, a telephone number. Capitals, hyphens and "
        "the order of first name and surname do not matter.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A record is always looked for by its own names too."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        words = [line for line in said.get("names", "").replace("\x00", "").splitlines() if line.strip()]
        found = spelt(words)
        if not said.get("person") and not found.words and not self.errors:
            raise forms.ValidationError(
                f"Choose a record, or write at least one name of {SHORTEST} letters or more to look for."
            )
        if len(found.words) > MOST:
            raise forms.ValidationError(f"Look for at most {MOST} spellings at once.")
        said["spellings"] = found
        return said
