"""The few template tags of Plait. Most components are plain includes: see docs/reference/components.md."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_FLAG = mark_safe(
    '<svg viewBox="0 0 9 11" width="9" height="11" aria-hidden="true" focusable="false">'
    '<path d="M0 0h9L7 3l2 3H1.5v5H0z" fill="currentColor"/></svg>'
)
_LOCK = mark_safe(
    '<svg class="pl-lock" viewBox="0 0 11 13" width="11" height="13" role="img" aria-label="Restricted">'
    '<path d="M1 5h1V3.5a3.5 3.5 0 0 1 7 0V5h1v8H1zm2.6 0h3.8V3.5a1.9 1.9 0 0 0-3.8 0z" fill="currentColor"/></svg>'
)
_REFERENCE = re.compile(r"\b[A-Z]{2,4}-\d{4,9}\b")
STATE_SHAPES = {"blocked": "blocked", "silent": "silent", "done": "done", "not_done": "notdone"}


@register.simple_tag
def hard_date(words: str) -> SafeString:
    """{% hard_date "30 Oct" %}: the ink block of a date that moves only by a decision."""
    return format_html('<span class="pl-hard">{}Hard date {}</span>', _FLAG, words)


@register.simple_tag
def lock() -> SafeString:
    """{% lock %}: the only picture without a word; explained below a list."""
    return _LOCK


@register.simple_tag
def state(slug: str, words: str) -> SafeString:
    """{% state "blocked" "Blocked" %}: exceptions get a shape, the rest are plain words."""
    shape = STATE_SHAPES.get(slug)
    if shape is None:
        return format_html('<span class="pl-plainstate">{}</span>', words)
    return format_html('<span class="pl-state pl-state--{}">{}</span>', shape, words)


@register.simple_tag
def label(kind: str, words: str) -> SafeString:
    """{% label "action" "A7" %}: the same on the line and on the finding. Kinds: action, decision, question, person."""
    return format_html('<span class="pl-label pl-label--{}">{}</span>', kind, words)


@register.simple_tag
def squares(answered: int, silent: int, on_leave: int = 0) -> SafeString:
    """{% squares 9 2 1 %}: one square an owner, and the words beside it. Above 24 owners the words only."""
    total = answered + silent + on_leave
    words = f"{answered} of {total} answered"
    if total > 24:
        return format_html("<span>{}</span>", words)
    shapes = [("", 0)] * answered + [("pl-squares__silent", 0)] * silent + [("pl-squares__leave", 1)] * on_leave
    drawn = mark_safe(  # noqa: S308 (numbers and our own class names)
        "".join(
            f'<rect class="{shape}" x="{i * 16 + 0.5}" y="0.5" width="11" height="11"/>'
            + (f'<path class="pl-squares__bar" d="M{i * 16 + 3} 3h2v6h-2zm4 0h2v6h-2z"/>' if barred else "")
            for i, (shape, barred) in enumerate(shapes)
        )
    )
    return format_html(
        '<svg class="pl-squares" width="{0}" height="12" viewBox="0 0 {0} 12" aria-hidden="true">{1}</svg> '
        '<span class="pl-small">{2}</span>',
        total * 16,
        drawn,
        words,
    )


@register.filter
def unbroken(words: str) -> SafeString:
    """{{ line.what|unbroken }}: references that people say aloud never break across lines."""
    return mark_safe(_REFERENCE.sub(r'<span class="pl-nowrap">\g<0></span>', conditional_escape(words)))  # noqa: S308 (escaped before)


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """{{ mapping|get:key }}"""
    return mapping.get(key, "")
