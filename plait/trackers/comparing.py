"""Rows against what is known: earlier imports of the same log, and the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from plait.actions.models import Action
from plait.reading.trackers.again import plain_words
from plait.trackers.models import Against, RowKind, RowState, TrackerImport, TrackerRow
from plait.trackers.queries.known import matched, register_by_words

COMPARED = ("wording", "owners", "agency", "due", "status_words", "comments", "scores", "controls", "direction")


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares rows that are not in the register yet."""

    tracker: TrackerImport

    def compare(self, rows: Sequence[TrackerRow]) -> None:
        """Each row is told what it is again; only new ones and those that changed are ticked. Nothing is saved."""
        before = matched(self.tracker, rows)
        register = register_by_words(self.tracker)
        taken = {row.action_id for row in before.values()}
        for row in rows:
            if earlier := before.get(row.number):
                _again(row, earlier)
                continue
            known = register.get(plain_words(row.wording)) if row.kind == RowKind.ACTION else None
            if known is not None and known.pk not in taken:
                taken.add(known.pk)
                _known(row, known)

    def entered_meanwhile(self, rows: Sequence[TrackerRow]) -> list[TrackerRow]:
        """Rows that were new when they were read, and that another import has brought in since."""
        new = [row for row in rows if row.against == Against.NEW]
        before = matched(self.tracker, new)
        for row in new:
            if earlier := before.get(row.number):
                _again(row, earlier)
        return [row for row in new if row.number in before]


def _again(row: TrackerRow, earlier: TrackerRow) -> None:
    row.before, row.action, row.risk = earlier, earlier.action, earlier.risk
    row.differs = differences(earlier.read, row.read)
    row.left_at = earlier.left_at  # unchanged rows carry on the version that the last import left
    record = row.action or row.risk
    touched = record is not None and record.version != row.left_at
    if not row.differs:
        row.against, row.state = Against.SAME, RowState.NOTHING
    elif touched:
        row.against, row.state = Against.TOUCHED, RowState.UNTICKED
    else:
        row.against, row.state = Against.CHANGED, RowState.TICKED


def _known(row: TrackerRow, action: Action) -> None:
    """The register has an action in these words from elsewhere, minutes perhaps: it is never entered twice."""
    row.action, row.against, row.state = action, Against.KNOWN, RowState.UNTICKED


def differences(before: dict[str, object], now: dict[str, object]) -> dict[str, list[object]]:
    """What the log says otherwise than last time: name -> before and now."""
    return {
        name: [before.get(name, ""), now.get(name, "")]
        for name in COMPARED
        if _plain(before.get(name, "")) != _plain(now.get(name, ""))
    }


def _plain(value: object) -> object:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def as_new(row: TrackerRow) -> None:
    """A person says that it is another action or risk: it is entered as new."""
    row.before, row.action, row.risk, row.left_at = None, None, None, None
    row.differs, row.against, row.state = {}, Against.NEW, RowState.TICKED


def speaks_of_owners(row: TrackerRow) -> bool:
    """Whether confirming the row gives owners: a new one does, a known one where the log names others now."""
    return row.against == Against.NEW or bool({"owners", "agency"} & set(row.differs))
