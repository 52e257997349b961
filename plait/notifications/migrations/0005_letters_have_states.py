"""What stood in the outbox: each letter gets its Message-ID and its state. Secrets that wait are kept as they are."""

import uuid

from django.db import migrations
from django.db.models import F, Q


def fill(apps, schema_editor):
    Message = apps.get_model("notifications", "Message")
    for key in Message.objects.filter(mail_id__isnull=True).order_by("pk").values_list("pk", flat=True):
        Message.objects.filter(pk=key).update(mail_id=uuid.uuid4())
    secret = ~Q(sealed="") | Q(template__endswith="letters/sign_in_code") | Q(template__endswith="letters/invitation")
    Message.objects.filter(secret).update(held_secret=True)
    Message.objects.filter(template__endswith="letters/sign_in_code").update(urgent=True)
    Message.objects.filter(due_at__isnull=True).update(due_at=F("written_at"))
    # What had no time by which to go out was never a letter.
    Message.objects.filter(send_by__isnull=True, sent_at__isnull=True).update(state="set_aside")
    Message.objects.filter(send_by__isnull=True).update(send_by=F("written_at"))
    Message.objects.filter(sent_at__isnull=False).update(state="sent")


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0004_delivery"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
