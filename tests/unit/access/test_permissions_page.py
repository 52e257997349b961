from django.conf import settings

from plait.access.models import Level, Role
from plait.access.permissions import TABLE, Permission
from plait.access.permissions_page import COMES_FROM, MAY, ONLY_WHERE, REACHES, lines, markdown


def test_every_permission_role_and_level_has_words() -> None:
    assert set(MAY) == set(Permission)
    assert set(COMES_FROM) == set(Role) == set(TABLE)
    assert set(REACHES) == set(Level)


def test_conditions_are_said_only_of_what_a_role_has() -> None:
    assert all(permission in TABLE[role] for role, permission in ONLY_WHERE)


def test_the_table_says_what_the_code_does() -> None:
    said = {line.may: dict(line.answers) for line in lines()}
    for permission in Permission:
        for role in Role:
            assert said[MAY[permission]][role.label].startswith("Yes") == (permission in TABLE[role])


def test_the_scrutineer_reads_and_changes_nothing() -> None:
    reading = {"read_register", "export_register", "read_meetings", "read_groups"}
    assert {permission.value for permission in TABLE[Role.SCRUTINEER]} == reading


def test_the_page_in_the_reference_is_up_to_date() -> None:
    page = settings.BASE_DIR / "docs" / "reference" / "permissions.md"
    assert page.read_text(encoding="utf-8") == markdown(), "Run: plait manage permissions_page"
