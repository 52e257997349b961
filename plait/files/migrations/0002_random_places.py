"""Files get random names in the storage. Those kept until now stay where they lie, under their checksum."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr


def name_places(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    there = Concat(Substr(F("sha256"), 1, 2), Value("/"), F("sha256"))
    apps.get_model("files", "StoredFile").objects.update(place=there)


class Migration(migrations.Migration):

    dependencies = [
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="place",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(name_places, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["place"], name="file_by_place"),
        ),
    ]
