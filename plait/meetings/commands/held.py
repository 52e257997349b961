"""An import that one command holds: locked until the command is through, with its history at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plait.core.actor import Actor
from plait.core.refusals import Stale
from plait.core.registry import Ref
from plait.history.commands import record
from plait.meetings import rules
from plait.meetings.models import Finding, MinutesImport


@dataclass(frozen=True, slots=True)
class Held:
    """The locked import, and who holds it since when."""

    minutes: MinutesImport
    by: Actor
    at: datetime

    @classmethod
    def of(cls, minutes: MinutesImport, by: Actor, at: datetime) -> "Held":
        """Refuses an import that is not, or no longer, being checked."""
        held = cls(_locked(minutes), by, at)
        rules.check_can_change(held.minutes)
        return held

    @classmethod
    def read(cls, minutes: MinutesImport, by: Actor, at: datetime) -> "Held":
        """One that was read, confirmed or not."""
        held = cls(_locked(minutes), by, at)
        rules.check_was_read(held.minutes)
        return held

    def finding(self, finding: Finding) -> Finding:
        """A fresh copy of one of its findings; refuses one that is in the register."""
        found = Finding.objects.select_related("action", "decision", "changed_by").get(
            pk=finding.pk, minutes_import=self.minutes
        )
        found.minutes_import = self.minutes
        rules.check_can_change_finding(found)
        return found

    def check_seen(self, version: int) -> None:
        """What the person saw is what stands now."""
        if version != self.minutes.version:
            who = self.minutes.changed_by.name if self.minutes.changed_by else "Somebody"
            raise Stale(f"{who} {self.minutes.changed_words} since you opened this page. Look again, then decide.")

    def changed(self, words: str, verb: str, said: Mapping[str, object]) -> None:
        """Say on the import who changed it last, so that another person's page is known to be out of date."""
        self.minutes.version += 1
        self.minutes.changed_at, self.minutes.changed_by_id = self.at, self.by.person_id
        self.minutes.changed_words = words[:300]
        self.minutes.save(update_fields=["version", "changed_at", "changed_by", "changed_words"])
        self.tell(verb, said)

    def tell(self, verb: str, said: Mapping[str, object]) -> None:
        record(ref=Ref("minutes_import", self.minutes.pk), verb=verb, said=said, by=self.by, at=self.at)

    def save(self, finding: Finding) -> None:
        """Keep a finding as it is now, with who changed it."""
        finding.version = finding.version + 1 if finding.pk else 1
        finding.changed_at, finding.changed_by_id = self.at, self.by.person_id
        finding.save()


def _locked(minutes: MinutesImport) -> MinutesImport:
    held = MinutesImport.objects.select_for_update(of=("self",)).defer("reading")
    return held.select_related("group", "circle", "text", "changed_by", "meeting").get(pk=minutes.pk)
