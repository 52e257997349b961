"""From a reading to findings, owners, attendees and questions. It makes unsaved records; a command saves them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from plait.actions.kinds import guess_kind
from plait.actions.models import OPEN_STATES, Action, DueKind
from plait.core.dates import say
from plait.meetings.models import (
    PART,
    Finding,
    FindingKind,
    FindingState,
    LooseEnd,
    MinutesImport,
    Question,
    QuestionKind,
    ReadAttendee,
    ReadOwner,
    TextPart,
)
from plait.meetings.queries.matching import Known
from plait.meetings.queries.succession import group_at_work
from plait.meetings.rules import LONGEST_WORDING, hard_reason, plain_words
from plait.people.models import Person
from plait.reading.due.terms import names_term

_OWNER = re.compile(r"^actions\[(\d+)\]\.owners\[(\d+)\]$")
_NO_OWNER = re.compile(r"^actions\[(\d+)\]\.owners$")
_DUE = re.compile(r"^actions\[(\d+)\]\.due$")
_SPEAKS = re.compile(r" (?:speaks|challenges|is challenged) here")
_SPEAKER = re.compile(r"^lines\[(\d+)\]\.\w+$")
Read = Mapping[str, Any]


@dataclass(slots=True)
class Understood:
    """Records that belong together, not saved yet. `may_be` are the people an owner or a question offers."""

    findings: list[Finding] = field(default_factory=list)
    owners: list[ReadOwner] = field(default_factory=list)
    attendees: list[ReadAttendee] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    loose_ends: list[LooseEnd] = field(default_factory=list)
    owner_may_be: list[tuple[ReadOwner, list[Person]]] = field(default_factory=list)
    question_may_be: list[tuple[Question, list[Person]]] = field(default_factory=list)

    def counted(self) -> dict[str, int]:
        actions = sum(1 for f in self.findings if f.kind == FindingKind.ACTION)
        return {
            "actions": actions,
            "decisions": len(self.findings) - actions,
            "people": len(self.attendees),
            "questions": len(self.questions),
        }


def cleaned(value: Any) -> Any:
    """The same without NUL characters, which no database of text keeps."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {cleaned(key): cleaned(each) for key, each in value.items()}
    return [cleaned(each) for each in value] if isinstance(value, list) else value


def parts_of(words: Sequence[str], layout: Sequence[Read]) -> list[TextPart]:
    """The lines in parts of `PART`, without their text yet."""
    return [
        TextPart(first_line=at + 1, words=list(words[at : at + PART]), layout=list(layout[at : at + PART]))
        for at in range(0, len(words), PART)
    ]


def understand(minutes: MinutesImport, told: Read, words: Sequence[str], known: Known) -> Understood:
    """`told` is the contract's object, `words` the lines of the document."""
    found = Understood()
    known_already = _in_the_register(minutes)
    known.hear_attendance((read["name"], read["post"] or "") for read in told["attendees"])
    for number, action in enumerate(told["actions"], 1):
        found.findings.append(_action(minutes, number, action, words, known_already))
        _owners(found, found.findings[-1], action["owners"], known)
    for number, decision in enumerate(told["decisions"], 1):
        found.findings.append(_decision(minutes, number, decision))
    _attendees(found, minutes, told["attendees"], known)
    _loose_ends(found, minutes, told.get("loose_ends", []))
    _ask(found, minutes, told, known)
    waiting = {id(q.finding) for q in found.questions if q.kind in (QuestionKind.OWNER, QuestionKind.NO_OWNER)}
    for finding in found.findings:
        if id(finding) in waiting:
            finding.state = FindingState.UNTICKED
    return found


def same_in_register(minutes: MinutesImport, held_on: date | None) -> dict[str, Action]:
    """Open actions of the group, and those of this very meeting, by their plain words."""
    at_work = group_at_work(minutes.group, on=timezone.localdate())
    groups = {minutes.group_id, at_work.pk if at_work else minutes.group_id}
    found = Action.objects.filter(group__in=groups, circle=minutes.circle_id).order_by("-number")
    return {
        plain_words(action.wording): action
        for action in found.only("pk", "number", "wording", "state", "minuted_on")
        if action.state in OPEN_STATES or action.minuted_on == held_on
    }


def _in_the_register(minutes: MinutesImport) -> dict[str, Action]:
    return same_in_register(minutes, minutes.held_on)


