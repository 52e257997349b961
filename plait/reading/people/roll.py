"""The roll: whom initials, a first name or a full name can mean. It never chooses; it gives everyone who fits."""

import re
from collections import defaultdict

from plait.reading.model import Attendee
from plait.reading.wording import words

_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "cllr",
        "councillor",
        "prof",
        "professor",
        "supt",
        "superintendent",
        "ch",
        "chief",
        "insp",
        "inspector",
        "sgt",
        "sergeant",
        "pc",
        "pcso",
        "dc",
        "dci",
        "di",
        "ds",
        "dsu",
        "det",
        "detective",
        "constable",
        "canon",
        "fr",
        "father",
        "sister",
        "imam",
        "rabbi",
        "lady",
        "sir",
        "dame",
        "rev",
        "revd",
    ]
)
_CHAIR = re.compile(r"\b(?<!vice )(?<!vice-)(?<!deputy )chair(?:person|man|woman)?\b", re.IGNORECASE)


def name_words(name: str) -> list[str]:
    found = words(name.replace("-", " "))
    while len(found) > 1 and found[0] in _HONORIFICS:
        found = found[1:]
    return found


class Roll:
    """Everybody in the attendance, found by what people are called in minutes."""

    def __init__(self, attendees: list[Attendee]) -> None:
        self.attendees = attendees
        self._declared: dict[str, list[str]] = defaultdict(list)
        self._made: dict[str, list[str]] = defaultdict(list)
        self._full: dict[str, list[str]] = defaultdict(list)
        self._part: dict[str, list[str]] = defaultdict(list)
        self.organisations: set[str] = set()
        self.acronyms: set[str] = set()
        for attendee in attendees:
            self._enter(attendee)

    def _enter(self, attendee: Attendee) -> None:
        name = attendee.name
        if attendee.initials:
            self._declared[attendee.initials.upper()].append(name)
        else:
            parts = [part for part in re.split(r"[\s-]+", name) if part.lower().strip(".") not in _HONORIFICS]
            for made in {"".join(p[0] for p in parts if p).upper(), "".join(p[0] for p in _outer(parts)).upper()}:
                self._made[made].append(name)
        found = name_words(name)
        self._full[" ".join(found)].append(name)
        for part in {found[0], found[-1]} if found else ():
            self._part[part].append(name)
        if attendee.organisation:
            self.organisations.add(" ".join(words(attendee.organisation)))
            self.acronyms.update(_acronyms(attendee.organisation))

    def by_initials(self, initials: str) -> tuple[str, ...]:
        """Who declared these initials; where nobody did, whose name gives them."""
        key = initials.upper()
        return tuple(self._declared.get(key) or self._made.get(key) or ())

    def by_name(self, name: str) -> tuple[str, ...]:
        """Full name first, then first name or surname."""
        found = name_words(name)
        if not found:
            return ()
        if full := self._full.get(" ".join(found)):
            return tuple(full)
        if len(found) == 1:
            return tuple(self._part.get(found[0], ()))
        outer = self._full.get(f"{found[0]} {found[-1]}")
        return tuple(outer or self._shortened(found))

    def _shortened(self, found: list[str]) -> tuple[str, ...]:
        """ "Bill S" and "B Staveley": one of the two names told by its first letter."""
        first, last = found[0], found[-1]
        if len(found) != 2 or 1 not in (len(first), len(last)):
            return ()
        bearers = [name for part in {first, last} if len(part) > 1 for name in self._part.get(part, ())]
        return tuple(n for n in bearers if (w := name_words(n))[0].startswith(first) and w[-1].startswith(last))

    def chair(self) -> tuple[str, ...]:
        return tuple(a.name for a in self.attendees if a.post and _CHAIR.search(a.post))

    def holders(self, post: str) -> tuple[str, ...]:
        """Who holds a post, where the attendance says so in these words."""
        if _CHAIR.fullmatch(post.strip()):
            return self.chair()
        wanted = words(post)
        found = [a.name for a in self.attendees if a.post and _begins(words(a.post), wanted)]
        if not found and "," in post:  # "Service Manager, Fostering", where Fostering was taken for the agency
            whole = {a.name: words(f"{a.post} {a.organisation}") for a in self.attendees if a.post and a.organisation}
            found = [name for name, said in whole.items() if said == wanted]
        return tuple(found) if len(found) == 1 else ()

    def is_organisation(self, text: str) -> bool:
        key = " ".join(words(text))
        key = key.removeprefix("the ")
        return key in self.organisations or f"the {key}" in self.organisations or text in self.acronyms

    def shared_initials(self) -> dict[str, tuple[str, ...]]:
        """Initials that more than one person bears."""
        found = {initials: tuple(names) for initials, names in self._declared.items() if len(names) > 1}
        for initials, names in self._made.items():
            if initials not in self._declared and len(names) > 1 and len(initials) > 1:
                found[initials] = tuple(names)
        return found


def _outer(parts: list[str]) -> list[str]:
    return [parts[0], parts[-1]] if len(parts) > 1 else parts


def _begins(post: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and post[: len(wanted)] == wanted


def _acronyms(organisation: str) -> set[str]:
    capitals = [word for word in re.findall(r"[A-Za-z&]+", organisation) if word[0].isupper()]
    found = {word for word in capitals if word.isupper() and len(word) > 1}
    made = "".join(word[0] for word in capitals)
    found |= {made[start:] for start in range(max(0, len(made) - 2)) if len(made) - start <= 5}
    return found
