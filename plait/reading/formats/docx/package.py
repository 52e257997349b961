"""The zip of a Word document: which part is the text, and what each part is related to."""

import posixpath
from collections.abc import Iterator

from plait.reading.formats.packed import Packed
from plait.reading.refusals import Unreadable


class Package(Packed):
    """The parts of one Word document."""

    @property
    def has_pictures(self) -> bool:
        return any("/media/" in name for name in self.names())

    def main_part(self) -> str:
        """The name of the document part, "word/document.xml" in nearly every file."""
        for kind, target in self._relations(""):
            if kind.endswith("/officeDocument") and self.holds(target):
                return target
        if self.holds("word/document.xml"):
            return "word/document.xml"
        raise Unreadable("damaged")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its kind such as "styles", part name)."""
        return {
            identity: (kind.rpartition("/")[2], target)
            for identity, (kind, target) in self._relations_by_id(part).items()
            if self.holds(target)
        }

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        yield from self._relations_by_id(part).values()

    def _relations_by_id(self, part: str) -> dict[str, tuple[str, str]]:
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if not self.holds(name):
            return {}
        found = {}
        for relation in self.xml(name):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[relation.get("Id", "")] = (relation.get("Type", ""), posixpath.normpath(path))
        return found
