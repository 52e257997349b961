"""The forms about letters."""

from django import forms

from plait.notifications.models import How
from plait.notifications.topics import Topic

_WHOLE = {"required": "Write their e-mail address.", "invalid": "Write a whole e-mail address, like name@example.org."}


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="It becomes their address in the list of people, and the letter is sent there.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=_WHOLE,
    )


class ToldForm(forms.Form):
    how = forms.CharField(
        label="How they were told",
        max_length=200,
        help_text="For example: by telephone, on Monday.",
        error_messages={"required": "Write how they were told."},
    )


class ChoicesForm(forms.Form):
    """One question for each topic; `chosen` holds the ways it takes now."""

    def __init__(self, chosen: list[tuple[Topic, How]], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        for topic, how in chosen:
            self.fields[topic.slug] = forms.ChoiceField(
                label=f"Letters {topic.words}",
                choices=[(way.value, way.label) for way in topic.ways],
                widget=forms.RadioSelect,
                initial=how.value,
                error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
            )
