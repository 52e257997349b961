from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0003_delete_removal")]

    operations = [
        migrations.AddIndex("entry", models.Index(fields=["person_id"], name="history_by_person")),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("on_behalf_of_id__isnull", False)),
                fields=["on_behalf_of_id"],
                name="history_on_behalf",
            ),
        ),
    ]
