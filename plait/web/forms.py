"""GOV.UK markup for Django's own forms: a renderer, a bound field that knows its classes, and a few templates."""

from typing import Any

from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select, Textarea
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import CheckboxSelectMultiple, Widget

_BLOCKS: tuple[tuple[tuple[type[Widget], ...], str], ...] = (
    # Django's list of checkboxes is a kind of RadioSelect: it has to be asked for first.
    ((CheckboxSelectMultiple, CheckboxInput), "govuk-checkboxes__input"),
    ((RadioSelect,), "govuk-radios__input"),
    ((FileInput,), "govuk-file-upload"),
    ((Textarea,), "govuk-textarea"),
    ((Select,), "govuk-select"),
)
DJANGO_ROWS, ROWS = "10", "5"


def block_of(widget: Widget) -> str:
    """The GOV.UK class of a widget's own element."""
    return next((block for kinds, block in _BLOCKS if isinstance(widget, kinds)), "govuk-input")


class GovukBoundField(BoundField):
    """Adds the classes of GOV.UK Frontend; what describes a field comes from Django itself.

    No `required` and `aria-invalid`, as in GOV.UK's own markup: the refusal is ours, in words, and read with the field.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        block = block_of(shown)
        classes = [block, *str(shown.attrs.get("class", "")).split(), *str(attrs.get("class", "")).split()]
        if self.errors and not block.endswith("__input"):
            classes.append(f"{block}--error")
        attrs.pop("required", None)
        attrs.pop("aria-invalid", None)
        if isinstance(shown, Textarea):
            attrs["cols"] = False
            attrs["rows"] = ROWS if shown.attrs["rows"] == DJANGO_ROWS else shown.attrs["rows"]
        attrs["class"] = " ".join(dict.fromkeys(classes))
        return attrs

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def first_id(self) -> str:
        """Where an error summary leads: the field, or its first choice."""
        if not self.use_fieldset:
            return self.auto_id
        return f"{self.auto_id}_0"


class Renderer(TemplatesSetting):
    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = GovukBoundField


class LongList(CheckboxSelectMultiple):
    """Tick boxes for a list that may be long, such as people: it scrolls in its own frame."""

    template_name = "web/forms/long_list.html"
