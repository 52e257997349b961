"""The table of permissions in words: a page in the product, and docs/reference/permissions.md."""

from dataclasses import dataclass

from plait.access.models import Level, Role
from plait.access.permissions import TABLE, Permission

MAY: dict[Permission, str] = {
    Permission.READ_REGISTER: "Read the register of actions",
    Permission.ADD_ACTION: "Add an action by hand",
    Permission.UPDATE_ACTION: "Write an update on an action",
    Permission.CHANGE_ACTION: "Change an action: its words, owners or date, and say who an unsettled owner is",
    Permission.CLOSE_ACTION: "Close an action, and open it again",
    Permission.EXPORT_REGISTER: "Take the register out as a spreadsheet",
    Permission.READ_MEETINGS: "Read meetings, minutes and decisions",
    Permission.ADD_MINUTES: "Add minutes",
    Permission.CONFIRM_MINUTES: "Check what was read from minutes, and confirm it",
    Permission.READ_GROUPS: "Read groups, seats and people",
    Permission.MANAGE_GROUPS: "Open a group, change its seats and who holds them; end it and hand over what it holds",
    Permission.MANAGE_PEOPLE: "Add and change people, agencies and posts",
    Permission.SEE_OPERATIONS: "See the queue, the timetable and the state of the history",
    Permission.INVITE_PEOPLE: "Invite people to sign in, and end that they can",
}

COMES_FROM: dict[Role, str] = {
    Role.BUSINESS_UNIT: "Runs the partnership's work. Comes from a business unit seat in a group.",
    Role.MEMBER: "Holds a seat in a group, or deputises in one. Ends with the last seat.",
    Role.SCRUTINEER: "Reads and changes nothing. Appointed by the partnership.",
}

ONLY_WHERE: dict[tuple[Role, Permission], str] = {
    (Role.MEMBER, Permission.UPDATE_ACTION): "where they answer for it",
}

REACHES: dict[Level, str] = {
    Level.PARTNERSHIP: "Everyone with a role in the partnership.",
    Level.GROUP: "The holders and deputies of the group's seats, the business unit and the independent scrutineer.",
    Level.RESTRICTED: "Only the people let in by name. Nobody is in because of a role. Each opening is recorded.",
}

ALWAYS = (
    "What you may do depends on your role. What you may see depends on circles: each meeting, action, file and "
    "search result belongs to one circle of people who may know.",
    "An exclusion beats everything else: somebody who has declared a conflict of interest is shut out of that "
    "circle, whatever their seat or role.",
    "Whoever answers for an action sees its confirmed wording, its date and its updates, also when they are "
    "outside the circle. They do not see the meeting or its file.",
    "In lists, in messages and on paper a restricted action shows its reference and a safe title, never its words.",
    "The names of groups, seats, posts, agencies and people are known to everyone who signs in.",
    "What you may not see answers as if it were not there.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One permission and (role, answer) for each role, in the order of `Role`: "Yes", "No", or a condition."""

    may: str
    answers: tuple[tuple[str, str], ...]


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
