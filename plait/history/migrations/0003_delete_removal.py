from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("history", "0002_sign_removals")]

    operations = [migrations.DeleteModel(name="Removal")]
