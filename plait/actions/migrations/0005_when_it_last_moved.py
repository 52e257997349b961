"""When an action last moved, as far as what was said of it tells: so that nobody calls stuck what moved before today."""

from django.db import migrations
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import TruncDate


def fill(apps, schema_editor):
    Action, Update = apps.get_model("actions", "Action"), apps.get_model("actions", "Update")
    said = Update.objects.filter(~Q(state_after="blocked"), action=OuterRef("pk")).order_by("-at", "-pk")
    moved = Subquery(said.values(day=TruncDate("at"))[:1])
    Action.objects.filter(last_heard_on__isnull=False).update(moved_on=moved)


class Migration(migrations.Migration):

    dependencies = [("actions", "0004_views_of_the_register")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
