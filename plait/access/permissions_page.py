"""The table of permissions in words: a page in the product, and docs/reference/permissions.md."""

from dataclasses import dataclass

from plait.access.models import Level, Role
from plait.access.permissions import IN_A_CIRCLE, OWN_GROUP, TABLE, Permission

MAY: dict[Permission, str] = {
    Permission.READ_REGISTER: "Read the register of actions",
    Permission.ADD_ACTION: "Add an action by hand",
    Permission.UPDATE_ACTION: "Write an update on an action",
    Permission.CHANGE_ACTION: "Change an action: its words, owners or date, and say who an unsettled owner is",
    Permission.CLOSE_ACTION: "Close an action, and open it again",
    Permission.HAND_ON_ACTION: "Hand an action on to somebody else of the same agency",
    Permission.EXPORT_REGISTER: "Take the register out as a spreadsheet",
    Permission.READ_MEETINGS: "Read meetings, minutes and decisions",
    Permission.ADD_MINUTES: "Add minutes",
    Permission.CONFIRM_MINUTES: "Check what was read from minutes, and confirm it",
    Permission.PLAN_MEETINGS: "Plan, move and cancel meetings",
    Permission.READ_GROUPS: "Read groups, seats and people",
    Permission.MANAGE_GROUPS: "Open a group, change its seats and who holds them; end it and hand over what it holds",
    Permission.MANAGE_PEOPLE: "Add and change people, agencies and posts",
    Permission.SEARCH_SUBJECT: "List everything that is held about a person; each such list is recorded",
    Permission.INVITE_PEOPLE: "Invite people to sign in, and end that they can",
    Permission.DECLARE_CONFLICT: "Declare a conflict of interest of one's own",
    Permission.READ_CIRCLE: "Read who is in a circle, why, until when, and who let them in",
    Permission.KEEP_CIRCLE: "Let people into a restricted circle by name, end that, and record or withdraw a conflict",
    Permission.OPEN_CIRCLE: "Open a restricted circle, and put a meeting or an action into it",
    Permission.BREAK_GLASS: "Let oneself into a restricted circle for a short time, by breaking the glass",
    Permission.GIVE_ROLES: "Make somebody agency lead, scrutineer or subscriber, and end that",
    Permission.GIVE_EVERY_ROLE: "Make somebody administrator or business unit, and end that",
    Permission.REMOVE_WORDS: "Take a mistaken name out of everything; restricted records are not shown",
    Permission.KEEP_RECORDS: "Set how long records are kept, place and lift legal holds, and dispose of what is due",
    Permission.SEE_OPERATIONS: "See the queue, the timetable and the state of the history",
}

COMES_FROM: dict[Role, str] = {
    Role.ADMINISTRATOR: "Runs the installation: people, signing in, operations. Sees no meetings and no actions. "
    "Given by another administrator.",
    Role.BUSINESS_UNIT: "Runs the partnership's work. Comes from a business unit seat in a group, or is given by an "
    "administrator.",
    Role.CHAIR: "Chairs a group. Comes from the chair's seat.",
    Role.DEPUTY_CHAIR: "May do in the group what the chair may. Comes from the deputy chair's seat, or from "
    "deputising for the chair.",
    Role.MEMBER: "Holds a seat in a group. Ends with the last seat.",
    Role.DEPUTY: "Deputises for a member, and may do what the member may. Ends with the last such place.",
    Role.OBSERVER: "Sits in a group and reads. Comes from an observer's seat.",
    Role.AGENCY_LEAD: "Answers for an agency: sees every action that the agency, its posts or its people answer for, "
    "in its confirmed wording, and hands it on. Restricted actions only where they are let in or answer by name. "
    "Given by the business unit or an administrator.",
    Role.SCRUTINEER: "Reads and changes nothing. Given by the business unit or an administrator.",
    Role.SUBSCRIBER: "Receives what is published. Signs in to their own page and reads neither the register nor "
    "meetings nor groups. Given by the business unit or an administrator.",
}

