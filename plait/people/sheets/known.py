"""What is known when a sheet is compared: every person, agency and post, found by number, name and address."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from plait.people.models import Agency, Person, Post
from plait.people.sheets.lines import same

R = TypeVar("R", Agency, Person, Post)


class Known:
    """Records that were merged lead to the one that is kept."""

    def __init__(self, people: Iterable[Person], agencies: Iterable[Agency], posts: Iterable[Post]) -> None:
        self.people = {person.pk: person for person in people}
        self.agencies = {agency.pk: agency for agency in agencies}
        self.posts = {post.pk: post for post in posts}
        self._emails: dict[str, Person] = {}
        self._names: defaultdict[str, list[Person]] = defaultdict(list)
        self._agency_names: defaultdict[str, list[Agency]] = defaultdict(list)
        self._posts_of: defaultdict[tuple[int, str], list[Post]] = defaultdict(list)
        self._held: defaultdict[int, list[Post]] = defaultdict(list)
        for person in self.people.values():
            if person.email:
                self._emails[person.email.casefold()] = self.kept(person)
            if not person.merged_into_id:
                self._names[same(person.name)].append(person)
        for agency in self.agencies.values():
            for name in {same(agency.name), same(agency.short_name)} - {""}:
                self._agency_names[name].append(agency)
        for post in self.posts.values():
            self._posts_of[post.agency_id, same(post.title)].append(post)
            if post.holder_id and post.ends_on is None:
                self._held[post.holder_id].append(post)

    def kept(self, person: Person) -> Person:
        while person.merged_into_id:
            person = self.people[person.merged_into_id]
        return person

    def person(self, number: str) -> Person | None:
        found = self.people.get(int(number))
        return self.kept(found) if found else None

    def by_email(self, email: str) -> Person | None:
        return self._emails.get(email.casefold()) if email else None

    def named(self, name: str) -> list[Person]:
        return self._names.get(same(name), [])

    def agencies_named(self, words: str) -> list[Agency]:
        """Those whose name it is; where there are none, those whose short name it is."""
        found = self._agency_names.get(same(words), [])
        return [agency for agency in found if same(agency.name) == same(words)] or found

    def posts_named(self, agency: int, title: str) -> list[Post]:
        return self._posts_of.get((agency, same(title)), [])

    def holds(self, person: Person) -> list[Post]:
        """The posts a person holds, without an end."""
        return self._held.get(person.pk, [])
