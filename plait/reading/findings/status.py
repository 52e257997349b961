"""How far an action is: a status column, a word at its end, a tick, or what its sentence says."""

import re

from plait.reading.model import Status

_PATTERNS = (
    (
        Status.CARRIED_FORWARD,
        r"carr(?:y|ied) (?:forward|over)|held over|roll(?:ed|s) (?:forward|over)|stays? on|"
        r"c/f(?:wd)?|brought forward|not yet\b|not (?:yet )?(?:started|begun"
        r"|complete[d]?|done)|pending|"
        r"no (?:reply|response|update|progress)|outstanding|deferred|postponed|to be done|still open|overdue",
    ),
    (
        Status.IN_PROGRESS,
        r"in progress|in hand|(?:still )?(?:a?waiting|chasing)|on[- ]?going|under ?way|begun|"
        r"half[- ]?(?:done|way|complete[d]?)|"
        r"part(?:ly|ially)? (?:done|complete[d]?|met)|started"
        r"|amber|open - on track|"
        r"on track|some way to go|part way|(?:one|two|three|four|five|six|half|some|most|\d+)\b[^.]{0,40}\b(?:done"
        r"|complete[d]?|received|returned)",
    ),
    (
        Status.DONE,
        r"complete[d]?|done|closed?|discharged|achieved|resolved|finished|actioned|green|delivered|sent"
        r"|circulated|yes|✓|✔",
    ),
    (Status.NEW, r"new|open|red"),
)
_STATUSES = tuple((status, re.compile(rf"(?:{pattern})\b", re.IGNORECASE)) for status, pattern in _PATTERNS)
_OPEN_AND = re.compile(r"open\s*(?:[,;:–—/-]|\()\s*", re.IGNORECASE)  # "Open – under way": what follows says more
_TAIL = re.compile(r"\s*(?:[–—-]\s+|[(\[])(?P<words>[^()\[\]–—]{3,60}?)[)\].]*\s*$")
_LAST_SENTENCE = re.compile(
    r"(?<=[.;:])\s+(?P<words>(?:action )?(?:now )?(?:complete[d]?|done|closed?|on-?going|carried forward|discharged"
    r"|in progress|in hand|held over|rolled (?:forward|over)|not (?:yet )?(?:begun|started|done)"
    r"|(?:part(?:ly|ially)?|half)[- ](?:done|complete[d]?)|no (?:reply|response|update)|outstanding|c/f"
    r"|remains? open)(?:\s*[–—:,-]\s+.{0,300}|(?<=c/f) .{2,60})?)[.\s]*$",
    re.IGNORECASE,
)
_COLON_STATUS = re.compile(
    r"\s*:\s*(?P<words>(?:now )?(?:complete[d]?|done|closed|on-?going|carried forward|discharged|in progress"
    r"|outstanding|c/f"
    r"|not (?:yet )?(?:started|done)|pending))[.\s]*$",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"\s*(?:[–—-]\s*|(?<=[.;])\s)(?:update|progress|status|outcome|response|position)\s?(?::"
    r"|[–—-]\s)\s*(?P<words>.{3,400})$",
    re.IGNORECASE,
)
_TAIL_WORDS = re.compile(
    r"(?:now |all |both )?(?:complete[d]?|done|closed|half[- ]done|in hand|held over|not (?:yet )?begun|"
    r"carr(?:ied|y) (?:forward|over)|in progress"
    r"|on[- ]?going|pending|not started|"
    r"outstanding|still open|discharged|actioned|c/f|under ?way|no (?:reply|update|response)[^.]{0,30}"
    r"|finished|some way to go[^.]{0,60}|part way[^.]{0,60}"
    r"|not (?:yet )?started[^.]{0,60}|rolled over[^.]{0,30}|"
    r"(?:one|two|three|four|five|six|half|some|most|\d+)\b[^.]{0,40}\b(?:done|complete[d]?|received))",
    re.IGNORECASE,
)
_FROM_MEETING = re.compile(r"^(?:from|since|set in|raised in) [A-Z][\w ]{2,20}?\s*[:;,–—-]\s*")  # "from June: done"
_UNDER_WAY = re.compile(
    r"^(?:(?!\b(?:to|why|what|who|how|which|where|whether|if|that)\b)[^.,;]){2,60}?\s(?:is"
    r"|are)\s(?:already |currently |still )?(?:following up"
    r"|looking into|working on|[a-z]+ing)\b"
)


