"""Are these minutes at all? Templates, reports, agendas and letters are told in a sentence."""

import re

from plait.reading.draft import Draft, Role
from plait.reading.model import Presence

_PLACEHOLDER = re.compile(
    r"\[[^\[\]\n]{2,60}\]|<[^<>\n]{2,40}>|\b(?:dd/mm/yy(?:yy)?|xx/xx/xx(?:xx)?)\b|_{4,}|\.{6,}", re.IGNORECASE
)
_MINUTES = re.compile(r"\b(?:minutes|notes?|note|record) of\b|\bminutes\b", re.IGNORECASE)
_LETTER = re.compile(r"\s*dear\s+\S", re.IGNORECASE)
_CLOSING = re.compile(r"\s*(?:yours (?:sincerely|faithfully|truly)|kind regards|best wishes)\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:(?:draft|final|the|meeting|revised) )*agenda(?: (?:and|&|with) (?:supporting )?(?:papers?|reports?))?",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(?:minutes|notes?|record) (?:of|from)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:annual report|report|review|strategy|policy|procedure|guidance|briefing|terms of reference|business plan|"
    r"strategic plan)\b",
    re.IGNORECASE,
)

TEMPLATE = "This is an empty template for minutes: no date, no names and no discussion have been filled in."
REPORT = "This reads as a report: it has no meeting date, no attendance and no items of a meeting."
AGENDA = "This is an agenda: it says what will be discussed, not what was said or decided."
LETTER = "This reads as a letter, not as minutes of a meeting."
OTHER = "This does not read as minutes: it has no meeting date, no attendance and no items of a meeting."


def why_not_minutes(draft: Draft) -> str | None:
    """The reason in a sentence, or None for minutes."""
    head = [p.text for p in draft.passages[:12]]
    present = sum(a.status is not Presence.APOLOGIES for a in draft.attendees)
    if _is_template(draft):
        return TEMPLATE
    labelled = sum(action.labelled for action in draft.actions)
    greeted = not present and any(_LETTER.match(text) for text in head)
    if greeted and any(_CLOSING.match(p.text) for p in draft.passages):
        return LETTER
    if present == 0 and (_is_agenda(draft, head) or _is_called_agenda(draft, head)):
        return AGENDA
    says_minutes = any(_MINUTES.search(text) and len(text) < 160 for text in head)
    evidence = (
        2 * (present >= 2)
        + (draft.date is not None)
        + says_minutes
        + (labelled > 0)
        + (sum(d.labelled for d in draft.decisions) > 0)
        + (draft.start is not None)
        + bool(draft.attendees)
    )
    if evidence >= 2 and (present or says_minutes or labelled):
        return None
    return REPORT if any(_REPORT.search(text) for text in head) else OTHER


def _is_template(draft: Draft) -> bool:
    """Places to fill in, and nobody and no day filled in."""
    if draft.attendees or draft.date is not None:
        return False
    holes = sum(len(_PLACEHOLDER.findall(p.text[:500])) for p in draft.passages[:400])
    talk = sum(len(p.text) > 160 for p in draft.passages)
    return (holes >= 3 and talk <= 3) or (holes >= 1 and talk == 0)


def _is_called_agenda(draft: Draft, head: list[str]) -> bool:
    """Its title says so, papers and what is still to be done included; nobody was there and nothing was decided."""
    called = any(_TITLE.fullmatch(text.strip(" .:")) for text in head[:6])
    return called and not any(_RECORD.search(text) for text in head[:6]) and not draft.decisions


def _is_agenda(draft: Draft, head: list[str]) -> bool:
    """Says so at its start, and holds no talk, no action and no decision."""
    if not any(_AGENDA.search(text) and len(text) < 100 for text in head):
        return False
    talk = sum(len(p.text) > 200 for n, p in enumerate(draft.passages) if draft.roles[n] is Role.BODY)
    return talk <= 1 and not any(a.labelled for a in draft.actions) and not draft.decisions
