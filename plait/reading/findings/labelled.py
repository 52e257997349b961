"""Actions and decisions behind a label, in a list below one, or with a checkbox."""

import re

from plait.reading.document import LineKind
from plait.reading.draft import Draft, FoundAction, Role, Section
from plait.reading.findings.status import status_of_words
from plait.reading.layout.passages import Passage
from plait.reading.model import Decision, Status
from plait.reading.structure.labels import Label, Labelled, label_of
from plait.reading.structure.sections import speaks_of_earlier_actions
from plait.reading.wording import squash

_NONE = re.compile(
    r"(?:no (?:new |further )?(?:actions?|decisions?)\b.{0,60}|none\b.{0,40}|n/?a|nil)\.?", re.IGNORECASE
)


def find_labelled(draft: Draft) -> None:
    """Walks the text once; a label alone opens a list that lasts while list items follow."""
    walk = _Walk(draft)
    for place, passage in enumerate(draft.passages):
        walk.step(place, passage)


class _Walk:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._list: Label | None = None  # what the items of the list being read are
        self._taken = 0  # items of that list so far
        self._bulleted = False
        self._old = False

    def step(self, place: int, passage: Passage) -> None:
        role = self.draft.roles[place]
        if role is Role.ITEM:
            self._open_by_heading(place)
            return
        if role is not Role.BODY:
            self._list = None
            return
        if self._is_status(place, passage):
            self.draft.actions[-1].status_words = _status_part(passage.text)
            self.draft.take([place], Role.ACTION)
            return
        labelled = label_of(passage)
        if labelled is not None:
            self._take_label(place, passage, labelled)
        elif passage.kind is LineKind.HEADING:
            self._open_by_heading(place)
        elif self._list is not None:
            self._take_list_item(place, passage)
        elif passage.ticked is not None and passage.bullet:
            self._add_action(place, passage.part(0), "checkbox")

    def _is_status(self, place: int, passage: Passage) -> bool:
        """A short line below an action that only says how far it is."""
        actions = self.draft.actions
        if not actions or actions[-1].place != place - 1 or actions[-1].status_words or len(passage.text) > 120:
            return False
        words = _status_part(passage.text)
        said = words != passage.text or passage.bullet or passage.level > 0
        status = status_of_words(words)
        return status is not None and status is not Status.NEW and (said or len(words.split()) <= 3)

    def _open_by_heading(self, place: int) -> None:
        heading = self.draft.heading_at(place)
        section = heading.section if heading is not None and heading.place == place else None
        self._list, self._taken, self._bulleted = None, 0, False
        self._old = False
        if section in (Section.ACTIONS, Section.DECISIONS):
            self._list = Label.ACTION if section is Section.ACTIONS else Label.DECISION
        if heading is not None and section is not None:
            self._old = speaks_of_earlier_actions(heading.title)

    def _take_label(self, place: int, passage: Passage, labelled: Labelled) -> None:
        if labelled.alone:
            self._list, self._taken, self._bulleted = labelled.label, 0, False
            self.draft.take([place], Role.ACTION if labelled.label is Label.ACTION else Role.DECISION)
            return
        self._list = None
        text = passage.part(labelled.start)
        if _NONE.fullmatch(text.text):
            return
        if labelled.label is Label.ACTION:
            self._add_action(place, text, "label", owner=labelled.owner)
        else:
            self._add_decision(place, text)

    def _take_list_item(self, place: int, passage: Passage) -> None:
        text = passage.text
        if _NONE.fullmatch(text):
            self._list = None
            return
        bulleted = passage.bullet or passage.ticked is not None or bool(re.match(r"\d{1,2}[.)]\s", text))
        if self._taken == 0:
            self._bulleted = bulleted
        if (self._bulleted and not bulleted) or len(text) > 400 or (not bulleted and not _is_task(text)):
            self._list = None
            return
        number = re.match(r"\d{1,2}[.)]\s+", text)
        part = passage.part(number.end() if number else 0)
        self._taken += 1
        if self._list is Label.ACTION:
            self._add_action(place, part, "list")
        else:
            self._add_decision(place, part)

    def _add_action(self, place: int, passage: Passage, channel: str, owner: str | None = None) -> None:
        heading = self.draft.heading_at(place)
        old = self._old or (heading is not None and speaks_of_earlier_actions(heading.title))
        self.draft.actions.append(
            FoundAction(
                text=squash(passage.text),
                source=passage.source(),
                place=place,
                channel=channel,
                owner_words=owner,
                item=heading.number if heading is not None and heading.counts else None,
                ticked=passage.ticked,
                old=old,
            )
        )
        self.draft.take([place], Role.ACTION)

    def _add_decision(self, place: int, passage: Passage) -> None:
        heading = self.draft.heading_at(place)
        number = heading.number if heading is not None and heading.counts else None
        self.draft.decisions.append(Decision(squash(passage.text), number, True, passage.source()))
        self.draft.take([place], Role.DECISION)


def _status_part(text: str) -> str:
    return re.sub(r"^(?:Action|Status|Update|Progress|Position|Outcome)\s?[:–-]?\s+", "", text)


_TASK = re.compile(
    r"^[A-Z\d][\w'’&./+-]*(?:[ ,/+&]+[\w'’&./+()-]+){0,12}? (?:to|will|must|should)\b|^[A-Z][a-z]+ \w+ \w+"
)


def _is_task(text: str) -> bool:
    """Could a line without a list mark be an item of a list of actions?"""
    return len(text) <= 300 and bool(_TASK.match(text))