def status_of_words(words: str) -> Status | None:
    """The status that a column or a bullet begins with; None where it begins with none."""
    words = words.strip(" .:*–-")
    if (parted := _OPEN_AND.match(words)) and (closer := status_of_words(words[parted.end() :])) is not None:
        return closer
    return next((status for status, pattern in _STATUSES if pattern.match(words)), None)


def status_of_column(words: str) -> Status | None:
    """The status of a column, wherever in its first words it stands."""
    if (status := status_of_words(words)) is not None:
        return status
    found = [(match.start(), status) for status, pattern in _STATUSES[:3] if (match := pattern.search(words[:80]))]
    return min(found)[1] if found else None


_COLOURS = {"b": Status.DONE, "blue": Status.DONE, "a": Status.IN_PROGRESS, "amber": Status.IN_PROGRESS}


def status_of_colour(words: str) -> Status | None:
    """A letter of a traffic light that says the same in every key: blue is finished, amber is under way."""
    return _COLOURS.get(words.lower().strip(" ."))


_DEED = re.compile(
    r"\b(?:has|have|had|was|were|been) (?:now |been |already |since )*(?:\w+ed|sent|done|met|made|given|put)\b"
)


def status_of_update(words: str) -> Status:
    """What became of an old action in running words: a deed done, or still under way."""
    return Status.DONE if _DEED.search(words) and not re.search(r"\bnot\b|\byet\b", words) else Status.IN_PROGRESS


_ARROW = re.compile(r"\s*(?:[-–=]{1,3}>|[→⇒➔])\s*(?P<words>\S.{1,300})$")  # "Ann to ring -> done"
_TICK_AT_END = re.compile(r"\s*[✓✔☑]\s*(?:done|complete[d]?)?[.\s]*$", re.IGNORECASE)


def ends_as_status(text: str) -> bool:
    """A few words that say how far something is: "Done", "Carried forward to May"."""
    return _TAIL_WORDS.match(text.strip()) is not None


def split_status(text: str) -> tuple[str, str | None, bool]:
    """The text, the status words at its end, and whether they stand behind a dash (then they are no words of it)."""
    if tick := _TICK_AT_END.search(text, max(0, len(text) - 40)):
        return text[: tick.start()].rstrip(), "done", True
    arrow = _ARROW.search(text, 8) if ">" in text or "→" in text or "⇒" in text or "➔" in text else None
    if arrow is not None and status_of_column(arrow["words"]) is not None:
        return text[: arrow.start()].rstrip(), arrow["words"].strip(), True
    if said := _COLON_STATUS.search(text, max(0, len(text) - 60)):
        return text[: said.start()].rstrip(), said["words"], True
    if update := _UPDATE.search(text, 12):
        return text[: update.start()].rstrip(), update["words"].strip(), True
    if said := _LAST_SENTENCE.search(text[:1500], 12):
        return text[: said.start()].rstrip(), said["words"], True
    match = _TAIL.search(text[-90:])
    said_last = "" if match is None else without_meeting(match["words"].strip())
    if match is None or not _TAIL_WORDS.match(said_last):
        return text, None, False
    start = max(0, len(text) - 90) + match.start()
    dashed = text[start:].lstrip()[:1] in "–—-"
    return (text[:start].rstrip() if dashed else text), said_last, dashed


def without_meeting(words: str) -> str:
    """ "from June: in progress" without the meeting it comes from."""
    return _FROM_MEETING.sub("", words, count=1)


def under_way(text: str) -> bool:
    """ "A is following up the letters": begun, though minuted as an action."""
    return bool(_UNDER_WAY.match(text[:120]))