def _action(
    minutes: MinutesImport, number: int, read: Read, words: Sequence[str], register: Mapping[str, Action]
) -> Finding:
    source, due = read["source"], read["due"]
    same = register.get(plain_words(read["text"]))
    settled = same is not None or read["status"] == "done"
    reason = hard_reason(words, source["first_line"], source["last_line"]) if due["hard"] else None
    return Finding(
        minutes_import=minutes,
        kind=FindingKind.ACTION,
        number=number,
        state=FindingState.UNTICKED if settled else FindingState.TICKED,
        first_line=source["first_line"],
        last_line=source["last_line"],
        page=source.get("page"),
        item=(read["item"] or "")[:40],
        read=read,
        wording=read["text"],
        action_kind=guess_kind(read["text"]),
        status=read["status"],
        due_kind=DueKind(due["kind"]),
        due_on=_due_on(due, minutes),
        due_words=(due["text"] or "")[:300],
        due_hard=bool(due["hard"] and due["date"]),
        hard_line=reason[0] if reason else None,
        hard_because=reason[1][:300] if reason else "",
        same_as=same,
    )


def _due_on(due: Read, minutes: MinutesImport) -> date | None:
    """The day as printed; for "next meeting" the day of the group's next meeting that these minutes name."""
    if due["date"]:
        return date.fromisoformat(due["date"])
    return minutes.next_on if due["kind"] == DueKind.NEXT_MEETING else None


def _decision(minutes: MinutesImport, number: int, read: Read) -> Finding:
    source = read["source"]
    return Finding(
        minutes_import=minutes,
        kind=FindingKind.DECISION,
        number=number,
        state=FindingState.TICKED if read["labelled"] else FindingState.UNTICKED,
        first_line=source["first_line"],
        last_line=source["last_line"],
        page=source.get("page"),
        item=(read["item"] or "")[:40],
        read=read,
        wording=read["text"],
    )


def _owners(found: Understood, finding: Finding, owners: Sequence[Read], known: Known) -> None:
    taken: set[int] = set()
    for position, owner in enumerate(owners):
        surely = owner["candidates"] if owner.get("sure", True) else []  # a name that is only near is asked about
        who, may_be = known.owner(owner["text"], owner["kind"], surely)
        if who.person is not None and who.person.pk in taken:
            continue  # "KA and Kemi Adlard": one person answers once
        if who.person is not None:
            taken.add(who.person.pk)
        made = ReadOwner(
            finding=finding,
            position=position,
            words=owner["text"][:200],
            kind=who.kind,
            person=who.person,
            post=who.post,
            agency=who.agency,
            group=who.group,
            names=list(owner["candidates"]),
        )
        found.owners.append(made)
        found.owner_may_be.append((made, may_be))


def _attendees(found: Understood, minutes: MinutesImport, attendees: Sequence[Read], known: Known) -> None:
    taken: set[int] = set()
    for number, read in enumerate(attendees, 1):
        person = known.person_named(read["name"])
        if person is not None and person.pk in taken:
            person = None
        if person is not None:
            taken.add(person.pk)
        found.attendees.append(
            ReadAttendee(
                minutes_import=minutes,
                number=number,
                name=read["name"][:200],
                initials=(read["initials"] or "")[:20],
                organisation=(read["organisation"] or "")[:300],
                post=(read["post"] or "")[:300],
                status=read["status"],
                deputising_for=(read["deputising_for"] or "")[:200],
                person=person,
                first_line=read["source"]["first_line"],
                last_line=read["source"]["last_line"],
            )
        )


def _loose_ends(found: Understood, minutes: MinutesImport, read: Sequence[Read]) -> None:
    for number, each in enumerate(read, 1):
        source = each["source"]
        found.loose_ends.append(
            LooseEnd(
                minutes_import=minutes,
                number=number,
                words=" ".join(each["text"].split())[:LONGEST_WORDING],
                kind=each["kind"][:20],
                why=each["why"][:500],
                who=(each["who"] or "")[:200],
                first_line=source["first_line"],
                last_line=source["last_line"],
                page=source.get("page"),
            )
        )


def _ask(found: Understood, minutes: MinutesImport, told: Read, known: Known) -> None:
    """The day first, then owners in the order of their actions, then who spoke."""
    asked: list[tuple[Question, list[Person]]] = []
    if minutes.held_on is None:
        text = "The document does not say on which day the meeting was held. When was it?"
        text = next((each["text"] for each in told["questions"] if each["about"] == "date"), text)
        asked.append((Question(kind=QuestionKind.DATE, about="date", text=text), []))
    read = [_question(found, each, known) for each in told["questions"]]
    asked += sorted((each for each in read if each), key=lambda each: each[0].kind == QuestionKind.SPEAKER)
    asked += _two_of_one_name(found, {id(question.owner) for question, _ in asked})
    asked += _two_chairs(found, {id(question.owner) for question, _ in asked}, known)
    asked += _nobody_named(found, {id(q.finding) for q, _ in asked if q.kind != QuestionKind.DUE})
    for number, (question, may_be) in enumerate(asked, 1):
        question.minutes_import, question.number = minutes, number
        found.questions.append(question)
        found.question_may_be.append((question, may_be))


