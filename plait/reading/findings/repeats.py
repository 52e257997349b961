"""The same action two or three times: printed again by a page break, or told in the text and again in a table."""

import re
from collections import defaultdict

from plait.reading.draft import Draft, FoundAction
from plait.reading.model import DueKind, Status
from plait.reading.wording import content_words

_SAME = 0.85  # share of words: the same action, printed again
_RETOLD = 0.5  # with the likeness of owner and due: the same action in other words
_MOST = 60  # actions that share a word are compared up to this many; common words tell nothing
_ENDINGS = re.compile(r"(?:ations?|ing|ment|ed|es|er|s|e)$")


def merge_repeats(draft: Draft) -> None:
    """Leaves each action once. The inline telling is kept; a summary adds the due it alone has."""
    kept = _without_reprints(draft, draft.actions)
    inline = [action for action in kept if action.channel != "table"]
    table = [action for action in kept if action.channel == "table"]
    if inline and table:
        dropped = _match(draft, inline, table)
        kept = [action for action in kept if id(action) not in dropped]
    lists = [action for action in kept if action.channel == "list"]
    labelled = [action for action in kept if action.channel in ("label", "cell", "resolved")]
    if lists and labelled:
        dropped = _match(draft, labelled, lists)
        kept = [action for action in kept if id(action) not in dropped]
    draft.actions = kept


def _without_reprints(draft: Draft, actions: list[FoundAction]) -> list[FoundAction]:
    seen: dict[tuple[str, ...], FoundAction] = {}
    found = []
    for action in actions:
        key = tuple(content_words(action.text))
        known = seen.get(key)
        if known is None or (_owner_key(known) != _owner_key(action) and not _conflict(draft, known, action)):
            seen.setdefault(key, action)
            found.append(action)
        elif known.item == action.item and known.place != action.place:
            draft.warn("repeated_block", "An action is printed more than once. It was read once.")
    return found


def _conflict(draft: Draft, known: FoundAction, action: FoundAction) -> bool:
    """The same words under another owner: one action, with a warning."""
    if len(content_words(action.text)) < 3 or not known.owners or not action.owners:
        return False
    draft.warn(
        "owner_conflict",
        f"“{known.text[:80]}” is printed with different owners: {_say_owners(known)} and {_say_owners(action)}.",
    )
    return True


def _say_owners(action: FoundAction) -> str:
    return " and ".join(owner.text for owner in action.owners) or "nobody"


def _owner_key(action: FoundAction) -> frozenset[str]:
    return frozenset(name for o in action.owners for name in (o.candidates or (o.text.lower().removeprefix("the "),)))


def _stems(action: FoundAction) -> frozenset[str]:
    skip = {word for owner in action.owners for word in content_words(owner.text)}
    skip |= set(content_words(action.due.text or ""))
    found = [_ENDINGS.sub("", word) if len(word) > 4 else word for word in content_words(action.text)]
    return frozenset(stem for stem, word in zip(found, content_words(action.text), strict=True) if word not in skip)


def _match(draft: Draft, first: list[FoundAction], again: list[FoundAction]) -> set[int]:
    """Pairs the tellings, best first; gives the ids of those in `again` that are repeats."""
    stems = [_stems(action) for action in first]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(stems):
        for word in words:
            holders[word].append(n)
    pairs: list[tuple[float, int, int]] = []
    for m, action in enumerate(again):
        words = _stems(action)
        near = {n for word in words if len(holders[word]) <= _MOST for n in holders[word]}
        for n in near:
            likeness = _likeness(first[n], stems[n], action, words)
            if likeness >= _RETOLD:
                pairs.append((-likeness, n, m))
    dropped: set[int] = set()
    used: set[int] = set()
    for likeness, n, m in sorted(pairs):
        if id(again[m]) in dropped or (n in used and -likeness < 0.6):
            continue
        dropped.add(id(again[m]))
        used.add(n)
        _take_over(draft, first[n], again[m])
    return dropped


def _likeness(a: FoundAction, words_a: frozenset[str], b: FoundAction, words_b: frozenset[str]) -> float:
    """0 to 1.3: shared words against the shorter and the longer text, and whether owner and due agree."""
    shared = len(words_a & words_b)
    if shared < 2 and not (shared and min(len(words_a), len(words_b)) <= 2):
        return 0.0
    dice = 2 * shared / (len(words_a) + len(words_b))
    inside = shared / min(len(words_a), len(words_b))
    score = 0.5 * dice + 0.5 * inside
    same_owner = bool(_owner_key(a) & _owner_key(b)) or _named_alike(a, b)
    if a.owners and b.owners:
        score += 0.15 if same_owner else -0.12
    if a.due.kind is not DueKind.NONE and b.due.kind is not DueKind.NONE:
        score += 0.1 if (a.due.kind, a.due.date) == (b.due.kind, b.due.date) else -0.1
    if a.old != b.old:
        score -= 0.3
    return score


def _named_alike(a: FoundAction, b: FoundAction) -> bool:
    """ "B Lisle" and "Brenda Lisle", whom nobody in the list bears: the same first letter and surname."""
    keys = [{(name[0], name.split()[-1]) for name in _owner_key(each) if " " in name} for each in (a, b)]
    return bool(keys[0] & keys[1])


def _take_over(draft: Draft, kept: FoundAction, again: FoundAction) -> None:
    if kept.due.kind is DueKind.NONE:
        kept.due = again.due
    if not kept.owners:
        kept.owners = again.owners
    elif again.owners and not _owner_key(kept) & _owner_key(again):
        _conflict(draft, kept, again)
    if kept.status is Status.NEW:
        kept.status = again.status
