"""What may be done with minutes on their way in, and the few things that are read from the words alone. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from plait.actions.choices import DueChoice
from plait.actions.models import DueKind
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings.choices import Facts, Who
from plait.meetings.models import Finding, FindingState, ImportState, MinutesImport, ReadAttendee
from plait.people.models import Person

MOST_TRIES = 3
LONGEST_WORDING = 4000
ENDED = "ended the checking"  # kept on the import: whose checking ended with something left out

_HARD = re.compile(
    r"[^.;]{0,80}\b(?:delivery date|not (?:a|the) target|fixed date|cannot move|can not move|will not move|hard date"
    r"|immovable|statutory deadline)\b[^.;]{0,60}",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^\w\s]|_")


def plain_words(wording: str) -> str:
    """The words without case, punctuation and a label, for telling whether two actions say the same."""
    words = _NOT_WORDS.sub(" ", wording).casefold().split()
    return " ".join(words[1:] if words[:1] == ["action"] else words)


def hard_reason(words: Sequence[str], first_line: int, last_line: int) -> tuple[int, str] | None:
    """The line near an action that makes its date a hard one, and the words in it. Lines are 1-based.

    Its own lines are looked at first, then four before and two after, the nearest first.
    """
    own = list(range(first_line, last_line + 1))
    near = [n for back in range(1, 5) for n in (first_line - back, last_line + back if back < 3 else 0)]
    for number in [*own, *near]:
        if 1 <= number <= len(words) and (found := _HARD.search(words[number - 1][:2000])):
            return number, found[0].strip(" ,:")
    return None


def check_can_change(minutes: MinutesImport) -> None:
    """Findings, facts and answers change only while the import waits to be confirmed."""
    if minutes.state == ImportState.CONFIRMED:
        raise Refusal("These minutes are confirmed. Change the actions in the register instead.")
    check_was_read(minutes)


def check_was_read(minutes: MinutesImport) -> None:
    if minutes.state not in (ImportState.READY, ImportState.CONFIRMED):
        raise Refusal("These minutes have not been read yet. Wait until they are, and try again.")


def can_change(minutes: MinutesImport) -> bool:
    try:
        check_can_change(minutes)
    except Refusal:
        return False
    return True


def check_can_change_finding(finding: Finding) -> None:
    check_can_change(finding.minutes_import)
    if finding.state == FindingState.CONFIRMED:
        became = finding.action or finding.decision
        raise Refusal(f"{finding.label} is in the register as {became}. Change it there.")


def can_change_finding(finding: Finding) -> bool:
    try:
        check_can_change_finding(finding)
    except Refusal:
        return False
    return True


def check_can_confirm(minutes: MinutesImport, today: date) -> None:
    """A meeting needs its day, and a day that has come."""
    check_can_change(minutes)
    if minutes.held_on is None:
        raise Refusal("The day of the meeting is missing. Give the day first; nothing is lost.")
    if minutes.held_on > today:
        raise Refusal(f"{say(minutes.held_on)} is still to come. Check the day of the meeting.")


def check_group(minutes: MinutesImport, at_work: Group | None) -> Group:
    """Open actions need a group at work: the one that met, or the one that took over."""
    if at_work is None:
        raise Refusal(
            f"The {minutes.group.name} has ended and no group took over, so nobody would work on these actions. "
            "Say on the group’s page which group took over, or untick the actions. Nothing is lost."
        )
    return at_work


def can_confirm(minutes: MinutesImport, today: date) -> bool:
    try:
        check_can_confirm(minutes, today)
    except Refusal:
        return False
    return True


def check_nothing_ticked(labels: Sequence[str]) -> None:
    """What somebody ticked is not left out by the way."""
    if labels:
        which = ", ".join(labels[:6]) + (f" and {len(labels) - 6} more" if len(labels) > 6 else "")
        raise Refusal(f"{which} {'is' if len(labels) == 1 else 'are'} ticked. Confirm first, or take the ticks off.")


def check_can_open_again(minutes: MinutesImport, came_later: bool) -> None:
    """An ended checking opens again while no other file of the same meeting has come."""
    if minutes.state != ImportState.CONFIRMED or minutes.changed_words != ENDED:
        raise Refusal("Nothing was left out of these minutes, so there is nothing to open again.")
    if came_later:
        raise Refusal("Another file of this meeting came since. Add what is missing there, or add an action yourself.")


def can_open_again(minutes: MinutesImport, came_later: bool) -> bool:
    try:
        check_can_open_again(minutes, came_later)
    except Refusal:
        return False
    return True


def check_wording(wording: str) -> str:
    """The words of a finding, with spaces in order. Empty or endless words are refused."""
    kept = " ".join(wording.replace("\x00", " ").split())
    if not kept:
        raise Refusal("Write the words of the action. Nothing else you wrote is lost.")
    if len(kept) > LONGEST_WORDING:
        raise Refusal(f"The words are longer than {LONGEST_WORDING:,} characters. Shorten them and save again.")
    return kept


def check_lines(first: int, last: int, lines: int) -> None:
    """Lines that stand in the document, in order, and not more than a passage."""
    if first > last:
        raise Refusal(f"Line {first} comes after line {last}. Give the first line first.")
    if first < 1 or last > lines:
        raise Refusal(f"The document has lines 1 to {lines}. Choose lines among them.")
    if last - first >= 60:
        raise Refusal("That is more than 60 lines. Choose the lines of one action.")


def check_due(due: DueChoice) -> None:
    if due.kind in (DueKind.DATE, DueKind.WEEK_COMMENCING) and due.on is None and not due.words:
        raise Refusal("Give the day, such as 30 October 2026, or choose that there is no date.")
    if due.hard and due.on is None:
        raise Refusal("A hard date needs its day. Give the day, or leave the box for a hard date empty.")


def check_owners(owners: Sequence[Who]) -> None:
    """Nobody stands twice."""
    named = [who.person.pk for who in owners if who.person]
    if len(named) != len(set(named)):
        raise Refusal("The same person is named twice as owner. Name each once.")


def check_facts(facts: Facts, minutes: MinutesImport) -> None:
    """A day is not taken away once it is known, and the next meeting comes after this one."""
    if facts.held_on is None and minutes.meeting_id is not None:
        raise Refusal("Part of these minutes is confirmed for a day. Give the day of the meeting.")
    if minutes.meeting_id is not None and facts.held_on != minutes.held_on:
        raise Refusal("Part of these minutes is in the register for this day, so the day cannot change any more.")
    if facts.held_on and facts.next_on and facts.next_on <= facts.held_on:
        raise Refusal("The next meeting must come after this one. Check both days.")
    if facts.starts_at and facts.ends_at and facts.ends_at <= facts.starts_at:
        raise Refusal("The meeting must end after it starts. Check both times.")


def check_attends_once(person: Person | None, other: ReadAttendee | None) -> None:
    if person is not None and other is not None:
        raise Refusal(f"{person.name} attends already, as {other.name}. Leave one of the two out.")
