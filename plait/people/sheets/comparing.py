"""Each line against what is known: new, changed, unchanged, to be asked, or not to be read. Nobody is guessed."""

from collections.abc import Mapping, Sequence

from plait.people.models import Agency, Person
from plait.people.sheets.known import Known
from plait.people.sheets.layout import Kind
from plait.people.sheets.lines import Line, same
from plait.people.sheets.posts import compare_post
from plait.people.sheets.proposal import NEW_ONE, Proposal, Verdict

_OF_PERSON = ("name", "initials", "email", "telephone")
_OF_AGENCY = ("name", "short_name", "sector")


def compare(
    lines: Sequence[Line], known: Known, *, choices: Mapping[str, str], done: Mapping[str, Mapping[str, object]]
) -> list[Proposal]:
    """A proposal for each line, in their order. `done` holds the lines that were accepted before."""
    comparing = _Comparing(known, choices, done)
    order = {Kind.AGENCY: 0, Kind.PERSON: 1, Kind.POST: 2}
    for line in sorted(lines, key=lambda line: (order[line.kind], line.n)):
        comparing.found[line.n] = comparing.one(line)
    return [comparing.found[line.n] for line in lines]


class _Comparing:
    def __init__(self, known: Known, choices: Mapping[str, str], done: Mapping[str, Mapping[str, object]]) -> None:
        self.known, self.choices, self.done = known, choices, done
        self.found: dict[int, Proposal] = {}
        self.people_above: dict[str, Line] = {}
        self.emails_above: dict[str, Line] = {}
        self.matched: dict[tuple[Kind, int], Line] = {}
        self.agencies_above: dict[str, Line] = {}

    def one(self, line: Line) -> Proposal:
        if line.fault:
            return Proposal(line, Verdict.UNREAD, why=line.fault)
        if line.kind is Kind.AGENCY:
            self.agencies_above.setdefault(same(line.values["name"]), line)
            if short := line.values.get("short_name"):
                self.agencies_above.setdefault(same(short), line)
        if str(line.n) in self.done:
            self._remember(line)
            return Proposal(line, Verdict.DONE, key=int(str(self.done[str(line.n)]["key"])))
        if line.kind is Kind.POST:
            return compare_post(line, self.known, self.found, self.agencies_above, self.choices.get(str(line.n), ""))
        return self._agency(line) if line.kind is Kind.AGENCY else self._person(line)

    def _remember(self, line: Line) -> None:
        if line.kind is Kind.PERSON:
            self.people_above.setdefault(same(line.values["name"]), line)

    def _agency(self, line: Line) -> Proposal:
        name = line.values["name"]
        there = self.known.agencies_named(name)
        above = self.agencies_above[same(name)]
        if number := line.values.get("number"):
            agency = self.known.agencies.get(int(number))
            if agency is None:
                return Proposal(line, Verdict.UNREAD, why=f"There is no agency with the number {number}.")
            if any(other.pk != agency.pk for other in there if same(other.name) == same(name)):
                return Proposal(line, Verdict.UNREAD, why=f"Another agency is called {name} already.")
            return self._against(line, agency, _OF_AGENCY)
        if len(there) > 1:
            return Proposal(line, Verdict.UNREAD, why=f"Several agencies are called {name}. Write the full name.")
        if there:
            fields = _OF_AGENCY if same(there[0].name) == same(name) else _OF_AGENCY[1:]
            return self._against(line, there[0], fields)
        if above is not line:
            return Proposal(line, Verdict.SAME, why=f"Row {above.row} names it too.")
        return Proposal(line, Verdict.NEW)

    def _person(self, line: Line) -> Proposal:
        choice, email = self.choices.get(str(line.n), ""), line.values.get("email", "")
        above = self.emails_above.setdefault(email.casefold(), line) if email else line
        if same(above.values["name"]) != same(line.values["name"]):
            why = f"Row {above.row}, {above.values['name']}, has the address {email} too. Put one of them right."
            return Proposal(line, Verdict.UNREAD, why=why)
        if choice == NEW_ONE and not self.known.by_email(email):
            self._remember(line)
            return Proposal(line, Verdict.NEW)
        if choice.startswith("line:") and (twin := self.found.get(int(choice[5:]))):
            return self._twin(line, twin.line)
        if choice.isdigit() and (chosen := self.known.person(choice)):
            return self._against(line, chosen, _OF_PERSON)
        return self._unchosen(line)

    def _unchosen(self, line: Line) -> Proposal:
        name, email = line.values["name"], line.values.get("email", "")
        by_email, named = self.known.by_email(email), self.known.named(name)
        if number := line.values.get("number"):
            return self._numbered(line, number, by_email, named)
        if by_email is not None:
            if _shares_a_word(by_email.name, name):
                return self._against(line, by_email, _OF_PERSON)
            why = f"The address {email} is that of {by_email.name}. Is that who is meant?"
            return Proposal(line, Verdict.ASKED, why=why, candidates=(str(by_email.pk),), may_be_new=False)
        if len(named) > 1:
            why = f"{len(named)} people are called {name}. Which one is meant?"
            return Proposal(line, Verdict.ASKED, why=why, candidates=tuple(str(p.pk) for p in named))
        if named:
            doubt = _doubt(line, named[0], self.known)
            if doubt:
                return Proposal(line, Verdict.ASKED, why=doubt, candidates=(str(named[0].pk),))
            return self._against(line, named[0], _OF_PERSON)
        return self._unknown(line)

    def _numbered(self, line: Line, number: str, by_email: Person | None, named: Sequence[Person]) -> Proposal:
        person, name = self.known.person(number), line.values["name"]
        if person is None:
            return Proposal(line, Verdict.UNREAD, why=f"There is no person with the number {number}.")
        others = [p for p in (*named, *([by_email] if by_email else [])) if p.pk != person.pk]
        if others and (by_email in others or same(person.name) != same(name)):
            why = f"Number {number} is {person.name}, and the row reads like {others[0].name}. Who is meant?"
            keys = dict.fromkeys(str(p.pk) for p in (person, *others))
            return Proposal(line, Verdict.ASKED, why=why, candidates=tuple(keys), may_be_new=False)
        return self._against(line, person, _OF_PERSON)

    def _unknown(self, line: Line) -> Proposal:
        """Nobody known has the name. Somebody further up in the sheet may."""
        above = self.people_above.setdefault(same(line.values["name"]), line)
        if above is line:
            return Proposal(line, Verdict.NEW)
        first, second = above.values.get("email", ""), line.values.get("email", "")
        if first and first.casefold() == second.casefold():
            return self._twin(line, above)
        why = f"{line.values['name']} stands in row {above.row} too. Is it the same person?"
        return Proposal(line, Verdict.ASKED, why=why, candidates=(f"line:{above.n}",))

    def _twin(self, line: Line, above: Line) -> Proposal:
        key = self.found[above.n].key
        return Proposal(line, Verdict.SAME, key=key, why=f"The same person as in row {above.row}.", holder=above.n)

    def _against(self, line: Line, record: Person | Agency, fields: Sequence[str]) -> Proposal:
        """What the sheet says otherwise. An empty cell says nothing."""
        changes = {}
        for name in fields:
            now, wanted = str(getattr(record, name)), line.values.get(name, "")
            wanted = wanted.lower() if name == "email" else wanted
            if wanted and wanted != now:
                changes[name] = (now, wanted)
        if "email" in changes and self.known.by_email(changes["email"][1]) is record:
            del changes["email"]  # an address of theirs from a record that was merged
        other = self.known.by_email(line.values["email"]) if "email" in changes else None
        if other is not None and other.pk != record.pk:
            why = f"The address {line.values['email']} is that of {other.name} already."
            return Proposal(line, Verdict.UNREAD, why=why)
        above = self.matched.setdefault((line.kind, record.pk), line)
        if above is not line and changes:
            said = {name: above.values[name] for name in changes if above.values.get(name)}
            if any(words.casefold() != line.values[name].casefold() for name, words in said.items()):
                why = f"Row {above.row} is {record.name} too and says otherwise. Put one of them right."
                return Proposal(line, Verdict.UNREAD, why=why)
            if len(said) == len(changes):
                return Proposal(line, Verdict.SAME, key=record.pk, why=f"Row {above.row} says the same.")
        return Proposal(line, Verdict.CHANGED if changes else Verdict.SAME, key=record.pk, changes=changes)


def _shares_a_word(one: str, other: str) -> bool:
    return bool(set(same(one).replace("-", " ").split()) & set(same(other).replace("-", " ").split()))


def _doubt(line: Line, person: Person, known: Known) -> str:
    """A question where the one who has the name may be somebody else."""
    email = line.values.get("email", "")
    if email and person.email and email.casefold() != person.email.casefold():
        return f"{person.name} is known with the address {person.email}. Is it the same person?"
    agency = line.values.get("agency", "")
    held = known.holds(person)
    if agency and held and not any(post.agency in known.agencies_named(agency) for post in held):
        where = ", ".join(dict.fromkeys(str(post.agency) for post in held))
        return f"{person.name} is known from {where}. Is it the same person?"
    return ""
