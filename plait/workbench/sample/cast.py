"""Who works in Marlshire: agencies, people and their posts. All are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyOf:
    slug: str
    name: str
    short_name: str
    sector: str


@dataclass(frozen=True, slots=True)
class PersonOf:
    """`key` names the person in the sample; `signs_in` says why a newcomer would sign in as them."""

    key: str
    name: str
    initials: str
    agency: str
    post: str
    signs_in: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{self.agency}.marlshire.example"


PARTNERSHIP = ("Marlshire Safeguarding Children Partnership", "marlshire")

AGENCIES = (
    AgencyOf(
        "partnership", "Marlshire Safeguarding Children Partnership Business Unit", "Business Unit", "Partnership"
    ),
    AgencyOf("childrens-services", "Marlshire Council, Children's Services", "Children's Services", "Council"),
    AgencyOf("education", "Marlshire Council, Education and Inclusion", "Education", "Council"),
    AgencyOf("public-health", "Marlshire Council, Public Health", "Public Health", "Council"),
    AgencyOf("icb", "Marlshire and Wend Integrated Care Board", "Marlshire ICB", "Health"),
    AgencyOf("wendmouth", "Wendmouth Hospitals NHS Trust", "Wendmouth Hospitals", "Health"),
    AgencyOf("community-health", "Marl Vale Community Health NHS Trust", "Community Health", "Health"),
    AgencyOf("constabulary", "Marlshire Constabulary", "Constabulary", "Police"),
    AgencyOf("probation", "Marlshire Probation", "Probation", "Justice"),
    AgencyOf("fire", "Marlshire Fire and Rescue Service", "Fire and Rescue", "Fire"),
    AgencyOf("wicket-gate", "The Wicket Gate, a family charity", "The Wicket Gate", "Charity"),
    AgencyOf("tarrow", "Tarrow Valley Schools Trust", "Tarrow Valley Schools", "Schools"),
)

PEOPLE = (
    PersonOf(
        "bronwen",
        "Bronwen Pask",
        "BP",
        "partnership",
        "Business unit administrator",
        "the administrator: adds minutes, confirms, keeps the register",
    ),
    PersonOf("kemi", "Kemi Odukoya", "KO", "partnership", "Partnership development officer"),
    PersonOf("joel", "Joel Trehearne", "JT", "partnership", "Learning and development co-ordinator"),
    PersonOf(
        "miriam",
        "Miriam Castell",
        "MC",
        "partnership",
        "Independent scrutineer",
        "the independent scrutineer: reads, and changes nothing",
    ),
    PersonOf(
        "hester",
        "Hester Lockyer",
        "HL",
        "childrens-services",
        "Director of Children's Services",
        "the chair of the Practice oversight group",
    ),
    PersonOf(
        "grace", "Grace Adebanjo", "GA", "childrens-services", "Assistant director, early help and family support"
    ),
    PersonOf("stephen", "Stephen Corrie", "SC", "childrens-services", "Service manager, early years"),
    PersonOf("maud", "Maud Ellingham", "ME", "childrens-services", "Head of the front door"),
    PersonOf("priya", "Priya Raman", "PR", "childrens-services", "Principal social worker"),
    PersonOf("derwyn", "Derwyn Pugh", "DP", "education", "Assistant director, education and inclusion"),
    PersonOf("rosalind", "Rosalind Teale", "RT", "education", "Safeguarding in education adviser"),
    PersonOf("temwa", "Temwa Phiri", "TP", "public-health", "Consultant in public health"),
    PersonOf("piotr", "Piotr Laskowski", "PL", "icb", "Designated nurse for safeguarding children"),
    PersonOf("anjali", "Anjali Deshmukh", "AD", "icb", "Designated doctor for safeguarding children"),
    PersonOf("sunita", "Sunita Chandel", "SC", "wendmouth", "Named nurse for safeguarding children"),
    PersonOf(
        "farida",
        "Farida Noorani",
        "FN",
        "community-health",
        "Safeguarding lead",
        "an agency's lead: answers for actions, one of them from a review she was no part of",
    ),
    PersonOf("lena", "Lena Wojcik", "LW", "community-health", "Service manager, health visiting and school nursing"),
    PersonOf(
        "idris",
        "Idris Bellamy",
        "IB",
        "constabulary",
        "Detective superintendent, public protection",
        "a member of the Case review group, whose records are restricted",
    ),
    PersonOf("harriet", "Harriet Quill", "HQ", "constabulary", "Detective chief inspector, child protection"),
    PersonOf("owen", "Owen Tranter", "OT", "probation", "Head of Probation"),
    PersonOf("ruth", "Ruth Amberson", "RA", "probation", "Deputy Head of Probation"),
    PersonOf("callum", "Callum Birtles", "CB", "fire", "Community risk manager"),
    PersonOf("nadia", "Nadia Mirza", "NM", "wicket-gate", "Services manager"),
    PersonOf("tomasz", "Tomasz Zielak", "TZ", "tarrow", "Trust safeguarding lead"),
    PersonOf("eleri", "Eleri Combe", "EC", "tarrow", "Headteacher, Tarrow Bridge Primary"),
)

PASSWORD = "three-strands-hold"  # noqa: S105 shared by the sample's five, in demonstrations and tests only
BY_KEY = {person.key: person for person in PEOPLE}
SIGN_IN = tuple(person for person in PEOPLE if person.signs_in)
