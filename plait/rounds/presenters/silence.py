"""What the pages about silence say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from plait.rounds.models import LeadNote
from plait.rounds.queries.silence import Silence
from plait.rounds.rules import why_silent


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """`note` is the address of the note to the lead, where that is what comes first."""

    owner: str
    agency: str
    asks: str
    reason: str
    not_yet: str
    note: str


def silence_rows(found: Iterable[Silence]) -> list[SilenceRow]:
    return [_row(each) for each in found]


def _row(each: Silence) -> SilenceRow:
    held = each.request
    first = each.over and held.note_state != LeadNote.SENT and held.chair_note_id is None
    return SilenceRow(
        owner=held.words,
        agency=each.led.agency,
        asks=f"{held.heard_of} of {held.asks} answered",  # type: ignore[attr-defined]
        reason=why_silent(held, over=each.over),
        not_yet=each.not_yet,
        note=reverse("lead_note", args=[held.pk]) if each.not_yet and first else "",
    )
