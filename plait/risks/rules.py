"""What may be done with a risk, and the sentence where it may not."""

from plait.core.refusals import Refusal, Stale
from plait.risks.models import Risk, RiskState

LONGEST_WORDING = 4000


def check_wording(wording: str) -> str:
    """The words with spaces in order. Empty or endless words are refused."""
    kept = " ".join(wording.replace("\x00", " ").split())
    if not kept:
        raise Refusal("Write the words of the risk. Nothing else you wrote is lost.")
    if len(kept) > LONGEST_WORDING:
        raise Refusal(f"The words are longer than {LONGEST_WORDING:,} characters. Shorten them and save again.")
    return kept


def check_version(risk: Risk, version: int | None) -> None:
    """`version` is what the person saw; None is said by jobs and the command line."""
    if version is not None and version != risk.version:
        raise Stale(f"Somebody changed {risk.reference} since you opened it. Look at it again, then decide.")


def check_is_open(risk: Risk) -> None:
    if risk.state != RiskState.OPEN:
        raise Refusal(f"{risk.reference} is closed.")


def check_can_close(risk: Risk, because: str) -> None:
    check_is_open(risk)
    if not because.strip():
        raise Refusal("Say why the risk is closed.")


def can_close(risk: Risk, because: str = "because") -> bool:
    try:
        check_can_close(risk, because)
    except Refusal:
        return False
    return True
