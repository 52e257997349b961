"""Whether a meeting had enough of the right people, in a sentence. Pure: told what the terms ask and who came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What the terms in force ask for: so many seats, somebody for each of these agencies (by name)."""

    number: int | None = None
    agencies: tuple[str, ...] = ()
    chair_decides: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A seat that counts. `by`: the keys of those who came and may speak for it, its holder first."""

    seat: str
    agency: str
    by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quorum:
    """`met` is None where it cannot be said. `sentence` says why."""

    met: bool | None
    sentence: str


def quorum(asked: Asked | None, places: Sequence[Place], *, came: int, also: Collection[str] = ()) -> Quorum:
    """Was a meeting quorate, and why not?

    `came`: how many people are in the list of those who were there. `also`: agencies of people who came without a
    seat; they stand for their agency but are not counted. One person counts for one seat, a holder and a deputy of
    the same seat count once.
    """
    if asked is None:
        return Quorum(None, "")
    if asked.number is None and not asked.agencies:
        return Quorum(None, "The terms of reference ask for no quorum.")
    if not came:
        return Quorum(None, "Nobody is recorded as having been there, so it cannot be said whether it was quorate.")
    there = _seated(places)
    present = {place.agency for place in places if place.by} | set(also)
    missing = [agency for agency in asked.agencies if agency not in present]
    short = asked.number is not None and there < asked.number
    if not short and not missing:
        return Quorum(True, f"Quorate: {_enough(asked, there)}.")
    why = [_too_few(asked.number or 0, there)] if short else []
    if missing:
        why.append(f"nobody came for {_listed(missing)}")
    rest = " The chair may decide to go on." if asked.chair_decides else ""
    return Quorum(False, f"Not quorate: {', and '.join(why)}.{rest}")


def _seated(places: Sequence[Place]) -> int:
    """The most seats that those who came can fill, each person one (Kuhn's matching)."""
    filled: dict[int, int] = {}

    def fill(place: int, tried: set[int]) -> bool:
        for person in places[place].by:
            if person in tried:
                continue
            tried.add(person)
            if person not in filled or fill(filled[person], tried):
                filled[person] = place
                return True
        return False

    return sum(fill(place, set()) for place in range(len(places)))


def _enough(asked: Asked, there: int) -> str:
    parts = []
    if asked.number is not None:
        needed = f"{asked.number} {'is' if asked.number == 1 else 'are'} needed"
        parts.append(f"{_seats(there)} represented and {needed}")
    if asked.agencies:
        parts.append(f"{_listed(asked.agencies)} {'was' if len(asked.agencies) == 1 else 'were'} there")
    return "; ".join(parts)


def _too_few(number: int, there: int) -> str:
    return f"{_seats(there)} represented and {number} {'is' if number == 1 else 'are'} needed"


def _seats(there: int) -> str:
    return "no seat was" if not there else "1 seat was" if there == 1 else f"{there} seats were"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def asks_for(asked: Asked) -> str:
    """The quorum in words: 6 seats, with somebody from A and B. The chair may decide otherwise."""
    parts = []
    if asked.number is not None:
        parts.append("1 seat" if asked.number == 1 else f"{asked.number} seats")
    if asked.agencies:
        parts.append(f"somebody from {_listed(asked.agencies)}")
    if not parts:
        return "No quorum"
    words = ", with ".join(parts)
    return f"{words[:1].upper()}{words[1:]}" + (". The chair may decide otherwise" if asked.chair_decides else "")
