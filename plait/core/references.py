"""References people can say aloud: ACT-0042."""

import re

from plait.core.models import ReferenceCounter

_FORM = re.compile(r"^\s*([A-Za-z]{2,4})[\s-]*0*(\d{1,9})\s*$")


def take_numbers(prefix: str, how_many: int = 1) -> range:
    """The next numbers of a prefix. The counter is locked until the transaction ends: no number is given twice."""
    ReferenceCounter.objects.get_or_create(prefix=prefix)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix)
    first = counter.last + 1
    counter.last += how_many
    counter.save(update_fields=["last"])
    return range(first, first + how_many)


def say_reference(prefix: str, number: int) -> str:
    """ACT and 42 become "ACT-0042"."""
    return f"{prefix}-{number:04d}"


def parse_reference(text: str) -> tuple[str, int] | None:
    """ "act 42", "ACT-0042" and "ACT42" are all ("ACT", 42); anything else is None."""
    match = _FORM.match(text)
    return (match[1].upper(), int(match[2])) if match else None
