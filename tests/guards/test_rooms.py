"""Sizes, names and who may import whom, where import-linter cannot see it."""

import ast
import re

from tests.guards.source import PLAIT, ROOT, imports, is_part, modules, room_of, say

MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 50
BAD_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "handler",
    "handlers",
    "misc",
    "common",
}
PRIVATE_TO_A_DOMAIN = ("views", "forms", "rules", "presenters", "urls")


def test_no_module_is_longer_than_400_lines() -> None:
    found = {say(f): len(f.read_text().splitlines()) for f in modules("plait", "config", "tests", "bench")}
    assert {name: n for name, n in found.items() if n > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{say(path)}:{node.lineno} {node.name}"
        for path, tree in modules("plait", "config", "bench").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_room_has_a_name_that_says_nothing() -> None:
    assert [
        say(f) for f in modules("plait", "config", "bench") if f.stem in BAD_NAMES or f.parent.name in BAD_NAMES
    ] == []


def test_nobody_imports_a_neighbours_views_forms_or_rules() -> None:
    """The command line is the exception that imports nothing of the kind either."""
    found = []
    for path, tree in modules().items():
        for name, line in imports(tree):
            parts = name.split(".")
            foreign = parts[0] == "plait" and len(parts) > 2 and parts[1] != room_of(path)
            if foreign and parts[2] in PRIVATE_TO_A_DOMAIN and parts[1] not in {"web", "core", "reading"}:
                found.append(f"{say(path)}:{line} {name}")
    assert found == []


def test_history_is_written_by_commands_only() -> None:
    found = [
        f"{say(path)}:{line}"
        for path, tree in modules().items()
        for name, line in imports(tree)
        if name.startswith("plait.history.commands")
        and not is_part(path, "commands")
        and room_of(path) not in {"history", "jobs"}
    ]
    assert found == []


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of somebody's machine and no registry's address in a tracked text."""
    bad = re.compile(r"/(?:work|root|home)/\w|files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple")
    endings = {".py", ".md", ".html", ".txt", ".toml", ".json", ".js", ".css", ".scss", ".sh", ".in", ""}
    folders = [
        PLAIT,
        ROOT / "config",
        ROOT / "docs",
        ROOT / "bench",
        ROOT / "frontend",
        ROOT / "requirements",
    ]
    files = [f for d in folders if d.exists() for f in d.rglob("*") if f.is_file() and f.suffix in endings]
    files += [f for f in ROOT.iterdir() if f.is_file() and f.suffix in endings]
    kept = [f for f in files if "node_modules" not in f.parts and "__pycache__" not in f.parts]
    assert [say(f) for f in kept if bad.search(f.read_text(errors="ignore"))] == []
