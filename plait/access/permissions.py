"""One list of permissions and one table of who has them. What a person may see is decided by circles, not here."""

from enum import StrEnum

from plait.access.models import Role


class Permission(StrEnum):
    READ_REGISTER = "read_register"
    ADD_ACTION = "add_action"
    UPDATE_ACTION = "update_action"
    CHANGE_ACTION = "change_action"
    CLOSE_ACTION = "close_action"
    HAND_ON_ACTION = "hand_on_action"
    EXPORT_REGISTER = "export_register"
    READ_MEETINGS = "read_meetings"
    ADD_MINUTES = "add_minutes"
    CONFIRM_MINUTES = "confirm_minutes"
    PLAN_MEETINGS = "plan_meetings"
    READ_GROUPS = "read_groups"
    MANAGE_GROUPS = "manage_groups"
    MANAGE_PEOPLE = "manage_people"
    SEARCH_SUBJECT = "search_subject"
    INVITE_PEOPLE = "invite_people"
    DECLARE_CONFLICT = "declare_conflict"
    READ_CIRCLE = "read_circle"
    KEEP_CIRCLE = "keep_circle"
    OPEN_CIRCLE = "open_circle"
    BREAK_GLASS = "break_glass"
    GIVE_ROLES = "give_roles"
    GIVE_EVERY_ROLE = "give_every_role"
    REMOVE_WORDS = "remove_words"
    KEEP_RECORDS = "keep_records"
    SEE_OPERATIONS = "see_operations"


_READS = {
    Permission.READ_REGISTER,
    Permission.READ_MEETINGS,
    Permission.READ_GROUPS,
}
_MEMBER = frozenset(_READS | {Permission.EXPORT_REGISTER, Permission.UPDATE_ACTION, Permission.DECLARE_CONFLICT})
_CHAIR = _MEMBER | {
    Permission.CHANGE_ACTION,
    Permission.CLOSE_ACTION,
    Permission.CONFIRM_MINUTES,
    Permission.PLAN_MEETINGS,
    Permission.READ_CIRCLE,
    Permission.KEEP_CIRCLE,
}
_RUNS_THE_INSTALLATION = frozenset(
    {
        Permission.READ_GROUPS,
        Permission.MANAGE_PEOPLE,
        Permission.INVITE_PEOPLE,
        Permission.GIVE_ROLES,
        Permission.GIVE_EVERY_ROLE,
        Permission.BREAK_GLASS,
        Permission.READ_CIRCLE,
        Permission.REMOVE_WORDS,
        Permission.KEEP_RECORDS,
        Permission.SEE_OPERATIONS,
    }
)

TABLE: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _RUNS_THE_INSTALLATION,
    Role.BUSINESS_UNIT: frozenset(Permission)
    - {Permission.BREAK_GLASS, Permission.GIVE_EVERY_ROLE, Permission.HAND_ON_ACTION},
    Role.CHAIR: _CHAIR,
    Role.DEPUTY_CHAIR: _CHAIR,
    # A member may update an action only where they answer for it: actions.rules.check_can_update.
    Role.MEMBER: _MEMBER,
    Role.DEPUTY: _MEMBER,
    Role.OBSERVER: frozenset(_READS | {Permission.DECLARE_CONFLICT}),
    Role.AGENCY_LEAD: frozenset(
        {
            Permission.READ_REGISTER,
            Permission.READ_GROUPS,
            Permission.EXPORT_REGISTER,
            Permission.UPDATE_ACTION,
            Permission.HAND_ON_ACTION,
        }
    ),
    Role.SCRUTINEER: frozenset(_READS | {Permission.EXPORT_REGISTER}),
    Role.SUBSCRIBER: frozenset(),
}

# What these roles may do in the circle of their own group only, and in the circles within it. Asked without a circle,
# the answer is no.
OWN_GROUP = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR})
IN_A_CIRCLE = frozenset(_CHAIR - _MEMBER)


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """What the roles allow anywhere: for the chair of a group, without what they may do in that group only."""
    return frozenset(p for role in roles for p in TABLE[role] if not is_of_own_group(role, p))


def is_of_own_group(role: Role, permission: Permission) -> bool:
    return role in OWN_GROUP and permission in IN_A_CIRCLE
