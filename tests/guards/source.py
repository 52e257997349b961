"""The project's own source, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLAIT = ROOT / "plait"


@cache
def modules(*folders: str) -> dict[Path, ast.Module]:
    """Every Python module below the folders (plait by default), without migrations."""
    places = [ROOT / name for name in folders or ("plait",)]
    files = (f for place in places for f in sorted(place.rglob("*.py")) if "migrations" not in f.parts)
    return {f: ast.parse(f.read_text(), filename=str(f)) for f in files}


def say(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    """plait/actions/commands/closing.py is in the room "actions"."""
    return path.relative_to(PLAIT).parts[0]


def is_part(path: Path, part: str) -> bool:
    """Whether a module is `part` of its domain: plait/actions/views.py or plait/actions/views/list.py."""
    parts = path.relative_to(PLAIT).with_suffix("").parts
    return len(parts) > 1 and parts[1] == part


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every module or name imported ("plait.history.commands.record") with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
