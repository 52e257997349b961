"""The minutes of a meeting as its minute taker wrote them: a head, the people, numbered items.

The bodies stand in the folder `past`. In them `{+21}` is the day 21 days after the meeting, `{on+16}` the day 16 days
after the sample's own, and `{next}` the group's next meeting.
"""

import re
from datetime import date, timedelta
from importlib.resources import files

from plait.core.dates import say, say_weekday
from plait.workbench.sample.cast import AGENCIES, BY_KEY, PARTNERSHIP
from plait.workbench.sample.days import Calendar, working
from plait.workbench.sample.gatherings import Gathering
from plait.workbench.sample.tables import GROUPS

_DAY = re.compile(r"\{(on)?([+-]\d+)\}")
_NOTE = "These notes record discussion, challenge, decisions and actions. They are not a full record of what was said."
_AGENCY = {agency.slug: agency.name for agency in AGENCIES}
_GROUP = {group.slug: group.name for group in GROUPS}


def held_on(gathering: Gathering, calendar: Calendar) -> date:
    return calendar.weekday(gathering.weeks, gathering.weekday)


def file_name(gathering: Gathering, calendar: Calendar) -> str:
    """2026-07-29 practice-oversight minutes.txt"""
    return f"{held_on(gathering, calendar).isoformat()} {gathering.group} minutes.txt"


def compose(gathering: Gathering, calendar: Calendar) -> str:
    """The whole text, one paragraph a line, tabs between the columns of a table."""
    day = held_on(gathering, calendar)
    start, end = gathering.hours
    head = [
        PARTNERSHIP[0],
        f"Minutes of the {_GROUP[gathering.group]}",
        f"{say_weekday(day)}, {start} to {end}, {gathering.venue}",
        "",
        _NOTE,
        "",
    ]
    return "\n".join([*head, *_people(gathering), "", *_items(gathering, calendar, day)]) + "\n"


def _people(gathering: Gathering) -> list[str]:
    lines = ["Present", "Name\tOrganisation\tJob title", *map(_row, gathering.present)]
    lines += [_row(came, f", deputising for {BY_KEY[away].name}") for came, away in gathering.deputies]
    if gathering.guests:
        lines += ["", "In attendance", *map(_row, gathering.guests)]
    lines += ["", "Business Unit", *map(_row, gathering.unit)]
    apologies = (*gathering.apologies, *(away for _, away in gathering.deputies))
    if apologies:
        lines += ["", "Apologies", *map(_row, apologies)]
    return lines


def _row(key: str, remark: str = "") -> str:
    person = BY_KEY[key]
    return f"{person.name} ({person.initials}){remark}\t{_AGENCY[person.agency]}\t{person.post}"


def _items(gathering: Gathering, calendar: Calendar, day: date) -> list[str]:
    text = (files(__package__) / "past" / f"{gathering.key}.txt").read_text("utf-8")
    if gathering.next_weeks is not None:
        text = text.replace("{next}", say_weekday(calendar.weekday(gathering.next_weeks, gathering.weekday)))
    text = _DAY.sub(lambda m: say(working((calendar.on if m[1] else day) + timedelta(days=int(m[2])))), text)
    lines, number = [], 0
    for line in text.splitlines():
        if line.startswith("# "):
            number += 1
            lines += ["", f"{number}. {line[2:]}"]
        else:
            lines.append(line)
    return lines
