"""The forms of trackers: adding a file, the columns, a row, an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from plait.actions.choices import DueChoice
from plait.actions.models import DueKind
from plait.core.dates import say
from plait.core.forms import LARGEST, DocumentField
from plait.groups.fields import GroupField
from plait.groups.models import Group
from plait.reading.due.wording import column_due
from plait.reading.trackers.headings import Kind, Part
from plait.reading.trackers.layout import SAID, Layout, chosen
from plait.trackers.models import RowStatus, TrackerRow

KINDS = ((Kind.ACTIONS, "Action log"), (Kind.RISKS, "Risk register"), (Kind.LEFT, "Leave this sheet out"))
PARTS = tuple((part, SAID[part]) for part in Part)


class AddTrackerForm(forms.Form):
    group = GroupField(label="Whose log it is", error_messages={"required": "Choose the group whose log it is."})
    file = DocumentField(
        label="The action log or risk register",
        help_text=f"A spreadsheet: Excel (.xlsx) or comma-separated text (.csv), at most {LARGEST} MB.",
        smaller="Take pictures and other sheets out, and add it again.",
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


def chosen_layouts(layouts: Sequence[Layout], sent: Mapping[str, Any]) -> list[Layout]:
    """The layouts as a page sent them: `kind-0` for the first sheet, `part-0-3` for its column D. What was not sent, or
    is nonsense, stays as it was."""
    kinds, parts = {k.value for k in Kind}, {p.value for p in Part}
    found = []
    for number, layout in enumerate(layouts):
        kind = str(sent.get(f"kind-{number}", ""))
        said = [str(sent.get(f"part-{number}-{column.at}", "")) for column in layout.columns]
        meant = [
            Part(word) if word in parts else column.part for word, column in zip(said, layout.columns, strict=True)
        ]
        found.append(chosen(layout, kind=Kind(kind) if kind in kinds else layout.kind, parts=meant))
    return found


def heading_rows(layouts: Sequence[Layout], sent: Mapping[str, Any]) -> list[int]:
    """For each sheet the row that a person says holds the headings; 0 where none was given."""
    said = [str(sent.get(f"heading-{number}", "")).strip() for number in range(len(layouts))]
    return [int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 0 for words in said]


class RowForm(forms.Form):
    """One row as a person words it. Owners are one a line."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    wording = forms.CharField(
        label="Words",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Write the words of the action or risk."},
    )
    owners = forms.CharField(
        label="Owners, one in each line",
        help_text="A name, an e-mail address, a post, an agency, a group or “All partners”. A name that nobody here "
        "has stands as written.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    due = forms.CharField(
        label="By when",
        help_text="As you would write it: 17 May 2026, 17/5/26, next meeting. Leave it empty for no date.",
        max_length=300,
        required=False,
    )
    status = forms.ChoiceField(label="Where it stands", choices=RowStatus.choices)

    @classmethod
    def of(cls, row: TrackerRow, owners: Sequence[str]) -> "RowForm":
        due = row.due_words or (say(row.due_on) if row.due_on else "")
        initial = {"wording": row.wording, "due": due, "status": row.status, "version": row.version}
        return cls(initial={**initial, "owners": "\n".join(owners)})

    def owner_words(self) -> list[str]:
        lines = [" ".join(line.split())[:200] for line in self.cleaned_data["owners"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def due_choice(self, row: TrackerRow) -> DueChoice:
        """What the words mean from the day the row was raised; the same words keep the day they have."""
        words = " ".join(self.cleaned_data["due"].split())
        if words == (row.due_words or (say(row.due_on) if row.due_on else "")):
            return DueChoice(DueKind(row.due_kind), row.due_on, row.due_words)
        due = column_due(words, meeting=row.raised_on, next_meeting=None)
        return DueChoice(DueKind(due.kind.value), due.date, due.text or words)


class AnswerForm(forms.Form):
    """`choice` is person:7, other or left."""

    choice = forms.RegexField(
        r"^(person:\d{1,18}|other|left)$",
        error_messages={"required": "Choose who is meant, or leave it as written.", "invalid": "Choose who is meant."},
    )
    other = forms.CharField(max_length=200, required=False)
