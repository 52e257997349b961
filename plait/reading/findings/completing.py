"""Each action gets its owners, due and status from its columns, brackets and sentence."""

import datetime
import re
from dataclasses import replace

from plait.core.dates import find_days
from plait.reading.draft import Draft, FoundAction
from plait.reading.due.wording import column_due, find_due, is_hard
from plait.reading.findings.status import (
    split_status,
    status_of_colour,
    status_of_column,
    status_of_update,
    status_of_words,
    under_way,
    without_meeting,
)
from plait.reading.model import Due, DueKind, Status
from plait.reading.people.owner_sentences import read_owners
from plait.reading.people.owner_words import owners_of
from plait.reading.people.roll import Roll
from plait.reading.wording import sentences

_DUE_TAIL = re.compile(r"\s*[\[(](?P<words>[^()\[\]]{2,80})[)\]]\s*\.?\s*$")
_ENUMERATED = re.compile(r"^\(?(?:\d{1,2}|[a-h])[.)]\s+(?=[A-Z])")
_DASH_TAIL = re.compile(r"\s+[–—-]\s+(?P<words>(?:(?!\s-\s)[^–—]){3,50}?)\s*\.?\s*$")
_LABELLED_TAIL = re.compile(
    r"[\s,;–—-]*\b(?P<key>owner|lead|who|responsible|by whom|due|deadline|by when|timescale|date|status)\s?:\s?"
    r"(?P<words>[^:]{1,100}?)[\s.;,|]*$",
    re.IGNORECASE,
)


def complete_actions(draft: Draft) -> None:
    roll = Roll(draft.attendees)
    for action in draft.actions:
        action.text = _ENUMERATED.sub("", action.text, count=1) or action.text
        _cut_labelled_tails(action)
        _settle_status(action)
        _settle_due(draft, action)
        _settle_owners(action, roll)
        if action.due.kind is DueKind.NONE:
            _due_of_sentence(draft, action)
        _settle_hard(draft, action)


def _cut_labelled_tails(action: FoundAction) -> None:
    """ "... Owner: AB Due: 3 May": the parts that name the owner, the due and the status."""
    for _ in range(3):
        tail = _LABELLED_TAIL.search(action.text[-160:])
        if tail is None or (len(action.text) <= 160 and tail.start() == 0):
            return
        key, words = tail["key"].lower(), tail["words"].strip()
        action.text = action.text[: len(action.text) - len(action.text[-160:]) + tail.start()].rstrip(" ,;–—-(|")
        if key == "status":
            action.status_words = action.status_words or words
        elif key in ("due", "deadline", "by when", "timescale", "date"):
            action.due_words = action.due_words or words
        else:
            action.owner_words = action.owner_words or words


def _settle_status(action: FoundAction) -> None:
    text, words, _ = split_status(action.text)
    action.text = text or action.text
    status = status_of_column(action.status_words) if action.status_words else None
    if status is None and words:
        status = status_of_column(words) or (status_of_update(words) if action.old else None)
    if status is None and action.colour:
        status = status_of_colour(action.colour)
    if action.ticked:
        status = Status.DONE
    if status is None and action.old and action.status_words and len(action.status_words) > 3:
        status = status_of_update(action.status_words)
    if status is None and under_way(action.text):
        status = Status.IN_PROGRESS
    if status is None:
        carried = action.old and action.channel != "label"
        status = Status.CARRIED_FORWARD if carried else Status.NEW
    action.status = status


def _settle_due(draft: Draft, action: FoundAction) -> None:
    days = {"meeting": draft.date, "next_meeting": draft.next_meeting}
    if action.due_words:
        action.due = column_due(action.due_words, **days)
        if action.due.date is None and action.status is Status.NEW and status_of_words(action.due_words) is Status.DONE:
            action.due, action.status = Due(), Status.DONE
        return
    tail = _DUE_TAIL.search(action.text[-100:]) or _DASH_TAIL.search(action.text[-100:])
    if tail is not None:
        found = find_due(tail["words"], column=True, **days)
        if found is not None and found.start <= 3 and _ends(found.end, tail["words"].rstrip()):
            action.due = replace(found.due, text=tail["words"].strip())
            _status_behind_day(action, tail["words"])
            action.text = action.text[: len(action.text) - len(action.text[-100:]) + tail.start()].rstrip()


def _ends(end: int, words: str) -> bool:
    """Is the day all that the bracket says, or all before a semicolon?"""
    return end >= len(words) - 12 or words[end:].lstrip().startswith(";")


def _status_behind_day(action: FoundAction, words: str) -> None:
    """ "(due 11 September; from July, still open)": how far it is stands in the bracket of the day."""
    _, mark, said = words.partition(";")
    status = status_of_column(without_meeting(said.strip())) if mark else None
    if status is not None and action.status is Status.NEW:
        action.status = status


def _settle_owners(action: FoundAction, roll: Roll) -> None:
    if action.owner_words:
        action.owners = owners_of(action.owner_words, roll)
        told = read_owners(action.text, roll, prefix=False)
        if not action.owners:
            action.owners = told.owners
        return
    told = read_owners(action.text, roll, prefix=True)
    action.owners = told.owners
    if told.text:
        action.text = told.text


def _due_of_sentence(draft: Draft, action: FoundAction) -> None:
    found = find_due(action.text, meeting=draft.date, next_meeting=draft.next_meeting)
    if found is not None:
        action.due = found.due


def _settle_hard(draft: Draft, action: FoundAction) -> None:
    """A delivery date said in the talk before the action, where it is clearly the day of this action."""
    due = action.due
    if due.kind is not DueKind.DATE or due.date is None or due.hard:
        return
    heading = draft.heading_of[action.place]
    for place in range(max(0, action.place - 6), action.place):
        if draft.heading_of[place] != heading:
            continue
        for sentence in sentences(draft.passages[place].text):
            if is_hard(sentence) and _names_day(sentence, due.date):
                action.due = replace(due, hard=True)
                return


def _names_day(sentence: str, day: datetime.date) -> bool:
    found = find_days(sentence, reference=day)
    return any((each.day.month, each.day.day) == (day.month, day.day) for each in found)
