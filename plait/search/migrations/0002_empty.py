"""The rows get a new shape and are filled again from the records after migrating: see plait/search/index.py."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunSQL("DELETE FROM search_searchrow", migrations.RunSQL.noop)]
