"""What an archive says it holds. Everything in it is checked: an archive may come from anywhere."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from plait.core.refusals import Refusal

FORMAT = 1
_TABLE = re.compile(r"^[a-z][a-z0-9_]{0,62}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table: its columns, how many rows, and the size in bytes and checksum of its part."""

    name: str
    columns: list[str]
    rows: int
    size: int
    sha256: str

    @property
    def path(self) -> str:
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True, slots=True)
class FilePart:
    """The bytes of one stored file; `size` in bytes."""

    sha256: str
    size: int

    @property
    def path(self) -> str:
        return f"files/{self.sha256[:2]}/{self.sha256}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations` are "app.name", sorted. `lost` are checksums of files that were missing or damaged when it was made.

    `head` is the last link of the history's chain, or empty.
    """

    plait: str
    made_at: str
    database: str
    head: str
    migrations: list[str]
    tables: list[TablePart]
    files: list[FilePart]
    lost: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def parts(self) -> dict[str, TablePart | FilePart]:
        parts: list[TablePart | FilePart] = [*self.tables, *self.files]
        return {part.path: part for part in parts}

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def parse(data: bytes) -> Manifest:
    """The manifest, or a refusal: wrong format, wrong types, a name that is none."""
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise Refusal(
                f"The back-up is of format {told['format']!s:.20} and this Plait reads format {FORMAT}. "
                "Restore it with the version that made it."
            )
        return _from(told)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refusal("The back-up's list of contents cannot be read. Use another back-up.") from error


def _from(told: Mapping[str, Any]) -> Manifest:
    return Manifest(
        plait=_text(told["plait"]),
        made_at=_text(told["made_at"]),
        database=_text(told["database"]),
        head=_text(told["head"]),
        migrations=[_text(name) for name in told["migrations"]],
        tables=[
            TablePart(
                _matching(_TABLE, t["name"]),
                [_matching(_TABLE, c) for c in t["columns"]],
                _count(t["rows"]),
                _count(t["size"]),
                _matching(_SHA256, t["sha256"]),
            )
            for t in told["tables"]
        ],
        files=[FilePart(_matching(_SHA256, f["sha256"]), _count(f["size"])) for f in told["files"]],
        lost=[_matching(_SHA256, sha256) for sha256 in told["lost"]],
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _matching(form: re.Pattern[str], value: object) -> str:
    if not form.match(_text(value)):
        raise ValueError("not a name")
    return str(value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a number of things")
    return value
