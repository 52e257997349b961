"""The life of a letter: which state may follow which, and who brings it there."""

from plait.notifications.models import State

POST = "the post"
BUSINESS_UNIT = "the business unit"
RECEIVER = "its receiver’s choice"

TRANSITIONS: dict[State, dict[State, str]] = {
    State.WAITING: {State.SENT: POST, State.FAILED: POST, State.LATE: POST, State.SET_ASIDE: BUSINESS_UNIT},
    State.GATHERED: {State.SENT: POST, State.TOLD: BUSINESS_UNIT, State.SET_ASIDE: BUSINESS_UNIT},
    State.SENT: {State.FAILED: POST},
    State.FAILED: {State.WAITING: BUSINESS_UNIT, State.TOLD: BUSINESS_UNIT, State.SET_ASIDE: BUSINESS_UNIT},
    State.LATE: {},
    State.TOLD: {},
    State.SET_ASIDE: {},
    State.UNWANTED: {},
}
BEGINS: dict[State, str] = {
    State.WAITING: "whoever causes it",
    State.GATHERED: RECEIVER,
    State.UNWANTED: RECEIVER,
    State.FAILED: "the post, where there is no address",
}


def may_follow(before: State, after: State) -> bool:
    return after in TRANSITIONS[before]


def markdown() -> str:
    """The part of docs/reference/states.md about letters."""
    pairs = [(before, after, who) for before, to in TRANSITIONS.items() for after, who in to.items()]
    return "\n".join(
        [
            "## A letter",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *[f"    [*] --> {state.value}" for state in BEGINS],
            *[f"    {before.value} --> {after.value}" for before, after, _ in pairs],
            "```",
            "",
            "| From | To | By |",
            "|---|---|---|",
            *[f"| | {state.label} | {who} |" for state, who in BEGINS.items()],
            *[f"| {before.label} | {after.label} | {who} |" for before, after, who in pairs],
            "",
        ]
    )
