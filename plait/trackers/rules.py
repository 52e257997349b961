"""What may be done with a tracker on its way in, and the sentence where it may not."""

from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.trackers.models import RowState, TrackerImport, TrackerRow, TrackerState

MOST_TRIES = 3
LONGEST_WORDING = 4000


def _holds(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except Refusal:
        return False
    return True


def check_can_choose_columns(tracker: TrackerImport, confirmed: int) -> None:
    """`confirmed`: how many rows are in the register."""
    if tracker.state not in (TrackerState.COLUMNS, TrackerState.ROWS):
        raise Refusal("This tracker is not waiting to be checked.")
    if confirmed:
        raise Refusal("Some rows are in the register already, so the columns cannot change any more.")


def can_choose_columns(tracker: TrackerImport, confirmed: int) -> bool:
    return _holds(lambda: check_can_choose_columns(tracker, confirmed))


def check_can_change(tracker: TrackerImport) -> None:
    """Rows and answers change only while the rows wait to be confirmed."""
    if tracker.state == TrackerState.CONFIRMED:
        raise Refusal("This tracker is confirmed. Change the actions in the register instead.")
    if tracker.state != TrackerState.ROWS:
        raise Refusal("The rows of this tracker have not been read yet. Check its columns first.")


def can_change(tracker: TrackerImport) -> bool:
    return _holds(lambda: check_can_change(tracker))


def check_can_change_row(row: TrackerRow) -> None:
    check_can_change(row.tracker)
    if row.state == RowState.CONFIRMED:
        raise Refusal(f"{row.label} is in the register as {row.action or row.risk}. Change it there.")


def can_change_row(row: TrackerRow) -> bool:
    return _holds(lambda: check_can_change_row(row))


def check_wording(wording: str) -> str:
    """The words of a row, with spaces in order. Empty or endless words are refused."""
    kept = " ".join(wording.replace("\x00", " ").split())
    if not kept:
        raise Refusal("Write the words of the action or risk. Nothing else you wrote is lost.")
    if len(kept) > LONGEST_WORDING:
        raise Refusal(f"The words are longer than {LONGEST_WORDING:,} characters. Shorten them and save again.")
    return kept


def check_group(tracker: TrackerImport, at_work: Group | None) -> Group:
    """What comes in needs a group at work: the one the log belongs to, or the one that took over."""
    if at_work is None:
        raise Refusal(
            f"The {tracker.group.name} has ended and no group took over, so nobody would work on these rows. "
            "Say on the group’s page which group took over. Nothing is lost."
        )
    return at_work
