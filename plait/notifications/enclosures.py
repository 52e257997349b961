"""What goes with a letter: an invitation for a calendar, a spreadsheet. Made when it is handed over, never kept.

Each room names its own when it starts. A letter that is not a mail goes without: its text must be enough.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plait.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Enclosure:
    """`kind` is its media type, such as "text/calendar; method=REQUEST". One that is `another_form` says what the text
    says in another way, which some programs show in its place; others go beside it."""

    name: str
    kind: str
    data: bytes
    another_form: bool = False


log = logging.getLogger("plait.post")
Maker = Callable[[Sequence[Message]], Mapping[int, Enclosure]]
_makers: dict[str, Maker] = {}


def register_enclosure(slug: str, maker: Maker) -> None:
    """Called in AppConfig.ready(). `maker` answers by the letters' keys; a letter it leaves out goes without."""
    if _makers.setdefault(slug, maker) is not maker:
        raise ValueError(f"The enclosure {slug!r} is registered twice.")


def enclosed_in(messages: Sequence[Message]) -> dict[int, Enclosure]:
    """What goes with each of the letters, by their keys. The makers are asked once each; where one fails, its letters
    go without."""
    asked: defaultdict[str, list[Message]] = defaultdict(list)
    for message in messages:
        if message.enclosed:
            asked[message.enclosed].append(message)
    found: dict[int, Enclosure] = {}
    for slug, theirs in asked.items():
        try:
            found.update(_makers[slug](theirs))
        except Exception:
            log.exception("what goes with letters could not be made", extra={"enclosure": slug})
    return found
