"""The spreadsheet that goes with the letter that asks: what is on the page of the link, to be filled in and sent back.

A letter may be read by many on its way. So a spreadsheet goes with none that speaks of a restricted action, nor of any
action of a restricted group: its letter leads to the page, which has one.
"""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from plait.core.markings import marked_name
from plait.core.sheets import XLSX
from plait.notifications.enclosures import Enclosure
from plait.notifications.models import Message
from plait.rounds.commands.asking import KIND
from plait.rounds.models import Asked
from plait.rounds.queries.reading import open_ones_of
from plait.rounds.sheets import as_sheet

NAME = "your actions.xlsx"


def sheets_for(messages: Sequence[Message]) -> Mapping[int, Enclosure]:
    about = {message.key: message.pk for message in messages if message.kind == KIND and message.key}
    name = marked_name(NAME, restricted=False)
    return {
        about[key]: Enclosure(name, XLSX, as_sheet(asked, str(asked[0].request.round.group)))
        for key, asked in open_ones_of(about, timezone.localdate()).items()
        if not any(_is_restricted(each) for each in asked)
    }


def _is_restricted(asked: Asked) -> bool:
    return asked.action.circle.restricted or asked.request.round.group.circle.restricted
