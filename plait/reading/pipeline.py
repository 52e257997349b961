"""The order in which a document is understood. Every step fills a part of the draft that later steps may look at."""

import re
from collections.abc import Callable

from plait.reading.attendance.step import find_attendance
from plait.reading.document import Document
from plait.reading.draft import Draft, FoundAction, Section
from plait.reading.findings.action_tables import find_in_tables
from plait.reading.findings.assignments import find_assignments
from plait.reading.findings.challenges import find_challenges
from plait.reading.findings.closing_lists import find_closing_lists, find_next_meeting
from plait.reading.findings.completing import complete_actions
from plait.reading.findings.decisions import find_unlabelled_decisions
from plait.reading.findings.labelled import find_labelled
from plait.reading.findings.marked_sentences import find_marked_sentences
from plait.reading.findings.questions import ask
from plait.reading.findings.repeats import merge_repeats
from plait.reading.loose_ends.step import find_loose_ends
from plait.reading.model import Action, Decision, Item, Kind, Reading, Warning_
from plait.reading.structure.agenda import set_agendas_aside
from plait.reading.structure.closing_time import find_closing_time
from plait.reading.structure.flow import passages
from plait.reading.structure.head import find_head, printed_group
from plait.reading.structure.items import find_items
from plait.reading.structure.kind import why_not_minutes
from plait.reading.structure.sections import section_of_title
from plait.reading.structure.splitting import split_all
from plait.reading.wording import content_words, ends_open, first_sentence_start

STEPS: tuple[Callable[[Draft], None], ...] = (
    find_head,
    set_agendas_aside,
    find_attendance,
    find_items,
    find_next_meeting,
    find_closing_time,
    find_in_tables,
    find_marked_sentences,
    find_labelled,
    find_assignments,
    find_unlabelled_decisions,
    find_closing_lists,
    complete_actions,
    merge_repeats,
    find_loose_ends,
    find_challenges,
    ask,
)
_LINK = re.compile(r"(?:,|\b(?:the|a|an|of|to|for|and|or|that|in|on|at|by|with|from|which|was|is|be))\s*$")
_SAID_BY_EXTRACTORS = {
    "tracked_changes": "The document holds tracked changes. They were read as if accepted.",
    "struck_out": "Words that are struck out were left out.",
    "older_message": "Older messages are quoted below this one. They were left out.",
    "attachment": "The e-mail itself holds no minutes. They were read from a file that it carries.",
    "other_files": "The e-mail carries files that were not read. If one of them holds minutes, add it by itself.",
}


def read_document(document: Document) -> Reading:
    """What a document says as minutes, or why it is none."""
    draft = Draft(document, split_all(passages(document)))
    for code in document.codes:
        draft.warn(code, _SAID_BY_EXTRACTORS.get(code, f"The file was read with a note: {code.replace('_', ' ')}."))
    for step in STEPS:
        step(draft)
    reason = why_not_minutes(draft)
    if reason is not None:
        return Reading(Kind.NOT_MINUTES, reason, lines=document.lines)
    return _finished(draft)


def _finished(draft: Draft) -> Reading:
    if not draft.actions:
        draft.warnings.append(Warning_("no_actions_found", "No actions found."))
    _warn_of_open_end(draft)
    return Reading(
        kind=Kind.MINUTES,
        title=draft.title,
        group=printed_group(draft),
        date=draft.date,
        date_inferred=draft.date_inferred,
        start=draft.start,
        end=draft.end,
        venue=draft.venue,
        attendees=tuple(draft.attendees),
        items=tuple(Item(h.number, h.title, h.source) for h in draft.headings if h.counts),
        decisions=_once(draft.decisions),
        actions=tuple(finished_action(draft, found) for found in draft.actions),
        escalations=tuple(draft.escalations),
        impact=tuple(draft.impact),
        next_agenda=tuple(draft.next_agenda),
        loose_ends=tuple(draft.loose_ends),
        challenges=tuple(draft.challenges),
        questions=tuple(draft.questions),
        warnings=tuple(draft.warnings),
        lines=draft.document.lines,
    )


def finished_action(draft: Draft, found: FoundAction) -> Action:
    """The action as the reading tells it, with the number of its item as the minutes print it."""
    item = _item_number(draft, found.item)
    return Action(found.text, item, found.owners, found.due, found.status, found.labelled, found.source)


def _item_number(draft: Draft, item: str | None) -> str | None:
    """A summary says "21" where the minutes number an item "TD 21"."""
    if item is None or any(h.number == item for h in draft.headings):
        return item
    longer = [h.number for h in draft.headings if h.number and h.number.split()[-1] == item.rstrip(".")]
    return longer[0] if longer else item


def _once(decisions: list[Decision]) -> tuple[Decision, ...]:
    """Each decision once, a labelled one before the same without a label."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for decision in decisions:
        key = tuple(content_words(decision.text))
        if key not in seen:
            seen.add(key)
            found.append(decision)
    return tuple(sorted(found, key=lambda decision: decision.source.first_line))


def _warn_of_open_end(draft: Draft) -> None:
    last = draft.passages[-1] if draft.passages else None
    heading = draft.headings[-1] if draft.headings else None
    if last is None or heading is None or (last.cell is not None and last.cell.table < 1_000_000):
        return
    talk = ". " in last.text or first_sentence_start(last.text) is not None or _LINK.search(last.text) is not None
    cut = ends_open(last.text) and len(last.text) > 60 and not last.bullet and talk
    bare = re.search(r"[A-Za-z].*\d|:\s*\w", last.text) is None  # "Next meeting" with no day and no words behind it
    empty = bare and len(last.text) < 60 and section_of_title(last.text) is Section.NEXT_MEETING
    if cut or empty:
        draft.warn("text_ends_early", "The text seems to end before the minutes do.")
