"""Everybody once: the same person listed twice, deputies and those they came for, and who was there at all."""

import re
from dataclasses import replace

from plait.reading.attendance.rows import Found
from plait.reading.model import Attendee, Presence
from plait.reading.people.names import NAME
from plait.reading.people.roll import name_words
from plait.reading.wording import plain


def settled(found: list[Found]) -> list[Attendee]:
    """The attendance in the order of the document; "in attendance" is present where nobody else is."""
    people = _once(found)
    for each in found:
        if each.represented_by:
            people = _with_deputy(people, each.attendee, each.represented_by)
    people = _with_represented(people)
    if all(p.status not in (Presence.PRESENT, Presence.DEPUTY) for p in people):
        people = [replace(p, status=Presence.PRESENT) if p.status is Presence.IN_ATTENDANCE else p for p in people]
    return people


_REPRESENTED = re.compile(
    rf"(?<=[.;] )(?P<who>{NAME}|(?:Mrs?|Ms|Miss|Dr|Prof|Cllr)\.? [A-Z][\w'’-]+) (?:was|is|had been) (?:represented"
    rf"|replaced|deputised for) by (?P<by>{NAME})"
)


def with_representatives(found: list[Found], text: str) -> list[Found]:
    """ "Dr Bee was represented by Dr Cox." behind the apologies: the one who came for somebody listed."""
    found = list(found)
    for match in _REPRESENTED.finditer(text):
        surname = name_words(match["who"])[-1:]
        near = [n for n, each in enumerate(found) if name_words(each.attendee.name)[-1:] == surname]
        if len(near) == 1:
            found[near[0]] = replace(found[near[0]], represented_by=match["by"])
    return found


def _once(found: list[Found]) -> list[Attendee]:
    by_name: dict[str, Attendee] = {}
    surnames: dict[str, list[str]] = {}
    for attendee in (each.attendee for each in found):
        parts = name_words(attendee.name)
        key = " ".join(parts) or plain(attendee.name)
        if len(parts) == 1 and len(surnames.get(key, [])) == 1:
            key = surnames[key][0]  # "Cllr Lamb" where one Lamb is listed in full
        known = by_name.get(key)
        if known is None:
            by_name[key] = attendee
            surnames.setdefault(parts[-1] if parts else key, []).append(key)
        elif known.initials is None and attendee.initials and known.status is attendee.status:
            by_name[key] = replace(known, initials=attendee.initials)
    return list(by_name.values())


def _place_of(people: list[Attendee], name: str) -> int | None:
    """Where somebody of this name stands: the whole name, or first letter and surname where only one fits."""
    wanted = name_words(name)
    whole = [n for n, p in enumerate(people) if name_words(p.name) == wanted]
    if whole or not wanted:
        return whole[0] if whole else None
    near = [n for n, p in enumerate(people) if _short_for(name_words(p.name), wanted)]
    return near[0] if len(near) == 1 else None


def _short_for(name: list[str], other: list[str]) -> bool:
    if not name or name[-1] != other[-1]:
        return False
    return len(other) == 1 or len(name) == 1 or (name[0][0] == other[0][0] and 1 in (len(name[0]), len(other[0])))


def _with_deputy(people: list[Attendee], absent: Attendee, deputy: str) -> list[Attendee]:
    """The one who came is a deputy, listed elsewhere or named only here."""
    place = _place_of(people, deputy)
    if place is None:
        added = Attendee(deputy, None, absent.organisation, None, Presence.DEPUTY, absent.name, absent.source)
        return [*people, added]
    if people[place].status in (Presence.PRESENT, Presence.IN_ATTENDANCE, Presence.DEPUTY):
        people[place] = replace(people[place], status=Presence.DEPUTY, deputising_for=absent.name)
    return people


def _with_represented(people: list[Attendee]) -> list[Attendee]:
    """Whoever was deputised for has sent apologies, listed or not."""
    people = list(people)
    for deputy in list(people):
        if deputy.deputising_for is None or deputy.status is not Presence.DEPUTY:
            continue
        place = _place_of(people, deputy.deputising_for)
        if place is None:
            name, agency = deputy.deputising_for, deputy.organisation
            people.append(Attendee(name, None, agency, None, Presence.APOLOGIES, None, deputy.source))
        elif people[place].status is Presence.ABSENT:
            people[place] = replace(people[place], status=Presence.APOLOGIES)
    return people
