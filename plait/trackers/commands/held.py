"""A tracker that one command holds: locked until the command is through, with its history at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plait.core.actor import Actor
from plait.core.refusals import Stale
from plait.core.registry import Ref
from plait.history.commands import record
from plait.trackers import rules
from plait.trackers.models import TrackerImport, TrackerRow


@dataclass(frozen=True, slots=True)
class Held:
    """The locked tracker, and who holds it since when."""

    tracker: TrackerImport
    by: Actor
    at: datetime

    @classmethod
    def of(cls, tracker: TrackerImport, by: Actor, at: datetime) -> "Held":
        found = TrackerImport.objects.select_for_update(of=("self",)).defer("book")
        return cls(found.select_related("group", "circle", "file", "changed_by").get(pk=tracker.pk), by, at)

    @classmethod
    def checking(cls, tracker: TrackerImport, by: Actor, at: datetime) -> "Held":
        """Refuses one whose rows are not, or no longer, being checked."""
        held = cls.of(tracker, by, at)
        rules.check_can_change(held.tracker)
        return held

    def row(self, row: TrackerRow) -> TrackerRow:
        """A fresh copy of one of its rows; refuses one that is in the register."""
        found = TrackerRow.objects.select_related("action", "risk", "before").get(pk=row.pk, tracker=self.tracker)
        found.tracker = self.tracker
        rules.check_can_change_row(found)
        return found

    def check_seen(self, version: int | None) -> None:
        """What the person saw is what stands now; None is said by the command line."""
        if version is not None and version != self.tracker.version:
            who = self.tracker.changed_by.name if self.tracker.changed_by else "Somebody"
            words = self.tracker.changed_words or "changed something"
            raise Stale(f"{who} {words} since you opened this page. Look again, then decide.")

    def changed(self, words: str, verb: str, said: Mapping[str, object]) -> None:
        """Say who changed it last, so that another person's page is known to be out of date."""
        self.tracker.version += 1
        self.tracker.changed_at, self.tracker.changed_by_id = self.at, self.by.person_id
        self.tracker.changed_words = words[:300]
        self.tracker.save(update_fields=["version", "changed_at", "changed_by", "changed_words"])
        self.tell(verb, said)

    def tell(self, verb: str, said: Mapping[str, object]) -> None:
        record(ref=Ref("tracker", self.tracker.pk), verb=verb, said=said, by=self.by, at=self.at)

    def save(self, row: TrackerRow) -> None:
        """Keep a row as it is now, with who changed it."""
        row.version += 1
        row.changed_at, row.changed_by_id = self.at, self.by.person_id
        row.save()
