"""What sort of action the words suggest."""

import re

from plait.actions.models import ActionKind

_ENQUIRY = re.compile(
    r"\b(?:find out|finds? out|ask(?:s|ed)? (?:whether|if|who|what|how|when|why)|check(?:s|ed)?|whether|clarify"
    r"|establish|confirm (?:whether|if|who|what|how|when)|look into|enquire|explore|query)\b",
    re.IGNORECASE,
)
_HOUSEKEEPING = re.compile(
    r"\b(?:arrange|book|circulate|re-?circulate|send|share|forward|invite|add|update the (?:list|mailing|action|terms)"
    r"|upload|schedule|distribute|e-?mail|diarise|put on the (?:next )?agenda|amend the minutes|bring .{0,60}agenda)\b",
    re.IGNORECASE,
)


def guess_kind(wording: str) -> ActionKind:
    """What sort of action the words suggest; a person may say otherwise.

    Finding out, checking and "whether" are enquiries; arranging, sending, inviting are housekeeping; the rest changes
    practice.
    """
    if _ENQUIRY.search(wording):
        return ActionKind.ENQUIRY
    if _HOUSEKEEPING.search(wording):
        return ActionKind.HOUSEKEEPING
    return ActionKind.PRACTICE_CHANGE
