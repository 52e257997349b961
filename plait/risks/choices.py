"""What a register prints of a risk besides its words."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """As printed, before and after controls; empty where the register prints nothing."""

    likelihood: str = ""
    impact: str = ""
    score: str = ""
    likelihood_after: str = ""
    impact_after: str = ""
    score_after: str = ""
    direction: str = ""

    def printed(self) -> dict[str, str]:
        """Those that stand in the register."""
        return {name: words for name, words in asdict(self).items() if words}


NOT_PRINTED = Scores()
