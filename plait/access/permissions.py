"""One list of permissions and one table of who has them. What a person may see is decided by circles, not here."""

from enum import StrEnum

from plait.access.models import Role


class Permission(StrEnum):
    READ_REGISTER = "read_register"
    ADD_ACTION = "add_action"
    UPDATE_ACTION = "update_action"
    CHANGE_ACTION = "change_action"
    CLOSE_ACTION = "close_action"
    EXPORT_REGISTER = "export_register"
    READ_MEETINGS = "read_meetings"
    ADD_MINUTES = "add_minutes"
    CONFIRM_MINUTES = "confirm_minutes"
    READ_GROUPS = "read_groups"
    MANAGE_GROUPS = "manage_groups"
    MANAGE_PEOPLE = "manage_people"
    SEE_OPERATIONS = "see_operations"
    INVITE_PEOPLE = "invite_people"


_READS = {
    Permission.READ_REGISTER,
    Permission.READ_MEETINGS,
    Permission.READ_GROUPS,
    Permission.EXPORT_REGISTER,
}

TABLE: dict[Role, frozenset[Permission]] = {
    Role.BUSINESS_UNIT: frozenset(Permission),
    # A member may update an action only where they answer for it: actions.rules.check_can_update.
    Role.MEMBER: frozenset(_READS | {Permission.UPDATE_ACTION}),
    Role.SCRUTINEER: frozenset(_READS),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    return frozenset(p for role in roles for p in TABLE[role])
