"""`plait manage seal_again`: after SECRET_KEY was replaced, before the old one is taken out of the fallbacks."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from plait.accounts.commands import seal_keys_again
from plait.core.actor import Actor


class Command(BaseCommand):
    help = (
        "Seal the keys of authenticator apps and spare codes with the present SECRET_KEY. Run it before an old key is "
        "taken out of SECRET_KEY_FALLBACKS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = seal_keys_again(by=Actor.command_line(), at=timezone.now())
        self.stdout.write(f"Sealed with the present key: {done}. No key here opens: {lost}.")
