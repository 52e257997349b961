"""The groups of Marlshire and who sits in them: by post, with deputies, and one seat that nobody holds."""

from dataclasses import dataclass

from plait.groups.models import GroupKind, SeatRole

CHAIR, DEPUTY_CHAIR = SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR
MEMBER, OBSERVER, BUSINESS_UNIT = SeatRole.MEMBER, SeatRole.OBSERVER, SeatRole.BUSINESS_UNIT


@dataclass(frozen=True, slots=True)
class SeatOf:
    """A seat: its title, its agency (a slug) or its sector, who holds it and who deputises (keys of people; "" is
    vacant)."""

    title: str
    agency: str
    holder: str = ""
    deputy: str = ""
    role: SeatRole = MEMBER
    sector: str = ""


@dataclass(frozen=True, slots=True)
class GroupOf:
    """`ended_weeks` before the sample's day it ended, and `taken_over_by` went on with its work."""

    slug: str
    name: str
    short_name: str
    kind: GroupKind
    seats: tuple[SeatOf, ...]
    restricted: bool = False
    ended_weeks: int | None = None
    taken_over_by: str = ""


STRATEGIC = GroupOf(
    "strategic",
    "Strategic Safeguarding Group",
    "Strategic group",
    GroupKind.STRATEGIC,
    (
        SeatOf("Director of Children's Services", "childrens-services", "hester", "grace", CHAIR),
        SeatOf("Public protection, Constabulary", "constabulary", "idris", "harriet", DEPUTY_CHAIR),
        SeatOf("Designated nurse", "icb", "piotr", "anjali"),
        SeatOf("Education and inclusion", "education", "derwyn", "rosalind"),
        SeatOf("Public health", "public-health", "temwa"),
        SeatOf("Head of Probation", "probation", "owen", "ruth"),
        SeatOf("Development officer", "partnership", "kemi", "", BUSINESS_UNIT),
    ),
)

OVERSIGHT = GroupOf(
    "practice-oversight",
    "Practice Oversight Group",
    "Practice oversight group",
    GroupKind.OVERSIGHT,
    (
        SeatOf("Chair", "childrens-services", "hester", "", CHAIR),
        SeatOf("Deputy chair", "icb", "piotr", "", DEPUTY_CHAIR),
        SeatOf("Early help and family support", "childrens-services", "grace"),
        SeatOf("Early years", "childrens-services", "stephen"),
        SeatOf("Front door", "childrens-services", "maud"),
        SeatOf("Education and inclusion", "education", "derwyn", "rosalind"),
        SeatOf("Public health", "public-health", "temwa"),
        SeatOf("Named nurse, Wendmouth Hospitals", "wendmouth", "sunita"),
        SeatOf("Safeguarding lead, Community Health", "community-health", "farida", "lena"),
        SeatOf("Child protection, Constabulary", "constabulary", "harriet"),
        SeatOf("Head of Probation", "probation", "owen", "ruth"),
        SeatOf("Fire and Rescue", "fire", "callum"),
        SeatOf("Voluntary sector", "wicket-gate", "nadia"),
        SeatOf("Primary schools", "tarrow", "eleri"),
        SeatOf("Secondary schools", "", sector="Secondary schools and colleges"),
        SeatOf("Independent scrutineer", "", "miriam", role=OBSERVER),
        SeatOf("Administrator", "partnership", "bronwen", "", BUSINESS_UNIT),
        SeatOf("Development officer", "partnership", "kemi", "", BUSINESS_UNIT),
        SeatOf("Learning and development", "partnership", "joel", "", BUSINESS_UNIT),
    ),
)

CASE_REVIEW = GroupOf(
    "case-review",
    "Case Review Group",
    "Case review group",
    GroupKind.CASE_REVIEW,
    (
        SeatOf("Chair", "constabulary", "idris", "", CHAIR),
        SeatOf("Principal social worker", "childrens-services", "priya"),
        SeatOf("Designated doctor", "icb", "anjali"),
        SeatOf("Designated nurse", "icb", "piotr"),
        SeatOf("Safeguarding in education", "education", "rosalind"),
        SeatOf("Deputy Head of Probation", "probation", "ruth"),
        SeatOf("Administrator", "partnership", "bronwen", "", BUSINESS_UNIT),
        SeatOf("Development officer", "partnership", "kemi", "", BUSINESS_UNIT),
    ),
    restricted=True,
)

NEGLECT = GroupOf(
    "neglect",
    "Neglect Group",
    "Neglect group",
    GroupKind.TASK_AND_FINISH,
    (
        SeatOf("Chair", "childrens-services", "grace", "", CHAIR),
        SeatOf("Health visiting", "community-health", "lena", "farida"),
        SeatOf("Named nurse, Wendmouth Hospitals", "wendmouth", "sunita"),
        SeatOf("Schools", "tarrow", "tomasz"),
        SeatOf("Voluntary sector", "wicket-gate", "nadia"),
        SeatOf("Public health", "public-health", "temwa"),
        SeatOf("Fire and Rescue", "fire", "callum"),
        SeatOf("Learning and development", "partnership", "joel", "", BUSINESS_UNIT),
        SeatOf("Administrator", "partnership", "bronwen", "", BUSINESS_UNIT),
    ),
    ended_weeks=58,
    taken_over_by="practice-oversight",
)

GROUPS = (STRATEGIC, OVERSIGHT, CASE_REVIEW, NEGLECT)
