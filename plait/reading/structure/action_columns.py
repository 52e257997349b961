"""Which column of a table holds actions, and which their owner, day, status and item: told by the heading row."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from plait.reading.layout.tables import Table

_ACTION = re.compile(
    r"(?:new |agreed |key |required |proposed |next )*(?:actions?|steps?)(?: points?| items?| required| agreed| needed"
    r"| to be taken| to take| details?| description| log| list| text| arising)*(?: ?(?:/|&|and|-) ?(?:owners?"
    r"|when|by when|time ?-?scales?|deadlines?|dates?|due(?: date)?"
    r"|leads?|who"
    r"|by whom|responsib\w+|decisions?|recommendations?|outcomes?|updates?))*(?: from .*)?|tasks?(?: (?:set"
    r"|given|agreed|from|arising)\b.*)?|what(?: needs to .*)?"
    r"|who (?:will do|does|is doing|is to do|will be doing) what(?:,? (?:and )?by when| next)?"
    r"|(?:details?|description) of (?:the )?actions?|recommendations? ?/ ?actions?|agenda item ?/ ?actions?"
)
_SURE = re.compile(r"\baction|\bwho\b.*\bwhat\b")  # beside "What" this is the column of actions
_OWNER = re.compile(
    r"(?:action |action/)?(?:owners?|who|leads?(?: officer| agency| person| professional)?|by who(?:m)?"
    r"|responsible.*|accountable.*"
    r"|responsibility(?: of)?|assigned to|allocated to|names?|person(?:\(s\)|s)? responsible|person|action(?:ed)? by"
    r"|initials|officer|who by|owned by|member|agency|lead ?/ ?owner)"
)
_DUE = re.compile(
    r"(?:by )?when(?: by)?|due(?: date| by)?|(?:agreed )?deadlines?(?: date)?|time ?-?scales?|time ?lines?"
    r"|target(?: date| completion| day)*|completion(?: date)?|dates?(?: due| for completion| of completion| by)?"
    r"|complet(?:e|ed|ion) by|time ?frames?|by|by date|due for completion|review date"
)
_STATUS = re.compile(
    r"(?:current |latest )?(?:status|position|progress|updates?(?: ?/ ?(?:outcome|status|progress))?|outcomes?"
    r"|rag(?: rating| status)?)(?: update| note| as at.*| on.*)?|complet(?:e|ed)\??|comments?|done\??"
    r"|(?:where|how) (?:it|things|they|we) (?:stands?|is|are)(?: (?:now|with it|up to))?|(?:where|how) are (?:we|things"
    r"|they)(?: now)?|standing|state|how far|what happened"
    r"|(?:open ?/ ?closed|complete ?/ ?ongoing)|progress ?/ ?(?:update|status|comments?)|notes? ?/ ?updates?"
)
_RAG = re.compile(r"(?:b?rag)(?: rating| status)?")
_RAISED = re.compile(
    r"(?:date|meeting)(?: of)? ?(?:raised|agreed|set|added|logged|opened|meeting|date)|raised(?: on)?"
    r"|date of action|origin"
)
_ITEM = re.compile(
    r"(?:agenda )?items?(?: no\.?| number| ref\.?)?|minute(?: no\.?| ref| item)?|agenda ref|topic|subject"
    r"|meeting(?: item)?|what"
)
_NUMBER = re.compile(
    r"no\.?|number|#|(?:action )?(?:no\.?|ref(?:erence)?\.?(?: no\.?)?|number|id)|ref\.? no\.?|date (?:of|raised).*"
)
_DISCUSSION = re.compile(
    r"(?:discussion|minutes?|notes?|summary|details?|key points|decision|points? raised|commentary|narrative|record"
    r"|what (?:we|was|people) (?:talked|said|spoke|discussed|heard)).*"
)
_OLD_WORD = re.compile(r"\b(?:last|previous|earlier|outstanding|from|brought forward|carried forward)\b")
_MATTER = re.compile(r"matters?|issues?|points?|requests?|jobs?|subjects?|topics?|undertakings?|descriptions?")
_REMARK = re.compile(r"\s*\([^()]*\)?$")  # "agreed actions (who, when)"; the last bracket may be stripped
_HEADER_ROWS = 3
_TALK = 60  # characters a cell holds on average under a blank heading where it holds talk


@dataclass
class ActionColumns:
    """Columns by what they hold. `talk` where the table tells items with actions beside them."""

    action: int
    owner: int | None = None
    due: int | None = None
    status: int | None = None
    rag: int | None = None
    raised: int | None = None  # the day or the meeting at which the action was given
    item: int | None = None
    discussion: int | None = None
    talk: bool = False
    old: bool = False
    rows_above: int = 1


def is_action_heading(words: str) -> bool:
    return bool(_ACTION.fullmatch(words.lower().strip(" :*.")))


def tells_owner(words: str) -> bool:
    """Do these words, in small letters, head a column of owners?"""
    return bool(_OWNER.fullmatch(words))


def tells_due(words: str) -> bool:
    return bool(_DUE.fullmatch(words))


def tells_status(words: str) -> bool:
    return bool(_STATUS.fullmatch(words) or _RAG.fullmatch(words))


def action_columns(table: Table) -> ActionColumns | None:
    """The columns of a table with actions, told by one of its first rows; None for another table."""
    rows = sorted(table.rows)
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        header = {column: _REMARK.sub("", words).strip() for column, words in table.headings(row).items()}
        if len(rows) > place + 1 and (found := _columns_of_row(table, header, rows[place + 1 :])) is not None:
            found.rows_above = place + 1
            above = " ".join(table.text(each, column) for each in rows[:place] for column in table.rows[each])
            found.old = found.old or bool(_OLD_WORD.search(above.lower()))
            return found
    return None


def _columns_of_row(table: Table, header: dict[int, str], below: list[int]) -> ActionColumns | None:
    actions = [c for c, words in sorted(header.items()) if _ACTION.fullmatch(words)]
    action = next((c for c in actions if _SURE.search(header[c])), next(iter(actions), None))
    if action is None:
        action = _matter_with_owner(header)
    if action is None or len(header) < 2:
        return None
    found = ActionColumns(action, old=bool(_OLD_WORD.search(header[action])))
    talks: list[int] = []
    for column, words in sorted(header.items()):
        if column == action:
            continue
        if _DISCUSSION.fullmatch(words) or (not words and _holds_talk(table, column, below)):
            talks.append(column)
        elif found.owner is None and _OWNER.fullmatch(words):
            found.owner = column
        elif found.due is None and _DUE.fullmatch(words):
            found.due = column
        elif found.raised is None and _RAISED.fullmatch(words):
            found.raised = column
        elif found.rag is None and _RAG.fullmatch(words):
            found.rag = column
        elif _STATUS.fullmatch(words) and (found.status is None or words.startswith("status")):
            found.status = column
        elif found.item is None and _ITEM.fullmatch(words):
            found.item = column
    if talks:
        found.talk, found.discussion = True, next((c for c in talks if _holds_talk(table, c, below)), talks[0])
    told = any(each is not None for each in (found.owner, found.due, found.status, found.rag))
    if not (found.talk or told):
        if found.item is None:
            return None if not any(_NUMBER.fullmatch(words) for words in header.values()) else found
        found.talk, found.discussion = True, found.item
    return found


def margin_columns(table: Table, marks: Callable[[str], bool]) -> ActionColumns | None:
    """Talk with a margin and no heading over it: `marks` tells notes that label an action or name who has one."""
    columns = table.columns
    rows = [row for row in sorted(table.rows) if table.cell(row, columns[-1])]
    if not 2 <= len(columns) <= 3 or not rows or not _holds_talk(table, columns[-2], rows):
        return None
    marked = sum(marks(table.passages[table.cell(row, columns[-1])[0]].text) for row in rows)
    if marked < max(1, 0.6 * len(rows)):
        return None
    return ActionColumns(columns[-1], discussion=columns[-2], talk=True, rows_above=0)


def _matter_with_owner(header: dict[int, str]) -> int | None:
    """ "Matter | Officer | Position": what somebody was to do, though no column is called an action."""
    owner = any(_OWNER.fullmatch(words) for words in header.values())
    told = any(_STATUS.fullmatch(words) or _DUE.fullmatch(words) for words in header.values())
    matters = [column for column, words in sorted(header.items()) if _MATTER.fullmatch(words)]
    return matters[0] if owner and told and len(matters) == 1 else None


def _holds_talk(table: Table, column: int, rows: list[int]) -> bool:
    texts = [text for row in rows[:60] if (text := table.text(row, column))]
    return bool(texts) and sum(map(len, texts)) / len(texts) > _TALK
