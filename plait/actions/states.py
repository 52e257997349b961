"""The life of an action: which state may follow which, and who may bring it there."""

from plait.actions.models import CLOSED_STATES, OPEN_STATES, State
from plait.notifications import states as letters

BY_OWNER = "whoever answers for it, or the business unit"
BY_BUSINESS_UNIT = "the business unit"

TRANSITIONS: dict[State, frozenset[State]] = {
    **{state: frozenset({*OPEN_STATES, *CLOSED_STATES}) for state in OPEN_STATES},
    **{state: frozenset({State.ON_THE_WAY}) for state in CLOSED_STATES},
}


def who_may(before: State, after: State) -> str:
    """Closing and opening again are the business unit's; everything between is the owner's too."""
    return BY_OWNER if before in OPEN_STATES and after in OPEN_STATES else BY_BUSINESS_UNIT


def may_follow(before: State, after: State) -> bool:
    return after in TRANSITIONS[before]


def markdown() -> str:
    """docs/reference/states.md: the table and its diagram."""
    pairs = [(b, a) for b in State for a in State if a in TRANSITIONS[b] and a != b]
    lines = [
        "# States",
        "",
        "Drawn from the tables of states by `plait manage states_page`; a test fails when it is out of date.",
        "",
        "## An action",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> not_started",
        *[f"    {before.value} --> {after.value}" for before, after in pairs],
        "```",
        "",
        "| From | To | By |",
        "|---|---|---|",
        *[f"| {before.label} | {after.label} | {who_may(before, after)} |" for before, after in pairs],
        "",
        letters.markdown(),
    ]
    return "\n".join(lines)
