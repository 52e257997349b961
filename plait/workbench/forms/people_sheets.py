"""Adding a spreadsheet of people, and what comes back from the page on which it is compared."""

import re

from django import forms
from django.http import QueryDict

from plait.core.forms import DocumentField
from plait.workbench.rules import LARGEST_PEOPLE_SHEET

_TICK = re.compile(r"(\d{1,6}):([0-9a-f]{16})")
_ANSWER = re.compile(r"answer-(\d{1,6})")


class PeopleSheetForm(forms.Form):
    file = DocumentField(
        label="The spreadsheet",
        help_text="Excel (.xlsx) or comma-separated text (.csv), at most 5 MB.",
        most=LARGEST_PEOPLE_SHEET,
        smaller="Take pictures and other sheets out, and add it again.",
    )


def ticks_in(sent: QueryDict) -> dict[int, str]:
    """Ticked lines, each with what was looked at. What was not sent by the page is left out."""
    found = (_TICK.fullmatch(value) for value in sent.getlist("row"))
    return {int(match[1]): match[2] for match in found if match}


def answers_in(sent: QueryDict) -> dict[int, str]:
    found = ((_ANSWER.fullmatch(name), name) for name in sent)
    return {int(match[1]): str(sent[name])[:40] for match, name in found if match and sent[name]}
