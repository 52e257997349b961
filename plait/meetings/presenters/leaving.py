"""What ending the checking leaves out, said before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.meetings.models import Finding, FindingState, MinutesImport
from plait.meetings.presenters.check import title_of
from plait.meetings.presenters.findings import say_lines


@dataclass(frozen=True, slots=True)
class LeftRow:
    label: str
    kind: str
    words: str
    lines: str
    url: str


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """`kept` says what stays in the register as it is; `ticked` what must be confirmed or unticked first."""

    key: int
    version: int
    meeting: str
    title: str
    kept: str
    ticked: str
    rows: Sequence[LeftRow]
    button: str
    back: str


def leaving_page(minutes: MinutesImport, rest: Sequence[Finding], today: date) -> LeavingPage:
    stands = [found for found in rest if found.stands_as is not None]
    rows = [_row(minutes, found) for found in rest if found.stands_as is None]
    ticked = [found.label for found in rest if found.state == FindingState.TICKED]
    return LeavingPage(
        key=minutes.pk,
        version=minutes.version,
        meeting=title_of(minutes, today),
        title="Leave this one out?" if len(rows) == 1 else f"Leave these {len(rows):,} out?",
        kept=_kept(len(stands)),
        ticked=_ticked(ticked),
        rows=rows,
        button="Leave this one out" if len(rows) == 1 else f"Leave these {len(rows):,} out",
        back=reverse("minutes_import", args=[minutes.pk]),
    )


def _row(minutes: MinutesImport, found: Finding) -> LeftRow:
    url = f"{reverse('minutes_import', args=[minutes.pk])}?from={found.number if found.label[0] == 'A' else 1}"
    lines = say_lines(found.first_line, found.last_line)
    return LeftRow(found.label, found.kind, found.wording, lines, f"{url}#{found.label}")


def _kept(count: int) -> str:
    if not count:
        return ""
    said = "One more is in the register already and stays as it is" if count == 1 else ""
    return f"{said or f'{count:,} more are in the register already and stay as they are'} there."


def _ticked(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    which = f"{labels[0]} is" if len(labels) == 1 else f"{len(labels)} of them are"
    return f"{which} ticked. Confirm first what belongs in the register, or take the ticks off."


def said_after(count: int) -> str:
    left = "1 finding was left out" if count == 1 else f"{count:,} findings were left out"
    return f"The checking has ended and {left}. The actions confirmed before stand in the register."
