"""The meetings of the sample: when each group met, who came, and which minutes were written."""

from dataclasses import dataclass

from plait.workbench.sample.days import THURSDAY, TUESDAY, WEDNESDAY


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting. People are keys of the cast; `deputies` are (who came, for whom).

    `key` names the body of its minutes in the folder `past`. `next_weeks` is when the minutes say the group meets
    next, in weeks before the sample's day (negative: after it); None where they say nothing.
    """

    key: str
    group: str
    weeks: int
    weekday: int
    hours: tuple[str, str]
    venue: str
    present: tuple[str, ...]
    next_weeks: int | None
    unit: tuple[str, ...] = ("bronwen",)
    deputies: tuple[tuple[str, str], ...] = ()
    guests: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()


TEAMS = "Microsoft Teams"
HALL = "Committee Room 2, Marlshire County Hall"
AFTERNOON, MORNING = ("14:00", "16:15"), ("09:30", "11:30")
_TABLE = (
    "hester", "piotr", "grace", "stephen", "maud", "derwyn", "temwa", "sunita", "farida", "harriet", "owen",
    "callum", "nadia", "eleri",
)  # fmt: skip
_UNIT = ("bronwen", "kemi", "joel")


def _without(*keys: str) -> tuple[str, ...]:
    return tuple(key for key in _TABLE if key not in keys)


GATHERINGS = (
    Gathering(
        "neglect-1", "neglect", 102, WEDNESDAY, MORNING, HALL,
        ("grace", "lena", "sunita", "tomasz", "nadia", "temwa", "callum"), 76, unit=("joel", "bronwen"),
    ),
    Gathering(
        "oversight-1", "practice-oversight", 96, WEDNESDAY, AFTERNOON, HALL, _TABLE, 70,
        unit=_UNIT, guests=("rosalind", "anjali"),
    ),
    Gathering(
        "strategic-1", "strategic", 92, THURSDAY, MORNING, HALL,
        ("hester", "idris", "piotr", "derwyn", "temwa", "owen"), 30, unit=("kemi",),
    ),
    Gathering(
        "case-review-1", "case-review", 88, TUESDAY, MORNING, HALL,
        ("idris", "priya", "anjali", "piotr", "rosalind", "ruth"), 40, unit=("bronwen", "kemi"),
    ),
    Gathering(
        "neglect-2", "neglect", 76, WEDNESDAY, MORNING, TEAMS,
        ("grace", "lena", "sunita", "tomasz", "nadia", "temwa"), 62, unit=("joel", "bronwen"), apologies=("callum",),
    ),
    Gathering(
        "oversight-2", "practice-oversight", 70, WEDNESDAY, AFTERNOON, TEAMS, _without("callum", "eleri", "derwyn"),
        44, unit=_UNIT, deputies=(("rosalind", "derwyn"),), apologies=("callum", "eleri"),
    ),
    Gathering(
        "neglect-3", "neglect", 62, WEDNESDAY, MORNING, TEAMS,
        ("grace", "lena", "sunita", "temwa", "callum"), None, unit=("joel", "bronwen"), apologies=("nadia", "tomasz"),
    ),
    Gathering(
        "oversight-3", "practice-oversight", 44, WEDNESDAY, AFTERNOON, TEAMS, _without("owen", "maud"), 24,
        unit=_UNIT, deputies=(("ruth", "owen"),), guests=("rosalind",), apologies=("maud",),
    ),
    Gathering(
        "case-review-2", "case-review", 40, TUESDAY, MORNING, TEAMS,
        ("idris", "priya", "piotr", "rosalind", "ruth"), 14, unit=("bronwen", "kemi"), guests=("farida",),
        apologies=("anjali",),
    ),
    Gathering(
        "strategic-2", "strategic", 30, THURSDAY, MORNING, HALL,
        ("hester", "idris", "piotr", "derwyn", "owen"), 6, unit=("kemi",), guests=("grace",), apologies=("temwa",),
    ),
    Gathering(
        "oversight-4", "practice-oversight", 24, WEDNESDAY, AFTERNOON, HALL, _without("farida", "owen", "maud"), 11,
        unit=_UNIT, deputies=(("lena", "farida"),), apologies=("owen", "maud"),
    ),
    Gathering(
        "case-review-3", "case-review", 14, TUESDAY, MORNING, TEAMS,
        ("idris", "priya", "anjali", "rosalind"), -1, unit=("bronwen", "kemi"), apologies=("piotr", "ruth"),
    ),
    Gathering(
        "oversight-5", "practice-oversight", 11, WEDNESDAY, AFTERNOON, TEAMS, _without("callum"), 1,
        unit=_UNIT, guests=("rosalind",), apologies=("callum",),
    ),
    Gathering(
        "strategic-3", "strategic", 6, THURSDAY, MORNING, TEAMS,
        ("hester", "piotr", "derwyn", "temwa", "owen"), -5, unit=("kemi",), apologies=("idris",),
    ),
)  # fmt: skip

WAITING = Gathering(
    "oversight-6", "practice-oversight", 1, WEDNESDAY, AFTERNOON, TEAMS, _without("owen", "nadia"), -4,
    unit=_UNIT, guests=("rosalind",), apologies=("owen", "nadia"),
)  # fmt: skip
