"""Invitations, addresses in small letters, and the table behind limits and used codes."""

import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models
from django.db.models.functions import Lower


def in_small_letters(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    users.update(email=Lower("email"))


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ("-sent_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="invitation_dates_in_order"),
                    models.CheckConstraint(condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"), name="invitation_used_or_withdrawn"),
                    models.UniqueConstraint(condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)), fields=("user",), name="invitation_open_once"),
                ],
            },
        ),
        migrations.RunPython(in_small_letters, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
