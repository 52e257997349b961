"""A post in a sheet against the posts that are known."""

from collections.abc import Mapping, Sequence

from plait.people.models import Post
from plait.people.sheets.known import Known
from plait.people.sheets.layout import Kind
from plait.people.sheets.lines import Line, same
from plait.people.sheets.proposal import Proposal, Verdict


def compare_post(
    line: Line, known: Known, found: Mapping[int, Proposal], agencies: Mapping[str, Line], choice: str
) -> Proposal:
    """`found` are the proposals of people and agencies; `agencies` the lines that name an agency."""
    post: Post | None = None
    if number := line.values.get("number"):
        post = known.posts.get(int(number))
        if post is None:
            return Proposal(line, Verdict.UNREAD, why=f"There is no post with the number {number}.")
    holder = _holder(line, known, found, choice)
    if holder.verdict in (Verdict.ASKED, Verdict.UNREAD):
        return holder
    agency, why = _agency(line, known, found, agencies)
    if why:
        return Proposal(line, Verdict.UNREAD, why=why)
    if post is None and agency and (holder.key or holder.why == ""):
        post = _the_same(line, known.posts_named(agency, line.values["title"]), holder.key)
    if post is None and "ends_on" in line.values and "starts_on" not in line.values:
        return Proposal(line, Verdict.UNREAD, why="It has an end and no beginning. Write the first day too.")
    if post is None:
        return Proposal(line, Verdict.NEW, agency=agency, holder=holder.key, why=_waits(line, agency, holder))
    if waits := _waits(line, agency or not line.values.get("agency"), holder):
        return Proposal(line, Verdict.ASKED, why=waits)
    changes = _changes(line, post, known, agency, holder)
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    begins = changes.get("starts_on", ("", post.starts_on.isoformat()))[1]
    ends = line.values.get("ends_on", post.ends_on.isoformat() if post.ends_on else "9999")
    if ends <= begins:
        return Proposal(line, Verdict.UNREAD, why=f"It would end before it begins ({begins}).")
    return Proposal(line, verdict, key=post.pk, changes=changes, agency=agency, holder=holder.key)


def _holder(line: Line, known: Known, found: Mapping[int, Proposal], choice: str) -> Proposal:
    """Who holds it: `key` where they are known; `why` where they are not in the list yet."""
    if line.holder_line:
        return _of_the_row(line, found)
    words, number = line.values.get("holder", ""), line.values.get("holder_number", "")
    person = known.person(choice or number) if (choice.isdigit() or number) else None
    if number and person is None:
        return Proposal(line, Verdict.UNREAD, why=f"There is no person with the number {number}.")
    if person is not None:
        if not choice and words and same(person.name) != same(words):
            why = f"Number {number} is {person.name}, and the row says {words}. Put one of them right."
            return Proposal(line, Verdict.UNREAD, why=why)
        return Proposal(line, Verdict.SAME, key=person.pk)
    if not words:
        return Proposal(line, Verdict.SAME)
    named = known.named(words)
    if len(named) == 1:
        return Proposal(line, Verdict.SAME, key=named[0].pk)
    if named:
        why = f"{len(named)} people are called {words}. Who holds the post {line.values.get('title', '')}?"
        keys = tuple(str(p.pk) for p in named)
        return Proposal(line, Verdict.ASKED, why=why, candidates=keys, may_be_new=False)
    return _from_this_file(line, words, found)


def _of_the_row(line: Line, found: Mapping[int, Proposal]) -> Proposal:
    person = found[line.holder_line]
    while person.verdict is Verdict.SAME and not person.key and person.holder:
        person = found[person.holder]
    if person.verdict is Verdict.ASKED:
        return Proposal(line, Verdict.ASKED, why="Say first who the person of this row is.")
    if person.verdict is Verdict.UNREAD:
        return Proposal(line, Verdict.UNREAD, why="The person of this row cannot be read.")
    why = "" if person.key else f"Accept {person.line.values['name']} first, or together with it."
    return Proposal(line, Verdict.SAME, key=person.key, why=why)


def _from_this_file(line: Line, words: str, found: Mapping[int, Proposal]) -> Proposal:
    people = (p for p in found.values() if p.line.kind is Kind.PERSON and p.verdict in (Verdict.NEW, Verdict.DONE))
    new = [p for p in people if same(p.line.values.get("name", "")) == same(words)]
    if len(new) == 1:
        return Proposal(
            line, Verdict.SAME, key=new[0].key, why="" if new[0].key else f"Accept {words} first, or together with it."
        )
    where = "stands more than once in this file" if new else "is neither in the list of people nor in this file"
    return Proposal(line, Verdict.UNREAD, why=f"{words} {where}.")


def _agency(line: Line, known: Known, found: Mapping[int, Proposal], agencies: Mapping[str, Line]) -> tuple[int, str]:
    """Its key, or 0 where it is still to be accepted; or why it cannot be told."""
    words = line.values.get("agency", "")
    there = known.agencies_named(words) if words else []
    if len(there) > 1:
        return 0, f"Several agencies are called {words}. Write the full name."
    if there or not words:
        return (there[0].pk if there else 0), ""
    above = found.get(agencies[same(words)].n) if same(words) in agencies else None
    return (above.key if above else 0), ""


def _waits(line: Line, agency: int | bool, holder: Proposal) -> str:
    if not agency:
        return f"Accept the agency {line.values.get('agency', '')} first, or together with it."
    return holder.why


def _the_same(line: Line, posts: Sequence[Post], holder: int) -> Post | None:
    """The post that this person holds already; without a holder, the only one of the name that goes on."""
    begins = line.values.get("starts_on", "")
    running = [post for post in posts if post.ends_on is None]
    if not holder:
        return running[0] if len(running) == 1 else None
    theirs = [post for post in posts if post.holder_id == holder]
    exact = [post for post in theirs if post.starts_on.isoformat() == begins]
    ended = [post for post in theirs if post.ends_on and post.ends_on.isoformat() == line.values.get("ends_on")]
    going_on = [post for post in theirs if post in running]
    return next(iter(exact or (ended if not begins else []) or going_on), None)


def _changes(line: Line, post: Post, known: Known, agency: int, holder: Proposal) -> dict[str, tuple[str, str]]:
    """What the sheet says otherwise. An empty cell says nothing."""
    changes: dict[str, tuple[str, str]] = {}
    if line.values.get("title", post.title) != post.title and line.values.get("number"):
        changes["title"] = (post.title, line.values["title"])
    if agency and agency != post.agency_id:
        changes["agency"] = (post.agency.name, known.agencies[agency].name)
    if holder.key and holder.key != post.holder_id:
        changes["holder"] = (post.holder.name if post.holder else "", known.people[holder.key].name)
    for name in ("starts_on", "ends_on"):
        day = getattr(post, name)
        if line.values.get(name) and line.values[name] != (day.isoformat() if day else ""):
            changes[name] = (day.isoformat() if day else "", line.values[name])
    return changes
