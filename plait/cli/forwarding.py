"""Commands of the framework, whose refusals are sentences: without the name of the class that carries them."""

import sys
from collections.abc import Callable

from django.core.management import BaseCommand, ManagementUtility
from django.core.management.base import OutputWrapper

_CLASS = "CommandError: "


class Sentences(OutputWrapper):
    """Writes what a command refuses without "CommandError: " before it."""

    def write(  # type: ignore[override]  # as the class above has it
        self, msg: str = "", style_func: Callable[[str], str] | None = None, ending: str | None = None
    ) -> None:
        super().write(msg.removeprefix(_CLASS), style_func, ending)


class Utility(ManagementUtility):
    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        command.stderr = Sentences(sys.stderr)
        command.stderr.style_func = command.style.ERROR
        return command
