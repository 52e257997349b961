"""Removals of before become entries of the chain: who, when and why, and that nothing stands in place of the words."""

import secrets

from django.db import migrations

from plait.history.rules import hash_detail


def sign(apps, schema_editor):
    Removal, Entry, Detail = (apps.get_model("history", name) for name in ("Removal", "Entry", "Detail"))
    for removal in Removal.objects.order_by("pk"):
        said = {"by": removal.by, "on_behalf_of": "", "why": removal.reason, "now": ""}
        salt = secrets.token_hex(16)
        entry = Entry.objects.create(
            at=removal.at,
            kind="history",
            key=removal.pk,
            verb="words_removed",
            way="command_line",
            detail_hash=hash_detail(salt, said),
        )
        Detail.objects.create(entry=entry, salt=salt, said=said)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunPython(sign, migrations.RunPython.noop)]
