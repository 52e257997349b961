"""Roles that came from seats say in the circle of which group they are held; chairs and observers become such."""

from django.db import migrations

_DEPUTISING = {"chair": "deputy_chair", "observer": "observer", "business_unit": "business_unit"}
_AS_IT_IS = {"chair", "deputy_chair", "observer", "business_unit"}


def _role_of(holding):
    """As plait.groups.rules.role_of said when this was written."""
    role = holding.seat.role
    if holding.as_what == "deputy":
        return _DEPUTISING.get(role, "deputy")
    return role if role in _AS_IT_IS else "member"


def say_where_roles_are_held(apps, schema_editor):
    role_holdings = apps.get_model("access", "RoleHolding").objects
    seated = apps.get_model("groups", "SeatHolding").objects.filter(ends_on__isnull=True)
    for old in role_holdings.filter(role__in=("member", "business_unit"), circle__isnull=True, ends_on__isnull=True):
        given = {}
        for holding in seated.filter(person=old.person_id).select_related("seat__group").order_by("starts_on", "pk"):
            from_business_unit = holding.seat.role == "business_unit"
            if from_business_unit == (old.role == "business_unit"):
                given.setdefault((_role_of(holding), holding.seat.group.circle_id), holding.starts_on)
        for (role, circle), starts_on in given.items():
            role_holdings.create(person_id=old.person_id, role=role, circle_id=circle, starts_on=starts_on)
        if given:
            old.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_terms_and_observers"),
        ("access", "0002_roles_and_circles"),
    ]

    operations = [migrations.RunPython(say_where_roles_are_held, migrations.RunPython.noop)]