_OWN = "in their own group"
ONLY_WHERE: dict[tuple[Role, Permission], str] = {
    (Role.MEMBER, Permission.UPDATE_ACTION): "where they answer for it",
    (Role.DEPUTY, Permission.UPDATE_ACTION): "where they, or the holder whose deputy they are, answer for it",
    (Role.CHAIR, Permission.UPDATE_ACTION): "in their own group, and where they answer for it",
    (Role.DEPUTY_CHAIR, Permission.UPDATE_ACTION): "in their own group, and where they answer for it",
    (Role.AGENCY_LEAD, Permission.UPDATE_ACTION): "where their agency or its people answer for it",
    (Role.AGENCY_LEAD, Permission.HAND_ON_ACTION): "where their agency or its people answer for it",
    **{
        (role, Permission.DECLARE_CONFLICT): "in what they may see"
        for role in (Role.CHAIR, Role.DEPUTY_CHAIR, Role.MEMBER, Role.DEPUTY, Role.OBSERVER)
    },
    (Role.ADMINISTRATOR, Permission.READ_CIRCLE): "but nothing of what belongs to it",
    **{(role, permission): _OWN for role in sorted(OWN_GROUP) for permission in sorted(IN_A_CIRCLE)},
}

REACHES: dict[Level, str] = {
    Level.PARTNERSHIP: "Everyone with a role in the partnership.",
    Level.GROUP: "The holders and deputies of the group's seats, the business unit and the independent scrutineer.",
    Level.RESTRICTED: "Only the people let in by name, each for a reason and, where given, until a day; in a "
    "restricted group, those who hold its seats. Nobody is in because of a role. Each opening is recorded.",
}

ALWAYS = (
    "What you may do depends on your role. What you may see depends on circles: each meeting, action, file and "
    "search result belongs to one circle of people who may know.",
    "A conflict of interest beats everything else: whoever has one is shut out of that circle or of that one meeting "
    "or action, whatever their seat or role, the chair too, and also where they answer for the action.",
    "Whoever answers for an action sees its confirmed wording, its date and its updates, also when they are "
    "outside the circle. They do not see the meeting or its file.",
    "In lists, in messages and on paper a restricted action shows its reference and a safe title, never its words.",
    "The names of groups, seats, posts, agencies and people are known to everyone who signs in.",
    "An administrator who must look into a restricted circle breaks the glass: for a stated reason, for a short time, "
    "and everybody in the circle is told.",
    "Nobody gives a role to themselves, and nobody lets themselves into a restricted circle in any other way.",
    "What you may not see answers as if it were not there.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One permission and (role, answer) for each role, in the order of `Role`: "Yes", "No", or a condition."""

    may: str
    answers: tuple[tuple[str, str], ...]

    @property
    def who(self) -> list[tuple[str, str]]:
        """Only the roles that may, each with its condition or ""."""
        may = [(role, answer) for role, answer in self.answers if answer != "No"]
        return [(role, answer.removeprefix("Yes").removeprefix(", ")) for role, answer in may]


def lines() -> list[Line]:
    return [
        Line(MAY[permission], tuple((role.label, _answer(role, permission)) for role in Role))
        for permission in Permission
    ]


def _answer(role: Role, permission: Permission) -> str:
    if permission not in TABLE[role]:
        return "No"
    where = ONLY_WHERE.get((role, permission))
    return f"Yes, {where}" if where else "Yes"


def markdown() -> str:
    """docs/reference/permissions.md. Written by: plait manage permissions_page"""
    head = [
        "# Who may do what, and who may see what",
        "",
        "Made from `plait/access/permissions.py` by `plait manage permissions_page`; a test fails when they differ.",
        "",
    ]
    roles = ["## Roles", "", *(f"- **{role.label}**: {COMES_FROM[role]}" for role in Role), ""]
    table = [
        "## What each role may do",
        "",
        "| May | " + " | ".join(role.label for role in Role) + " |",
        "|---" * (len(Role) + 1) + "|",
        *(f"| {line.may} | " + " | ".join(answer for _, answer in line.answers) + " |" for line in lines()),
        "",
    ]
    circles = ["## Circles", "", *(f"- **{level.label}**: {REACHES[level]}" for level in Level), ""]
    always = ["## Always", "", *(f"- {sentence}" for sentence in ALWAYS), ""]
    return "\n".join([*head, *roles, *table, *circles, *always])
