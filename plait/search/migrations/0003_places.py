from django.db import migrations, models

import plait.search.models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_empty")]

    operations = [
        migrations.RemoveConstraint(model_name="searchrow", name="found_once"),
        migrations.AddField(
            model_name="searchrow",
            name="place",
            field=plait.search.models.PlaceField(default=0, editable=False, unique=True),
            preserve_default=False,
        ),
        migrations.AddField("searchrow", "part", models.PositiveIntegerField(default=0)),
        migrations.AddField("searchrow", "group", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("searchrow", "on", models.DateField(blank=True, null=True)),
        migrations.AddField("searchrow", "page", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("searchrow", "line", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("searchrow", "inside", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddConstraint(
            "searchrow",
            models.UniqueConstraint(fields=["kind", "key", "part"], name="found_once"),
        ),
    ]
