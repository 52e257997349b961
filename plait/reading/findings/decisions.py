"""Decisions told in a sentence without a label. Given as unlabelled, for a person to keep or drop."""

import re

from plait.reading.draft import Draft, Role, Section
from plait.reading.model import Decision
from plait.reading.wording import sentence_spans, squash

_DECIDED = re.compile(
    r"(?:It was (?:agreed|decided|resolved) (?:that )?|(?:The|This) (?:[\w'’&-]+ ){1,8}?(?:agreed"
    r"|approved|decided|endorsed|"
    r"resolved|adopted|ratified|signed off)\b|(?:Members|Partners) (?:agreed|approved|decided|endorsed) )"
)
_TAKEN_BACK = re.compile(r"\b(?:agreed to differ|agreed with)\b")


def find_unlabelled_decisions(draft: Draft) -> None:
    tasks = {(action.place, action.text) for action in draft.actions}
    for place, passage in enumerate(draft.passages):
        heading = draft.heading_at(place)
        if draft.roles[place] is not Role.BODY or heading is None or heading.section is not Section.TALK:
            continue
        for start, end in sentence_spans(passage.text):
            text = squash(passage.text[start:end])
            if (place, text) in tasks:
                continue
            if _DECIDED.match(text) and not _TAKEN_BACK.search(text[:200]) and len(text) <= 400:
                number = heading.number if heading.counts else None
                draft.decisions.append(Decision(text, number, False, passage.source_of(start, end)))
