"""plait manage fill_search: what can be found is worked out again from every record."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from plait.core.actor import Actor
from plait.search.commands import fill


class Command(BaseCommand):
    help = "Fill the search index again from every record. Nothing else changes; it can be run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        filled = fill(by=Actor.command_line(), at=timezone.now())
        self.stdout.write(f"The search index is filled again: {filled:,} texts.")
