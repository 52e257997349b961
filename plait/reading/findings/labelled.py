"""Actions and decisions behind a label, in a list below one, or with a checkbox."""

import re

from plait.reading.document import LineKind
from plait.reading.draft import Draft, FoundAction, Role, Section
from plait.reading.findings.cards import fill, part_of_line
from plait.reading.findings.resolved import task_of
from plait.reading.findings.status import split_status, status_of_words
from plait.reading.layout.passages import Passage
from plait.reading.model import Decision, Status
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.structure.labels import Label, Labelled, label_of
from plait.reading.structure.sections import lists_earlier_actions, speaks_of_earlier_actions
from plait.reading.wording import sentence_spans, squash

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
        self._roll = Roll(draft.attendees)
        self._labels = bool(draft.actions) or any(
            (found := label_of(passage)) is not None and found.label is Label.ACTION for passage in draft.passages
        )
        self._resolved = False  # the list stands below a resolution
        self._list: Label | None = None  # what the items of the list being read are
        self._taken = 0  # items of that list so far
        self._bulleted = False
        self._old = False
        self._owner: str | None = None  # of the list items below a line that only names somebody

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
        if self._is_card_part(place, passage):
            return
        labelled = label_of(passage)
        if labelled is not None:
            self._take_label(place, passage, labelled)
        elif self._list is Label.ACTION and self._names_owner(place, passage):
            who = passage.text.strip(" :–-")
            self._owner, self._taken = "?" if _NOBODY.fullmatch(who) else who, 0
            self.draft.take([place], Role.ACTION)
        elif passage.kind is LineKind.HEADING:
            self._open_by_heading(place)
        elif self._list is not None:
            self._take_list_item(place, passage)
        elif passage.ticked is not None and passage.bullet:
            self._add_action(place, passage.part(0), "checkbox")

    def _is_card_part(self, place: int, passage: Passage) -> bool:
        """ "Lead: AB" on a line of its own, right below an action or another part of it."""
        actions = self.draft.actions
        if not actions or self.draft.roles[place - 1] is not Role.ACTION or place - actions[-1].place > 4:
            return False
        told = part_of_line(passage.text)
        if told is None or not fill(actions[-1], told):
            return False
        self.draft.take([place], Role.ACTION)
        return True

    def _is_status(self, place: int, passage: Passage) -> bool:
        """A short line below an action that only says how far it is."""
        actions = self.draft.actions
        if not actions or actions[-1].place != place - 1 or actions[-1].status_words or len(passage.text) > 120:
            return False
        words = _status_part(passage.text)
        if _GIVES.search(words):
            return False
        loud = words.split()[0].isupper() and len(words.split()[0]) > 2
        said = loud or words != passage.text or passage.bullet or passage.level > 0
        status = status_of_words(words)
        return status is not None and status is not Status.NEW and (said or len(words.split()) <= 3)

    def _open_by_heading(self, place: int) -> None:
        heading = self.draft.heading_at(place)
        section = heading.section if heading is not None and heading.place == place else None
        self._list, self._taken, self._bulleted, self._resolved = None, 0, False, False
        self._owner = None
        self._old = False
        if section in (Section.ACTIONS, Section.DECISIONS):
            self._list = Label.ACTION if section is Section.ACTIONS else Label.DECISION
        if heading is not None and section is not None:
            self._old = lists_earlier_actions(self.draft, heading)
            if self._old and _ACTION_WORD.search(heading.title):
                self._list = Label.ACTION

    def _take_label(self, place: int, passage: Passage, labelled: Labelled) -> None:
        if labelled.alone:
            self._list, self._taken, self._bulleted = labelled.label, 0, False
            self._resolved = self._may_give_tasks(labelled)
            self.draft.take([place], Role.ACTION if labelled.label is Label.ACTION else Role.DECISION)
            return
        self._list = None
        text = passage.part(labelled.start)
        if _NONE.fullmatch(text.text):
            return
        if labelled.label is Label.ACTION:
            if not self._take_sentence_before(place, text):
                self._add_action(place, text, "label", owner=labelled.owner)
        else:
            self._add_decision(place, text, resolved=self._may_give_tasks(labelled))
            if _ENUMERATED.match(text.text):
                self._list, self._taken, self._bulleted = labelled.label, 1, True
                self._resolved = self._may_give_tasks(labelled)

    def _take_list_item(self, place: int, passage: Passage) -> None:
        text = passage.text
        if _NONE.fullmatch(text):
            self._list = None
            return
        number = _ENUMERATED.match(text)
        bulleted = passage.bullet or passage.ticked is not None or number is not None
        if self._old and not self._is_old_action(text, bulleted):
            return
        if self._taken == 0:
            self._bulleted = bulleted
        if (self._bulleted and not bulleted) or len(text) > 400 or (not bulleted and not self._goes_on(text)):
            self._list = None
            return
        part = passage.part(number.end() if number else 0)
        self._taken += 1
        if self._list is Label.ACTION:
            self._add_action(place, part, "list", owner=self._owner)
        else:
            self._add_decision(place, part, resolved=self._resolved)

    def _names_owner(self, place: int, passage: Passage) -> bool:
        """A line that only names who is to do the list items below it, in a list set out by people."""
        text = passage.text.strip(" :–-")
        if passage.bullet or passage.ticked is not None or len(text) > 80 or _GIVES.search(text):
            return False
        below = self.draft.passages[place + 1] if place + 1 < len(self.draft.passages) else None
        if below is None or not (below.bullet or below.ticked is not None):
            return False
        return bool(recognised(text, self._roll)) or _NOBODY.fullmatch(text) is not None or self._owner is not None

    def _may_give_tasks(self, labelled: Labelled) -> bool:
        """Resolutions may; what was agreed only in a document that has no label for actions."""
        return labelled.resolved or (labelled.agreed and not self._labels)

    def _is_old_action(self, text: str, bulleted: bool) -> bool:
        """Below a heading of earlier actions: a point that gives a task or says how far one is."""
        if not bulleted and not split_status(text)[1]:
            return False
        return _is_task(_ENUMERATED.sub("", text, count=1)) or split_status(text)[1] is not None

    def _goes_on(self, text: str) -> bool:
        """Is a line without a mark of a list still a point of it?"""
        return _is_task(text) or (self._old and split_status(text)[1] is not None)

    def _take_sentence_before(self, place: int, text: Passage) -> bool:
        """ "Action: OH" below a paragraph: what OH is to do stands in the paragraph's last sentence."""
        if place == 0 or _GIVES.search(text.text) or not recognised(text.text, self._roll):
            return False
        newest = self.draft.actions[-1] if self.draft.actions else None
        if newest is not None and newest.channel == "resolved" and newest.place == place - 1:
            self.draft.take([place], Role.ACTION)  # the resolution above says the task and who has it
            return True
        before = self.draft.passages[place - 1]
        if self.draft.roles[place - 1] is not Role.BODY or before.kind is LineKind.HEADING:
            return False
        spans = [span for span in sentence_spans(before.text) if len(before.text[span[0] : span[1]]) > 12]
        if not spans:
            return False
        telling = [span for span in spans if _TELLS_TASK.search(before.text, *span)]
        start, end = telling[-1] if telling else spans[-1]
        end = next((b for a, b in spans if a == end and before.text[a] == "("), end)  # a remark on it in brackets
        self._add_action(place, before.part(start, end), "label", owner=text.text)
        return True

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

    def _add_decision(self, place: int, passage: Passage, *, resolved: bool = False) -> None:
        if resolved and (who := task_of(passage.text, self._roll)) is not None:
            self._add_action(place, passage, "resolved", owner=who)
            return
        heading = self.draft.heading_at(place)
        number = heading.number if heading is not None and heading.counts else None
        for action in self.draft.actions if "[" in passage.text or "(A" in passage.text else ():
            if action.place == place and (at := passage.text.find(action.text)) > 0:
                passage = passage.part(0, at)  # the task behind it was found by a mark
        self.draft.decisions.append(Decision(squash(passage.text), number, True, passage.source()))
        self.draft.take([place], Role.DECISION)


_NOBODY = re.compile(
    r"no(?:body| one| name)(?: yet)?|unassigned|not (?:yet )?(?:assigned|allocated)|tbc|\?+", re.IGNORECASE
)
_ENUMERATED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")
_ACTION_WORD = re.compile(r"\b(?:actions?|jobs|tasks|points|to[- ]dos?)\b", re.IGNORECASE)
_GIVES = re.compile(r"\b(?:to|will|must|shall|should)\b")
_TELLS_TASK = re.compile(r"\b(?:to|will|would|should|agreed|asked|need(?:s|ed)?|must)\b")


def _status_part(text: str) -> str:
    return re.sub(r"^(?:Action|Status|Update|Progress|Position|Outcome)\s?[:–-]?\s+", "", text)


_TASK = re.compile(
    r"^[A-Z\d][\w'’&./+-]*(?:[ ,/+&]+[\w'’&./+()-]+){0,12}? (?:to|will|must|should)\b|^[A-Z][a-z]+ \w+ \w+"
)


def _is_task(text: str) -> bool:
    """Could a line without a list mark be an item of a list of actions?"""
    return len(text) <= 300 and bool(_TASK.match(text))
