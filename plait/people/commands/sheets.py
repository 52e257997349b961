"""A sheet of people, agencies and posts: kept to be compared, answered, accepted line by line, and ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.commands.accepting import Accepting
from plait.people.models import Agency, PeopleSheet, Person, Post
from plait.people.queries import proposals
from plait.people.seen import seen_of_all
from plait.people.sheets.layout import Kind
from plait.people.sheets.lines import Read
from plait.people.sheets.proposal import NEW_ONE, Proposal, Verdict

_LONGEST_NAME = 200
_CLEAR = (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many lines were accepted; and a sentence for each that was not."""

    count: int
    refused: tuple[str, ...] = ()


@command
def keep_sheet(*, name: str, checksum: str, read: Read, by: Actor, at: datetime) -> PeopleSheet:
    """Keep what was read of a file until it is compared. The same file that is open already is not kept twice."""
    there = PeopleSheet.objects.filter(checksum=checksum, ended_at__isnull=True).first()
    if there is not None:
        return nothing_changed(there)
    if not read.lines:
        why = " ".join(read.notes[:3])
        raise Refusal(f"No row of the file could be read as a person, an agency or a post. {why}".strip())
    sheet = PeopleSheet.objects.create(
        name=name[-_LONGEST_NAME:],
        checksum=checksum,
        added_at=at,
        added_by_id=by.person_id,
        lines=[line.to_json() for line in read.lines],
        notes=list(read.notes),
    )
    said = {"file": sheet.name, "lines": len(read.lines)}
    record(ref=Ref("people_sheet", sheet.pk), verb="added", said=said, by=by, at=at)
    return sheet


@command
def choose(*, sheet: PeopleSheet, answers: Mapping[int, str], by: Actor, at: datetime) -> int:
    """Who is meant in lines that asked. An answer that was not offered is left out. Answers how many were kept."""
    held = _held(sheet)
    asked = {p.line.n: p for p in proposals(held) if p.verdict is Verdict.ASKED}
    taken = {
        str(n): answer
        for n, answer in answers.items()
        if n in asked and (answer in asked[n].candidates or (answer == NEW_ONE and asked[n].may_be_new))
    }
    held.choices = {**held.choices, **taken}
    held.save(update_fields=["choices"])
    return nothing_changed(len(taken))


@command
def accept_lines(
    *, sheet: PeopleSheet, ticked: Mapping[int, str], all_seen: str = "", by: Actor, at: datetime
) -> Accepted:
    """Put the ticked lines into the lists. `ticked` says for each what was looked at (`Proposal.seen`): a line that is
    another one by now is refused, and one that was accepted before is passed over. With `all_seen` every clear line
    is meant, as it was looked at."""
    held = _held(sheet)
    for model in (Agency, Person, Post):
        list(model._default_manager.select_for_update().order_by("pk").values_list("pk"))
    before = proposals(held)
    clear = [p for p in before if p.can_be_accepted]
    if all_seen and all_seen != seen_of_all(p.seen for p in clear):
        raise Stale("The lists have changed since this page was drawn. Nothing was accepted: look at the rows again.")
    wanted = {p.line.n: p.seen for p in clear} if all_seen else ticked
    going, refused = _sorted_out(before, wanted)
    accepting = Accepting(held, by=by, at=at)
    accepting.write([p for p in before if p.line.n in going and p.line.kind is Kind.AGENCY])
    accepting.write([p for p in before if p.line.n in going and p.line.kind is Kind.PERSON])
    posts = [p for p in proposals(held) if p.line.n in going and p.line.kind is Kind.POST] if going else []
    refused += [f"{_row(p)}: {p.why}" for p in posts if p.why or p.verdict not in _CLEAR]
    accepting.write([p for p in posts if p.can_be_accepted and not p.why])
    if not accepting.count:
        return nothing_changed(Accepted(0, tuple(refused)))
    held.accepted += accepting.count
    held.save(update_fields=["done", "accepted"])
    return Accepted(accepting.count, tuple(refused))


@command
def end_sheet(*, sheet: PeopleSheet, by: Actor, at: datetime) -> PeopleSheet:
    """The comparing is over: what was read is forgotten, what was accepted stays."""
    held = PeopleSheet.objects.select_for_update().get(pk=sheet.pk)
    if held.ended_at is not None:
        return nothing_changed(held)
    held.ended_at, held.lines, held.notes, held.choices, held.done = at, [], [], {}, {}
    held.save()
    said = {"file": held.name, "accepted": held.accepted}
    record(ref=Ref("people_sheet", held.pk), verb="ended", said=said, by=by, at=at)
    return held


def _held(sheet: PeopleSheet) -> PeopleSheet:
    held = PeopleSheet.objects.select_for_update().get(pk=sheet.pk)
    if held.ended_at is not None:
        raise Refusal("The comparing of this file was ended. Add the file again to go on.")
    return held


def _sorted_out(before: Sequence[Proposal], wanted: Mapping[int, str]) -> tuple[set[int], list[str]]:
    going: set[int] = set()
    refused = []
    known = {p.line.n: p for p in before}
    for n, looked_at in wanted.items():
        proposal = known.get(n)
        if proposal is None or proposal.verdict is Verdict.DONE:
            continue
        if proposal.seen == looked_at and proposal.can_be_accepted:
            going.add(n)
        else:
            refused.append(f"{_row(proposal)} is not what it was when the page was drawn. Look at it again.")
    return going, refused


def _row(proposal: Proposal) -> str:
    line = proposal.line
    return f"Row {line.row}, {line.values.get('name') or line.values.get('title') or 'without a name'}"
