"""Loose ends of minutes that were read."""

from plait.meetings.models import LooseEnd, LooseWay, MinutesImport


def loose_ends_of(minutes: MinutesImport) -> list[LooseEnd]:
    """In the order of the document."""
    return list(LooseEnd.objects.filter(minutes_import=minutes).order_by("number"))


def undecided_loose_ends(minutes: MinutesImport) -> int:
    """How many nobody has chosen anything for, or that are not entered yet as what was chosen."""
    waiting = LooseEnd.objects.filter(minutes_import=minutes, became_kind="")
    return waiting.exclude(way=LooseWay.NOTHING).count()
