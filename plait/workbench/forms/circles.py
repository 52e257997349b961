"""Letting people in, conflicts of interest, roles."""

from typing import Any

from django import forms
from django.utils import timezone

from plait.access.models import Circle, Role
from plait.core.forms import DayField
from plait.groups.models import Group
from plait.groups.queries import groups_at_work
from plait.people.queries import agencies, people

WHY = {"required": "Say why."}


def _reason(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=300, error_messages=WHY)


class OpenCircleForm(forms.Form):
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Whose matter it is",
        empty_label="Choose a group",
        error_messages={"required": "Choose the group."},
    )
    name = forms.CharField(
        label="What the circle is called",
        help_text="Without the name of a child or a family: administrators read it. For example: Review 3 of 2026.",
        max_length=120,
        error_messages={"required": "Give it a name."},
    )
    reason = _reason("Why it is restricted", "It stands on the page of the circle.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = groups_at_work(timezone.localdate()).order_by("name")


class LetInForm(forms.Form):
    person = forms.ModelChoiceField(
        people(), label="Who", empty_label="Choose a person", error_messages={"required": "Choose the person."}
    )
    reason = _reason("Why they need to know", "Everybody in the circle can read it.")
    ends_on = DayField(
        label="Until, if it ends",
        required=False,
        help_text="The first day on which they are no longer in, as 17 May 2026. It ends by itself.",
    )


class ConflictForm(forms.Form):
    """`alone`: one record. Without the right to record others' conflicts there is nobody to choose: it is one's own."""

    person = forms.ModelChoiceField(
        people(), label="Who has it", empty_label="Choose a person", error_messages={"required": "Choose the person."}
    )
    reason = _reason("What the conflict is", "As it was declared. The chair and the business unit can read it.")

    def __init__(self, *args: Any, others: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not others:
            del self.fields["person"]


class ReasonForm(forms.Form):
    reason = _reason("Why", "It stands in the history.")


class PutIntoCircleForm(forms.Form):
    circle = forms.ModelChoiceField(
        Circle.objects.none(),
        label="Who may know",
        empty_label="Choose a circle",
        error_messages={"required": "Choose a circle."},
    )
    reason = _reason("Why", "Everybody who can open it can read the reason in its history.")

    def __init__(self, *args: Any, keys: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["circle"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Circle.objects.filter(pk__in=keys).order_by("name")


class GiveRoleForm(forms.Form):
    person = forms.ModelChoiceField(
        people(), label="Who", empty_label="Choose a person", error_messages={"required": "Choose the person."}
    )
    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose the role."})
    agency = forms.ModelChoiceField(
        agencies(), label="Agency, for an agency lead", empty_label="No agency", required=False
    )
    reason = _reason("Why, or by which decision", "It stands in the history.")

    def __init__(self, *args: Any, roles: list[Role], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a role"), *((role.value, role.label) for role in roles)]
