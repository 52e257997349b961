"""Who is meant by words in minutes: seat holders first, then the whole installation; never a guess."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from plait.actions.models import OwnerKind
from plait.core.refusals import Refusal
from plait.groups.models import Group, SeatRole
from plait.groups.queries import holdings_on
from plait.meetings.choices import Who
from plait.people.models import Agency, Person, Post
from plait.people.queries import people, posts_on

_TITLE = re.compile(
    r"^(?:dr|mr|mrs|ms|miss|mx|prof(?:essor)?|cllr|councillor|rev(?:d|erend)?|sir|dame|det|dci|di|ds|dsu|pc|insp)\.?\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;/()]+")
_EVERYONE = {"all", "all partners", "all agencies", "all members", "partners", "members", "everyone", "everybody"}
_SEATS = {
    "chair": SeatRole.CHAIR,
    "the chair": SeatRole.CHAIR,
    "deputy chair": SeatRole.DEPUTY_CHAIR,
    "vice chair": SeatRole.DEPUTY_CHAIR,
}


def plain_name(name: str) -> str:
    """The name for comparing: no title, "Surname, Forename" turned round, no capitals, single spaces."""
    kept = " ".join(name.replace("’", "'").split())
    if kept.count(",") == 1:
        last, _, first = kept.partition(",")
        kept = f"{first.strip()} {last.strip()}"
    while (shorter := _TITLE.sub("", kept)) != kept:
        kept = shorter
    return kept.casefold()


def _plain(words: str) -> str:
    kept = " ".join(words.split()).casefold().strip(" .,:;")
    return kept.removeprefix("the ")


@dataclass(slots=True)
class Known:
    """Everybody and everything that minutes of a group may name on a day. Loaded once; six queries."""

    group: Group
    day: date
    everybody: dict[str, list[Person]] = field(default_factory=dict)
    by_email: dict[str, Person] = field(default_factory=dict)
    seated: dict[int, Person] = field(default_factory=dict)
    by_seat: dict[SeatRole, list[Person]] = field(default_factory=dict)
    posts: dict[str, list[Post]] = field(default_factory=dict)
    agencies: dict[str, list[Agency]] = field(default_factory=dict)
    groups: dict[str, list[Group]] = field(default_factory=dict)
    chairs_named: dict[SeatRole, list[str]] = field(default_factory=dict)

    @classmethod
    def on(cls, group: Group, day: date) -> "Known":
        known = cls(group, day)
        known.everybody = _filed(people(), lambda p: [plain_name(p.name)])
        known.by_email = {p.email.casefold(): p for found in known.everybody.values() for p in found if p.email}
        for holding in holdings_on(day).filter(seat__group=group):
            known.seated[holding.person_id] = holding.person
            if holding.as_what == "holder":
                known.by_seat.setdefault(SeatRole(holding.seat.role), []).append(holding.person)
        known.posts = _filed(posts_on(day), lambda p: [_plain(p.title)])
        known.agencies = _filed(Agency.objects.all(), lambda a: [_plain(a.name), _plain(a.short_name)])
        known.groups = _filed(Group.objects.all(), lambda g: [_plain(g.name), _plain(g.short_name)])
        return known

    def people_named(self, name: str) -> list[Person]:
        """Those whose name or e-mail address this is; a seat holder of the group before anybody else of that name."""
        if "@" in name:
            person = self.by_email.get(name.strip().casefold())
            return [person] if person else []
        found = self.everybody.get(plain_name(name), [])
        seated = [person for person in found if person.pk in self.seated]
        return seated or found

    def person_named(self, name: str) -> Person | None:
        """The one person of that name, or nobody."""
        found = self.people_named(name)
        return found[0] if len(found) == 1 else None

    def seated_as(self, words: str) -> list[Person]:
        """Seat holders of the group whose initials or first name or surname the words are. They are only offered."""
        asked = words.strip(" .").casefold()
        return [
            person
            for person in self.seated.values()
            if asked == person.initials.casefold() or asked in person.name.casefold().split()
        ]

    def chair(self, words: str) -> Person | None:
        role = _SEATS.get(_plain(words)) or _SEATS.get(words.casefold())
        holders = self.by_seat.get(role, []) if role else []
        return holders[0] if len(holders) == 1 else None

    def hear_attendance(self, attended: Iterable[tuple[str, str]]) -> None:
        """Names and posts as the minutes list them: who chaired on the day stands there."""
        for name, post in attended:
            for role in dict.fromkeys(_SEATS[part] for part in map(_plain, _PARTS.split(post)) if part in _SEATS):
                self.chairs_named.setdefault(role, []).append(name)

    def chair_of_the_day(self, words: str) -> tuple[Who | None, list[Person]]:
        """Whom "the Chair" means: as the attendance names, or the seat holder where it names nobody.

        Where the two are not the same person, it stands as written and both are offered.
        """
        role = _SEATS.get(_plain(words)) or _SEATS.get(words.casefold())
        names = self.chairs_named.get(role, []) if role else []
        holder = self.chair(words)
        if not names:
            return (Who.of_person(holder, words) if holder else None), []
        named = _once(person for name in names for person in self.people_named(name))
        if len(names) == 1 and len(named) == 1 and holder in (None, named[0]):
            return Who.of_person(named[0], words), []
        return Who.as_written(words), _once([*named, *([holder] if holder else [])])

    def body(self, words: str, *, posts: bool = True) -> Who | None:
        """The one post, group or agency that the words name."""
        asked = _plain(words)
        if posts and len(found := self.posts.get(asked, [])) == 1:
            return Who(OwnerKind.POST, words, post=found[0])
        if len(named := self.groups.get(asked, [])) == 1:
            return Who(OwnerKind.GROUP, words, group=named[0])
        if len(agencies := self.agencies.get(asked, [])) == 1:
            return Who(OwnerKind.AGENCY, words, agency=agencies[0])
        return None

    def who(self, typed: str) -> Who:
        """What a person typed: a name, an e-mail address, a post, an agency, a group, "All partners".

        Words that name nobody here stand as written; a name that several people bear is refused with a sentence.
        """
        words = " ".join(typed.split())[:200]
        if _plain(words) in _EVERYONE:
            return Who(OwnerKind.EVERYONE, words)
        found = self.people_named(words)
        if len(found) > 1:
            raise Refusal(f"{len(found)} people are called {words}. Write the e-mail address of the one you mean.")
        if found:
            return Who.of_person(found[0])
        chair = self.chair(words)
        return Who.of_person(chair, words) if chair else self.body(words) or Who.as_written(words)

    def owner(self, words: str, kind: str, names: Sequence[str]) -> tuple[Who, list[Person]]:
        """Who an owner as read stands for, and who it may be where that is not certain. `kind` is the contract's."""
        if kind == "all":
            return Who(OwnerKind.EVERYONE, words), []
        if kind in ("agency", "group"):
            return self.body(words, posts=False) or Who.as_written(words), []
        fitting = _once(person for name in names for person in self.people_named(name))
        if len(names) == 1 and len(fitting) == 1:
            return Who.of_person(fitting[0], words), []
        if kind == "post":
            chair, may_be = self.chair_of_the_day(words)
            return chair or self.body(words) or Who.as_written(words), may_be
        if not names:
            fitting = _once([*self.people_named(words), *self.seated_as(words)])
        return Who.as_written(words), fitting


