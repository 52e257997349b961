"""The form for many files at once."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.crypto import get_random_string

from plait.core.forms import LARGEST
from plait.groups.fields import GroupField
from plait.groups.models import Group
from plait.meetings.given import MOST_FILES


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each is looked at when it is added, not here."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=ManyFiles(), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [file for file in (data or []) if file]
        if not files:
            raise forms.ValidationError("Choose the files, or one .zip that holds them.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"You chose {len(files)} files, and at most {MOST_FILES} are added in one go. Choose fewer; add the "
                "others after these."
            )
        return files


class AddManyForm(forms.Form):
    group = GroupField(
        label="Which group met", error_messages={"required": "Choose the group whose meetings they were."}
    )
    chosen = ManyFilesField(
        label="The minutes",
        help_text=f"Up to {MOST_FILES} files of at most {LARGEST} MB each, or one .zip that holds them.",
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, groups: QuerySet[Group], **options: Any) -> None:
        options["initial"] = {"token": get_random_string(32), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
