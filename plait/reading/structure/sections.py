"""What a heading says about the list below it: escalations, impact, the next agenda, actions, decisions."""

import re
from functools import lru_cache

from plait.reading.draft import Draft, Heading, Section

_SECTIONS = (
    (
        Section.ACTIONS,
        r"(?:(?:summary|list|log|table|register|record) of )?(?:all |the |new |open |agreed "
        r"|outstanding |key |further )*"
        r"actions?(?: points?| items?)?(?: log| list| table| summary| tracker| plan from (?:this|the) meeting| agreed"
        r"| arising| from (?:this|the|today.?s) meeting| register)*|next steps(?: and actions)?|action points?"
        r"|actions and next steps|follow[- ]?ups?(?: (?:tasks|actions|items))?|"
        r"(?:who(?:['’]s| is| will be)? (?:doing|does|to do) what|who will do what"
        r"|(?:where|how) (?:our |the )?(?:earlier|last|past|old|previous)"
        r" (?:promises|actions|tasks|jobs|points)(?: (?:from \w+ )?(?:have got to|got to|stand|are))?"
        r"|what (?:we|people) (?:will|are to) do|last (?:time|week|month|meeting)['’]?s? (?:jobs|tasks|actions|points))"
        r"(?: by when| next| now)?|(?:our |the )?(?:jobs|tasks|to[- ]?dos?)(?: list| to do| for (?:next time|us all))?",
    ),
    (
        Section.DECISIONS,
        r"(?:(?:summary|list|log|record) of )?(?:all |the |key )?decisions?(?: made| taken| log| list)*",
    ),
    (
        Section.ESCALATION,
        r".*\b(?:matters?|issues?|items?|points?|risks?)\b.*\b(?:rais(?:e|ed)|escalat\w+|refer(?:red)?|strategic)\b.*"
        r"|(?!.*\bescalat\w+ (?:received )?from\b).*\bescalat(?:ion|ions|e|ed|ing)\b.*"
        r"|(?:report|feedback|messages?|matters) (?:up )?(?:to|for) (?:the )?"
        r"(?:strategic|executive|board|partnership).*|(?:to go|to be taken|to take|going|up)? ?(?:up )?(?:to|for) the "
        r"(?:strategic|executive|main board|board|partners\b).*",
    ),
    (
        Section.IMPACT,
        r".*\bmak(?:es?|ing) (?:a|the) difference\b.*|.*\bmade (?:a|the) difference\b.*|.*\bwhat difference\b.*"
        r"|impact(?: of (?:the |this |today.?s )?meeting| on children.*)?|.*\bimpact of (?:today"
        r"|this meeting|the meeting).*"
        r"|so what\??",
    ),
    (
        Section.NEXT_MEETING,
        r".*\bnext (?:meeting|agenda|time|forum|board|panel|session|call|huddle)\b.*|.*\b(?:future"
        r"|forthcoming) (?:agenda"
        r"|meetings?)\b.*|forward plan"
        r"|(?:what.?s )?next|donm|dates? of (?:the )?(?:(?:next|future|forthcoming) .*|meetings?)",
    ),
)
_PATTERNS = tuple((section, re.compile(pattern, re.IGNORECASE)) for section, pattern in _SECTIONS)


def section_of_title(title: str) -> Section:
    title = title.strip(" :.?*")[:160]
    return next((section for section, pattern in _PATTERNS if pattern.fullmatch(title)), Section.TALK)


_OLD = re.compile(
    r"\b(?:last|previous|earlier|outstanding|carried|brought|matters arising|action log|from the)\b.*\bmeetings?\b|"
    r"\b(?:outstanding|previous|earlier|past|completed|closed) actions?\b|\bactions? (?:carried|brought|outstanding)\b|"
    r"\b(?:jobs|tasks|points|things to do|what we said we would do)\b.*\b(?:last time|last meeting|before)\b|"
    r"\bearlier (?:promises|jobs|tasks)\b|"
    r"\b(?:last (?:time|week|month|meeting)['’]?s?) (?:jobs|tasks|points|actions|to[- ]dos?)\b|"
    r"\bold (?:points|actions|jobs|business)\b|"
    r"\bmatters arising\b|\breview of (?:the )?(?:open )?action(?:s|\b.{0,3}\b(?:log|tracker|plan|list))"
    r"|\bactions? updates?\b|"
    r"\bupdates? on (?:the )?actions?\b|\baction (?:log|tracker|list) (?:review|update)|\bactions?(?: and \w+)* from\b",
    re.IGNORECASE,
)


@lru_cache(1000)
def speaks_of_earlier_actions(title: str) -> bool:
    """ "Actions from the last meeting": what stands below was assigned before."""
    return bool(_OLD.search(title[:200])) and not re.search(r"\bthis meeting\b", title, re.IGNORECASE)


_LOG = re.compile(
    r"(?:review of |update on )?(?:the )?(?:rolling |open )?actions?(?: log| tracker| list| register| points?"
    r"| sheet| table)?(?: review"
    r"| update)?(?: (?:and|&) matters arising)?",
    re.IGNORECASE,
)


def lists_earlier_actions(draft: Draft, heading: Heading) -> bool:
    """By its words, or as a list of actions among the first items, before the talk."""
    if speaks_of_earlier_actions(heading.title):
        return True
    items = [each for each in draft.headings if each.counts]
    first = any(each is heading for each in items[: max(1, min(4, len(items) // 2))])
    return first and bool(_LOG.fullmatch(heading.title.strip(" :.")))