R = TypeVar("R")


def names_to_offer(group: Group, *, on: date, most: int = 300) -> list[str]:
    """Whom one may mean most likely, for a list to choose from while typing: seats of the group, agencies, everyone."""
    seated = sorted({holding.person.name for holding in holdings_on(on).filter(seat__group=group)})
    agencies = [str(agency) for agency in Agency.objects.order_by("name")[:most]]
    return ["All partners", *seated, *agencies][:most]


def person_meant(known: Known, typed: str) -> Person | None:
    """The person of that name or address; nobody for nothing typed. A name nobody or several bear is refused."""
    words = " ".join(typed.split())
    if not words:
        return None
    found = known.people_named(words)
    if len(found) > 1:
        raise Refusal(f"{len(found)} people are called {words}. Write the e-mail address of the one you mean.")
    if not found:
        raise Refusal(f"Nobody here is called {words}. Leave the field empty, and the name stands as written.")
    return found[0]


def _filed(records: Iterable[R], names: Callable[[R], list[str]]) -> dict[str, list[R]]:
    """Records under each of their names."""
    filed: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        for name in dict.fromkeys(names(record)):
            if name:
                filed[name].append(record)
    return dict(filed)


def _once(found: Iterable[Person]) -> list[Person]:
    return sorted({person.pk: person for person in found}.values(), key=lambda person: (person.name, person.pk))
