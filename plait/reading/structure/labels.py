"""Labels before a text: "Action:", "ACTION 06/25", "Decision –", "RESOLVED that"."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from plait.reading.layout.passages import Passage


class Label(StrEnum):
    ACTION = "action"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Labelled:
    """`start` is where the text begins; `alone` when nothing follows: the label heads a list."""

    label: Label
    start: int
    alone: bool
    number: str | None = None
    owner: str | None = None  # printed between the label and its colon: "Action AB: ..."
    resolved: bool = False  # the word of a resolution: what follows may give somebody a task
    agreed: bool = False


_NUMBER = r"(?:(?:no\.?|number|point|ref\.?|#)?\s?(?P<number>[A-Z]{0,4}\d{1,4}(?:[/.-]\d{1,4}){0,2}[a-z]?))?"
_ACTION = re.compile(
    rf"(?P<word>ACTION POINTS?|Action [Pp]oints?|ACTIONS?|Actions?|AP"
    r"|(?:Agreed [Aa]ctions?|Actions? (?:agreed|required|needed)|Follow[- ]?[Uu]ps?|To [Dd]o"
    r"|Tasks?)(?=:\s))"
    rf"(?:\b|(?<=AP)(?=\d))\s?{_NUMBER}"
    r"\s*(?P<mark>[:–—-](?=\s|$)|:)?\s*"
)
_DECISION = re.compile(
    rf"(?:(?:It was |IT WAS |Members |The (?:Board|Committee|Council|Group|Panel) )(?=AGREED|RESOLVED))?"
    rf"(?:(?:UNANIMOUSLY|FURTHER|unanimously) )?"
    rf"(?P<word>DECISIONS?|Decisions?(?: made| taken)?|AGREED|Agreed|DECIDED|Decided|RESOLVED|Resolved|RESOLUTION"
    rf"|Resolution)\b\s?{_NUMBER}"
    r"\s*(?P<mark>[:–—-](?=\s|$)|:)?\s*"
)
_POINT = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+(?=[A-Z])")  # the number of a paragraph before a label


_NAMED = re.compile(
    r"(?:ACTIONS?|Actions?)(?:\s?[:–—-])?\s(?:for |by |on )?[(\[]?"
    r"(?P<who>(?:[A-Z][\w'’-]*|All|all)(?:(?: and |, ?|/| ?[+&] ?| )(?:[A-Z][\w'’-]*|partners|members|agencies)){0,7})"
    r"[)\]]?\s?(?::|[–—-](?=\s))\s*(?=\S)"
)
_NOT_OWNERS = frozenset(
    [
        "plan",
        "plans",
        "log",
        "logs",
        "point",
        "points",
        "tracker",
        "tracking",
        "item",
        "items",
        "list",
        "planning",
        "required",
        "learning",
        "notes",
        "note",
        "summary",
        "update",
        "updates",
        "completed",
        "complete",
        "status",
        "agreed",
        "from",
        "against",
        "register",
        "review",
        "research",
        "group",
    ]
)


def _named(passage: Passage) -> Labelled | None:
    match = _NAMED.match(passage.text)
    if match is None or match["who"].split()[0].lower() in _NOT_OWNERS:
        return None
    return Labelled(Label.ACTION, match.end(), False, owner=match["who"])


_REFERENCED = re.compile(
    r"(?:[A-Z]{1,6}[ /-]?)?\d{1,4}[/.-]\d{1,4}[a-z]?[:.)]?\s+"
    r"[\[(](?P<who>[^\[\]()]{1,60})[\])]\s*[:–—-]?\s*(?=[A-Z\"“‘'])"
)


def _referenced(passage: Passage) -> Labelled | None:
    """ "AP41/3 [Clerk] Write to …": a reference and who is to do it stand before the task."""
    match = _REFERENCED.match(passage.text)
    return None if match is None else Labelled(Label.ACTION, match.end(), False, owner=match["who"])


def label_of(passage: Passage) -> Labelled | None:
    """The label a passage begins with, if it does; the number of a paragraph may stand before it."""
    if point := _POINT.match(passage.text):
        found = label_of(passage.part(point.end()))
        return None if found is None else replace(found, start=found.start + point.end())
    if (referenced := _referenced(passage)) is not None:
        return referenced
    if passage.text[:6] in ("Action", "ACTION") and (named := _named(passage)):
        return named
    for label, pattern in ((Label.ACTION, _ACTION), (Label.DECISION, _DECISION)):
        match = pattern.match(passage.text)
        if match and (found := _accepted(passage, match, label)):
            return found
    return None


def _accepted(passage: Passage, match: re.Match[str], label: Label) -> Labelled | None:
    text, word = passage.text, match["word"]
    alone = match.end() >= len(text)
    bold = 0 < passage.bold_to <= match.end() + 1 or (passage.bold_to >= len(text) and bool(match["mark"]))
    upper = word.isupper() and (len(word) > 2 or bool(match["number"]))
    if match["mark"] is None:
        if alone:
            return None if match["number"] else _only_heading(match, label)
        if text[match.end() :].split()[0].lower() in _LISTS:
            return None
        if not (bold or upper) or (text[match.end() - 1 : match.end()].strip() and not match["number"]):
            return None
        if upper and not bold and text[match.end() :].split()[0].isupper() and len(text.split()) < 4:
            return None
    elif match["mark"] in "–—-" and not (bold or upper or match["number"] or text[: match.end()].count(" ") <= 2):
        return None
    resolved, agreed = word.lower().startswith("resol"), word.lower().startswith("agreed")
    return Labelled(label, match.end(), alone, match["number"], resolved=resolved, agreed=agreed)


_LISTS = frozenset(
    {"log", "plan", "tracker", "list", "register", "summary", "table", "sheet"}
)  # "ACTION LOG at the close"


def _only_heading(match: re.Match[str], label: Label) -> Labelled | None:
    word = match["word"].lower()
    if word not in _HEADS:
        return None
    return Labelled(label, match.end(), True, resolved=word.startswith("resol"), agreed=word == "agreed")


_HEADS = frozenset(
    {"action", "actions", "decision", "decisions", "action points", "resolution", "resolved", "agreed", "resolutions"}
)
