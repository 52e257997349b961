"""Writes happen in commands, and every command is marked."""

import ast
import importlib
import inspect

from tests.guards.source import ROOT, is_part, modules, say

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "aget_or_create",
    "acreate",
    "asave",
    "adelete",
    "aupdate",
    "set_password",
}
HARMLESS_OWNERS = {
    "context",
    "data",
    "kwargs",
    "params",
    "initial",
    "query",
    "attrs",
    "headers",
    "said",
    "options",
    "paper",  # a Word document
}


def _writes(tree: ast.Module) -> list[int]:
    """Lines that call a writing method of the ORM on anything but a plain dictionary."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "insert_rows":
            found.append(node.lineno)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if name not in HARMLESS_OWNERS:
                found.append(node.lineno)
    return found


def test_views_forms_presenters_queries_and_rules_write_nothing() -> None:
    parts = ("views", "forms", "presenters", "queries", "rules", "urls")
    found = [
        f"{say(path)}:{line}"
        for path, tree in modules().items()
        if any(is_part(path, part) for part in parts)
        for line in _writes(tree)
    ]
    assert found == []


def test_every_public_function_in_commands_is_a_command() -> None:
    found = []
    for path in modules():
        if not is_part(path, "commands") or path.is_relative_to(ROOT / "plait" / "core"):
            continue
        module = importlib.import_module(
            ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        )
        found += [
            f"{say(path)}: {name}"
            for name, thing in vars(module).items()
            if inspect.isfunction(thing)
            and thing.__module__ == module.__name__
            and not name.startswith("_")
            and not getattr(thing, "is_command", False)
        ]
    assert found == []
