"""Choosing a group in a form."""

from typing import Any

from django import forms

from plait.core.dates import say
from plait.groups.models import Group


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """One of the groups that the form is given as `queryset`; none until then."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"queryset": Group.objects.none(), "empty_label": "Choose a group", **options})

    def label_from_instance(self, obj: Group) -> str:
        ended = f", ended {say(obj.ended_on)}" if obj.ended_on else ""
        return f"{obj.name}{', restricted' if obj.circle.restricted else ''}{ended}"
