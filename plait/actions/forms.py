"""The forms of the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.models import OPEN_STATES, Action, ActionKind, DueKind, OwnerKind, Responsibility
from plait.core.dates import say
from plait.core.forms import DayField, DocumentField, SeveralField
from plait.core.references import parse_reference
from plait.groups.models import Group
from plait.people.models import Person, Post
from plait.people.queries import agencies, people, posts_on
from plait.web.forms import LongList


class Versioned(forms.Form):
    """Carries the version that the person saw, so that a stale or doubled form is noticed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class UpdateForm(Versioned):
    words = forms.CharField(
        label="What happened", widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )
    state = forms.ChoiceField(
        label="Where it stands",
        choices=[(state.value, state.label) for state in OPEN_STATES],
        widget=forms.RadioSelect,
    )
    waits_for = forms.CharField(
        label="It waits for the action",
        help_text="Its reference, such as ACT-0042. Empty it when it waits for that action no longer.",
        required=False,
        max_length=20,
    )
    told_by = forms.ModelChoiceField(
        people(),
        label="Told by",
        help_text="If somebody told you this, by telephone perhaps.",
        required=False,
        empty_label="Nobody: I write for myself",
    )

    def __init__(self, *args: Any, runs: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not runs:
            del self.fields["told_by"]

    def clean_waits_for(self) -> str:
        words: str = self.cleaned_data["waits_for"]
        if words and parse_reference(words) is None:
            raise forms.ValidationError(f"“{words}” is not a reference. Write it as ACT-0042.")
        return words


class ReasonForm(Versioned):
    because = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, error_messages={"required": "Say why."}
    )


class CloseForm(Versioned):
    words = forms.CharField(
        label="What was done", widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )

    def __init__(self, *args: Any, enquiry: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if enquiry:
            self.fields["words"].label = "The answer"
            self.fields["words"].required = True
            self.fields["words"].error_messages["required"] = "An enquiry closes with its answer. Write what was found."


class EvidenceForm(forms.Form):
    file = DocumentField(label="File")
    words = forms.CharField(label="What it shows", required=False, max_length=300)


class SettleForm(forms.Form):
    """Somebody else than the candidates."""

    person = forms.ModelChoiceField(people(), label="Someone else", empty_label="Choose a person")


class HandOnForm(Versioned):
    """Who answers now, and who of the agency does from now on."""

    held = forms.ChoiceField(label="Who answers now", error_messages={"required": "Choose who answers now."})
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who answers from now on",
        empty_label="Choose a person",
        error_messages={"required": "Choose the person."},
    )

    def __init__(self, *args: Any, held: Sequence[Responsibility], people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices, person = self.fields["held"], self.fields["person"]
        assert isinstance(choices, forms.ChoiceField)
        assert isinstance(person, forms.ModelChoiceField)
        choices.choices = [(str(each.pk), str(each.person or each.post or each.agency)) for each in held]
        person.queryset = people


OWNERS = frozenset({"owners", "owner_posts", "owner_agencies", "everyone"})
DUE = frozenset({"due_on", "next_meeting", "hard"})


class AgreedForm(forms.Form):
    """What was agreed: wording, kind, owners, date. Used to change an action and to add one by hand."""

    wording = forms.CharField(label="Wording", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    kind = forms.ChoiceField(label="Kind", choices=ActionKind.choices, widget=forms.RadioSelect)
    owners = SeveralField(
        people(),
        label="People who answer for it",
        required=False,
        widget=LongList,
    )
    owner_agencies = SeveralField(agencies(), label="Agencies who answer for it", required=False, widget=LongList)
    owner_posts = SeveralField(
        Post.objects.none(),
        label="Posts that answer for it",
        required=False,
        widget=LongList,
    )
    everyone = forms.BooleanField(label="All partners answer for it", required=False)
    due_on = DayField(label="By when", required=False)
    next_meeting = forms.BooleanField(label="It is due at the next meeting", required=False)
    hard = forms.BooleanField(
        label="This is a hard date",
        help_text="A delivery date, not a target: it moves only by a decision.",
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner_posts"].queryset = posts_on(timezone.localdate())  # type: ignore[attr-defined]

    def touches(self, fields: frozenset[str]) -> bool:
        """Whether the person changed any of these fields; what was not touched stays as it was."""
        return bool(fields & set(self.changed_data))

    def owner_choices(
        self, held: Sequence[Responsibility] = (), kept: tuple[OwnerChoice, ...] = ()
    ) -> list[OwnerChoice]:
        """Owners as chosen. Who answered before keeps the lead and the minutes' words; `kept` stay as they are."""
        leads = {h.person_id for h in held if h.leads}
        said = next((h.words for h in held if h.kind == OwnerKind.EVERYONE), "All partners")
        chosen = [OwnerChoice(OwnerKind.PERSON, person=p, leads=p.pk in leads) for p in self.cleaned_data["owners"]]
        chosen += [OwnerChoice(OwnerKind.POST, post=post) for post in self.cleaned_data["owner_posts"]]
        chosen += [OwnerChoice(OwnerKind.AGENCY, agency=agency) for agency in self.cleaned_data["owner_agencies"]]
        if self.cleaned_data["everyone"]:
            chosen.append(OwnerChoice(OwnerKind.EVERYONE, words=said))
        return [*chosen, *kept]

    def due_choice(self, words: str = "") -> DueChoice:
        """The day as chosen. The minutes' words are kept beside it."""
        on, hard = self.cleaned_data["due_on"], self.cleaned_data["hard"]
        if self.cleaned_data["next_meeting"]:
            return DueChoice(DueKind.NEXT_MEETING, on, words, hard and on is not None)
        return DueChoice(DueKind.DATE, on, words, hard) if on else DueChoice()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("hard") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "A hard date needs a day.")
        return cleaned


class ChangeForm(AgreedForm, Versioned):
    decision = forms.CharField(
        label="Decision that moves the hard date",
        help_text="Only needed if you move a hard date: which meeting decided it, and when.",
        required=False,
        max_length=300,
    )


class AddForm(AgreedForm):
    group = forms.ModelChoiceField(Group.objects.none(), label="Group", empty_label="Choose a group")
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    field_order = ["group", "wording", "kind"]

    def __init__(self, *args: Any, groups: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


def as_agreed(action: Action, owners: list[Any]) -> Mapping[str, object]:
    """What the change form shows first."""
    return {
        "version": action.version,
        "wording": action.wording,
        "kind": action.kind,
        "owners": [h.person_id for h in owners if h.person_id],
        "owner_agencies": [h.agency_id for h in owners if h.agency_id],
        "owner_posts": [h.post_id for h in owners if h.post_id],
        "everyone": any(h.kind == OwnerKind.EVERYONE for h in owners),
        "due_on": say(action.due_on) if action.due_on else "",
        "next_meeting": action.due_kind == DueKind.NEXT_MEETING,
        "hard": action.due_hard,
    }
