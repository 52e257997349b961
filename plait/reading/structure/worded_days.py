"""Days and times written out: "the thirteenth of October", "half past ten", put into figures."""

import re

from plait.core.dates import MONTHS

_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_LATER = ("eighteenth", "nineteenth", "twentieth", *(f"twenty-{word}" for word in _FIRST), "thirtieth", "thirty-first")
_DAYS = {word: day for day, word in enumerate((*_FIRST, *_TEENS, *_LATER), 1)}
_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS = {word: hour for hour, word in enumerate(_NAMES, 1)}
_DAY = re.compile(
    rf"\b(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?P<of> (?:day )?of )(?P<month>{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?P<part>half|quarter)[- ](?P<way>past|to)[- ](?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])\b", re.IGNORECASE
)


def in_figures(text: str) -> str:
    """The text with such words in figures: "13 of October", "10.30"."""
    text = _DAY.sub(lambda match: f"{_DAYS[match['day'].lower()]} {match['month']}", text)
    return _TIME.sub(_clock, text)


def _clock(match: re.Match[str]) -> str:
    said = match["hour"].lower()
    hour = _HOURS[said] if said in _HOURS else int(said)
    minutes = 30 if match["part"].lower() == "half" else 15
    if match["way"].lower() == "to":
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return f"{hour}.{minutes:02d}"
