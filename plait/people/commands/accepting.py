"""Writing what was accepted of a sheet, in few statements however many lines there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from plait.core.actor import Actor
from plait.core.refusals import Stale
from plait.core.registry import Ref
from plait.history.commands import Change, record_all
from plait.people.models import Agency, PeopleSheet, Person, Post
from plait.people.rules import initials_of
from plait.people.sheets.layout import Kind
from plait.people.sheets.proposal import Proposal, Verdict

_BATCH = 1000
_DAYS = ("starts_on", "ends_on")
_MODELS: dict[Kind, type[Agency] | type[Person] | type[Post]] = {
    Kind.AGENCY: Agency,
    Kind.PERSON: Person,
    Kind.POST: Post,
}


class Accepting:
    """What is accepted goes into the lists, into the history, and is noted in the sheet."""

    def __init__(self, sheet: PeopleSheet, *, by: Actor, at: datetime) -> None:
        self.sheet, self.by, self.at = sheet, by, at
        self.count = 0

    def write(self, going: Sequence[Proposal]) -> None:
        """Proposals of one kind of record."""
        if not going:
            return
        model = _MODELS[going[0].line.kind]
        new = [p for p in going if p.verdict is Verdict.NEW]
        changed = [p for p in going if p.verdict is Verdict.CHANGED]
        try:
            with transaction.atomic():
                made = model._default_manager.bulk_create(list(self._made(new)), batch_size=_BATCH)  # type: ignore[arg-type]
                self._change(model, changed)
        except IntegrityError:
            raise Stale(
                "Somebody else added one of these meanwhile. Nothing was accepted: look at the rows again."
            ) from None
        keys = {p.line.n: row.pk for p, row in zip(new, made, strict=True)} | {p.line.n: p.key for p in changed}
        self.sheet.done.update({str(n): {"key": key} for n, key in keys.items()})
        record_all(changes=[self._told(p, keys[p.line.n]) for p in going], by=self.by, at=self.at)
        self.count += len(going)

    def _made(self, new: Sequence[Proposal]) -> Iterator[Agency | Person | Post]:
        slugs = set(Agency.objects.values_list("slug", flat=True))
        for proposal in new:
            said = proposal.line.values
            match proposal.line.kind:
                case Kind.AGENCY:
                    yield Agency(
                        name=said["name"],
                        short_name=said.get("short_name", ""),
                        sector=said.get("sector", ""),
                        slug=_free_slug(said["name"], slugs),
                    )
                case Kind.PERSON:
                    yield Person(
                        name=said["name"],
                        initials=said.get("initials") or initials_of(said["name"]),
                        email=said.get("email", "").lower(),
                        telephone=said.get("telephone", ""),
                    )
                case Kind.POST:
                    yield Post(
                        title=said["title"],
                        agency_id=proposal.agency,
                        holder_id=proposal.holder or None,
                        starts_on=_day(said.get("starts_on", "")) or localdate(self.at),
                        ends_on=_day(said.get("ends_on", "")),
                    )

    def _change(self, model: type[Agency] | type[Person] | type[Post], changed: Sequence[Proposal]) -> None:
        rows = model._default_manager.in_bulk([p.key for p in changed])
        for proposal in changed:
            row = rows[proposal.key]
            for name, (_, wanted) in proposal.changes.items():
                if name in ("agency", "holder"):
                    setattr(row, f"{name}_id", getattr(proposal, name))
                else:
                    setattr(row, name, _day(wanted) if name in _DAYS else wanted)
            row.save()

    def _told(self, proposal: Proposal, key: int) -> Change:
        line = proposal.line
        name = line.values.get("name") or line.values.get("title", "")
        said: dict[str, object] = {"name": name, "sheet": self.sheet.name, "row": line.row}
        if proposal.verdict is Verdict.CHANGED:
            said |= {
                "from": {field: was for field, (was, _) in proposal.changes.items()},
                "to": {field: wanted for field, (_, wanted) in proposal.changes.items()},
            }
        elif line.kind is Kind.POST:
            said["agency"] = line.values["agency"]
        verb = "changed" if proposal.verdict is Verdict.CHANGED else "added"
        return Change(Ref(line.kind.value, key), verb, said)


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:50] or "agency"
    slug = next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)
    taken.add(slug)
    return slug
