"""Our fields against the HTML that GOV.UK Frontend expects of its own components."""

import json
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.forms.renderers import get_default_renderer

from plait.web.forms import Renderer, block_of
from tests.unit.web.markup import tree

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "govuk_fixtures.json").read_text())["cases"]


def _choices(options: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(item["value"]), item["text"]) for item in options["items"]]


def _field(component: str, options: dict[str, Any]) -> forms.Field:
    attrs = {"class": options.get("classes", "")} if options.get("classes") else {}
    legend = options.get("fieldset", {}).get("legend", {})
    said = {
        "label": (options.get("label") or legend).get("text", ""),
        "help_text": options.get("hint", {}).get("text", ""),
        "error_messages": {"required": options.get("errorMessage", {}).get("text", "")},
    }
    if component == "input":
        attrs["type"] = options.get("type", "text")
        return forms.CharField(widget=forms.TextInput(attrs=attrs), **said)
    if component == "textarea":
        return forms.CharField(widget=forms.Textarea(attrs=attrs), **said)
    if component == "file-upload":
        return forms.FileField(widget=forms.FileInput(attrs=attrs), **said)
    if component == "select":
        return forms.ChoiceField(choices=_choices(options), **said)
    if component == "radios":
        return forms.ChoiceField(choices=_choices(options), widget=forms.RadioSelect, **said)
    return forms.MultipleChoiceField(choices=_choices(options), widget=forms.CheckboxSelectMultiple, **said)


def _initial(options: dict[str, Any]) -> Any:
    chosen = [str(item["value"]) for item in options.get("items", ()) if item.get("selected") or item.get("checked")]
    return options.get("value") or (chosen[0] if chosen else None)


def _rendered(component: str, options: dict[str, Any]) -> str:
    """The field in a form, refused where the case shows an error."""
    name = options["name"]
    form = forms.Form(
        {} if "errorMessage" in options else None, initial={name: _initial(options)}, auto_id="%s", renderer=Renderer()
    )
    form.fields[name] = _field(component, options)
    if "errorMessage" in options:
        form.full_clean()
    return str(form[name].as_field_group())


def _without_what_django_cannot_say(html: str) -> str:
    return html.replace(" disabled>", ">").replace(" checked>", ">").replace(" selected>", ">")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['component']}, {case['name']}")
def test_a_field_has_the_markup_of_govuk_frontend(case: dict[str, Any]) -> None:
    ours = _rendered(case["component"], case["options"])
    assert tree(_without_what_django_cannot_say(ours)) == tree(_without_what_django_cannot_say(case["html"]))


class _Ask(forms.Form):
    group = forms.ChoiceField(label="Group", choices=[("a", "Oversight")], widget=forms.RadioSelect)
    hard = forms.BooleanField(label="This is a hard date", help_text="It moves only by a decision.")
    words = forms.CharField(label="Wording", error_messages={"required": "Write what is to be done."})

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("The group has ended meanwhile.")


def test_plait_renders_forms_this_way_by_default() -> None:
    assert isinstance(get_default_renderer(), Renderer)


def test_the_summary_of_errors_leads_to_each_field_and_says_that_nothing_is_lost() -> None:
    html = str(_Ask({}))
    assert '<a href="#id_group_0">' in html
    assert '<a href="#id_hard">' in html
    assert '<a href="#id_words">Write what is to be done.</a>' in html
    assert "<li>The group has ended meanwhile.</li>" in html
    assert "nothing you typed is lost" in html


def test_every_link_of_the_summary_has_its_place_on_the_page() -> None:
    html = str(_Ask({}))
    leads = [part.split('"')[0] for part in html.split('href="#')[1:]]
    assert len(leads) == 3
    assert all(f'id="{lead}"' in html for lead in leads)


def test_a_form_that_was_not_sent_shows_no_error() -> None:
    assert "error" not in str(_Ask())


def test_a_single_tick_box_stands_before_its_words_and_is_described_by_its_hint() -> None:
    html = str(_Ask()["hard"].as_field_group())
    assert html.index("govuk-checkboxes__input") < html.index("This is a hard date")
    assert 'aria-describedby="id_hard_helptext"' in html
    assert 'id="id_hard_helptext"' in html


def test_what_was_typed_is_shown_as_text_and_never_as_markup() -> None:
    html = str(_Ask({"words": '"><script>alert(1)</script>'})["words"].as_field_group())
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_list_of_tick_boxes_is_not_taken_for_radios() -> None:
    assert block_of(forms.CheckboxSelectMultiple()) == "govuk-checkboxes__input"


def test_a_field_keeps_a_class_of_its_own() -> None:
    class Narrow(forms.Form):
        due = forms.CharField(widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}))

    assert 'class="govuk-input govuk-input--width-10"' in str(Narrow()["due"])
