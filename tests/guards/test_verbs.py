"""Every verb that a command writes into the history has words: here, or in its room's own records."""

import ast
import re
from collections.abc import Iterator

from plait.keeping.presenters.verbs import VERBS
from tests.guards.source import is_part, modules

_SLUG = re.compile(r"[a-z]+(_[a-z]+)*")
# Functions that hand the verb on: the verb is one of their first arguments.
_HAND_ON = {"_keep": 1, "changed": 1, "tell": 0, "Change": 1}


def _verbs(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = [word.value for word in node.keywords if word.arg in ("verb", "change")]
        if name in _HAND_ON and len(node.args) > _HAND_ON[name]:
            given.append(node.args[_HAND_ON[name]])
        for value in given:
            yield from (c.value for c in _ends(value) if isinstance(c.value, str) and _SLUG.fullmatch(c.value))


def _ends(value: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(value, ast.Constant):
        yield value
    elif isinstance(value, ast.IfExp):
        yield from _ends(value.body)
        yield from _ends(value.orelse)


def _told_by_rooms() -> set[str]:
    """Every verb that a room has words of its own for."""
    records = [tree for path, tree in modules().items() if path.stem.startswith("records")]
    return {
        key.value
        for tree in records
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_every_verb_has_words() -> None:
    written = {verb for path, tree in modules().items() if is_part(path, "commands") for verb in _verbs(tree)}
    assert len(written) > 60
    assert sorted(written - set(VERBS) - _told_by_rooms()) == []
