from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from plait.actions.states import markdown


class Command(BaseCommand):
    help = "Write docs/reference/states.md anew from the tables of states."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "reference" / "states.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(markdown(), encoding="utf-8")
        self.stdout.write(f"Written: {page.relative_to(settings.BASE_DIR)}")
