"""History in words: who, when, what, from what to what. A verb without words here fails a guard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime

from plait.accounts.models import User
from plait.actions.queries import hide_unseen, register_for
from plait.core import registry
from plait.core.dates import say, say_time
from plait.core.registry import Ref, Tell, Told
from plait.history.models import Entry
from plait.history.queries import removals_of
from plait.keeping.presenters.pages import name_of
from plait.keeping.presenters.verbs import VERBS
from plait.keeping.queries import disposals_of
from plait.keeping.seeing import KINDS, readable_among

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    when: str
    who: str
    what: str
    record: str = ""
    url: str = ""
    removed: str = ""


def lines_of(entries: Sequence[Entry], user: User) -> list[Line]:
    """Entries of one record, whose history they may read."""
    entries = hide_unseen(entries, register_for(user))
    removed = removals_of(entry.pk for entry in entries)
    return [_line(entry, removed.get(entry.pk)) for entry in entries]


def lines_by_person(entries: Sequence[Entry], user: User) -> list[Line]:
    """Entries of many records: what is not the reader's to see is told without its words, and what is restricted too,
    for opening it is recorded on the record's own history."""
    entries = hide_unseen(entries, register_for(user))
    removed = removals_of(entry.pk for entry in entries)
    refs = {Ref(entry.kind, entry.key) for entry in entries}
    told = _told_of(refs, user)
    inside = readable_among(refs, user) | {ref for ref in told if ref.kind not in KINDS}
    gone = disposals_of(refs - told.keys())
    lines = []
    for entry in entries:
        ref = Ref(entry.kind, entry.key)
        shown = ref in told and ref in inside and not told[ref].restricted
        name = _name(told.get(ref)) or (f"{gone[ref].reference}, disposed of" if ref in gone else "A restricted record")
        line = _line(entry, removed.get(entry.pk), shown=shown)
        lines.append(replace(line, record=name, url=told[ref].url if ref in told else ""))
    return lines


def _told_of(refs: Iterable[Ref], user: User) -> dict[Ref, Told]:
    by_kind: dict[str, list[int]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, []).append(ref.key)
    kinds = {kind.slug: kind for kind in registry.kinds()}
    return {
        Ref(slug, key): told
        for slug, keys in by_kind.items()
        if slug in kinds
        for key, told in kinds[slug].describe(keys, user).items()
    }


def _line(entry: Entry, removal: Entry | None, *, shown: bool = True) -> Line:
    at = localtime(entry.at)
    said: Mapping[str, object] = entry.detail.said if hasattr(entry, "detail") else {}
    behalf = f", on behalf of {said['on_behalf_of']}" if said.get("on_behalf_of") else ""
    return Line(
        at=entry.at,
        when=f"{say(at.date())}, {say_time(at.time())}",
        who=f"{said.get('by') or 'Somebody'}{behalf}",
        what=in_words(entry, said) if shown else VERBS.get(entry.verb, "changed it"),
        removed=_removal(removal) if removal and shown else "",
    )


def _name(told: Told | None) -> str:
    return name_of(told) if told else ""


def in_words(entry: Entry, said: Mapping[str, object]) -> str:
    """What was done, by the record's own room where it has words for it; from what to what where both were kept."""
    kinds = {kind.slug: kind.tell for kind in registry.kinds()}
    tell = kinds.get(entry.kind)
    words = _told(tell, entry.verb, said) if tell and said else ""
    words = words or VERBS.get(entry.verb, entry.verb.replace("_", " "))
    before, after = _short(said.get("from")), _short(said.get("to"))
    if before and after and before != after and before not in words and after not in words:
        words += f", from {before} to {after}"
    why = _short(said.get("why") or said.get("because"))
    return f"{words}, because: {why}" if why and why not in words else words


def _told(tell: Tell, verb: str, said: Mapping[str, object]) -> str:
    """A room that has no words for a verb gives the verb back; where words were taken away, it may miss some."""
    try:
        words = tell(verb, said)
    except KeyError:
        return ""
    return "" if words in (verb, verb.replace("_", " ")) else words


def _short(value: object) -> str:
    return str(value)[:_LONGEST] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _removal(entry: Entry) -> str:
    said = entry.detail.said if hasattr(entry, "detail") else {}
    at = localtime(entry.at)
    return f"Words were removed on {say(at.date())} by {said.get('by', 'somebody')}: {said.get('why', '')}"