def _question(found: Understood, read: Read, known: Known) -> tuple[Question, list[Person]] | None:
    """A question of the reader with the people known here whom it may mean."""
    people = [person for name in read["candidates"] for person in known.people_named(name)]
    strangers = [name for name in read["candidates"] if not known.people_named(name)]
    question = Question(about=read["about"][:80], text=read["text"], names=strangers)
    if match := _SPEAKER.match(read["about"]):
        question.kind, question.line = QuestionKind.SPEAKER, int(match[1])
        question.words = _SPEAKS.split(read["text"], maxsplit=1)[0][:200]
        return question, people
    if match := _DUE.match(read["about"]):
        return _due_day(question, found.findings[int(match[1])]), []
    match = _OWNER.match(read["about"]) or _NO_OWNER.match(read["about"])
    if match is None:
        return None
    finding = found.findings[int(match[1])]
    question.finding, question.line = finding, finding.first_line
    if match.re is _NO_OWNER:
        question.kind = QuestionKind.NO_OWNER
        return question, people
    owner = next(
        (o for o in found.owners if o.finding is finding and o.position == int(match[2])),
        None,
    )
    if owner is None or owner.person is not None:
        return None
    question.kind, question.owner, question.words = QuestionKind.OWNER, owner, owner.words
    offered = next(may_be for made, may_be in found.owner_may_be if made is owner)
    return question, people or offered


def _due_day(question: Question, finding: Finding) -> Question:
    """When an action is due whose day is none, or lies before the meeting. `words` are the minutes' own."""
    day = finding.due_on
    words = finding.due_words or (say(day) if day else "")
    unknown = "term dates differ from one area to the next" if names_term(words) else "there is no such day"
    why = "that day lies before the meeting" if day else unknown
    question.kind, question.finding, question.line = QuestionKind.DUE, finding, finding.first_line
    question.words = words[:200]
    question.text = f"When is {finding.label} due? The minutes say “{question.words}”, and {why}."
    return question


def _two_chairs(found: Understood, asked: set[int], known: Known) -> list[tuple[Question, list[Person]]]:
    """ "The Chair", where the attendance names another than the one who holds the seat."""
    more = []
    for owner, may_be in found.owner_may_be:
        if may_be and id(owner) not in asked and known.chair_of_the_day(owner.words)[1]:
            names = [n for each in known.chairs_named.values() for n in each if not known.people_named(n)]
            question = Question(
                kind=QuestionKind.OWNER,
                about=f"actions[{owner.finding.number - 1}].owners[{owner.position}]",
                text="The minutes name another in the chair than the one who holds the seat. Who is meant?",
                finding=owner.finding,
                owner=owner,
                words=owner.words,
                line=owner.finding.first_line,
                names=names,
            )
            more.append((question, may_be))
    return more


def _nobody_named(found: Understood, asked: set[int]) -> list[tuple[Question, list[Person]]]:
    """Open actions for which the document names no owner, where the reader did not ask already."""
    owned = {id(owner.finding) for owner in found.owners}
    return [
        (
            Question(
                kind=QuestionKind.NO_OWNER,
                about=f"actions[{finding.number - 1}].owners",
                text="Nobody is named. Who is to do it?",
                finding=finding,
                line=finding.first_line,
            ),
            [],
        )
        for finding in found.findings
        if finding.kind == FindingKind.ACTION and finding.status != "done" and id(finding) not in owned | asked
    ]


def _two_of_one_name(found: Understood, asked: set[int]) -> list[tuple[Question, list[Person]]]:
    """The document is certain and the installation is not: two people here bear the name."""
    more = []
    for owner, may_be in found.owner_may_be:
        if len(may_be) > 1 and id(owner) not in asked and len(owner.names) == 1:
            text = f"{len(may_be)} people here are called {owner.names[0]}. Who is meant?"
            question = Question(
                kind=QuestionKind.OWNER,
                about=f"actions[{owner.finding.number - 1}].owners[{owner.position}]",
                text=text,
                finding=owner.finding,
                owner=owner,
                words=owner.words,
                line=owner.finding.first_line,
            )
            more.append((question, may_be))
    return more
