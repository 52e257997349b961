"""`plait import-minutes FILE|FOLDER --group SLUG [--yes]`: what the pages do, from the command line."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings import commands
from plait.meetings.folders import Folder
from plait.meetings.models import ImportState, MinutesImport
from plait.meetings.presenters.told import asked_lines, confirmed_lines, read_lines
from plait.meetings.queries.imports import actions_found, certain, decisions_found, questions_of

WRONG_USE, NOT_MINUTES, UNREADABLE, NOT_CONFIRMED = 2, 3, 4, 1
_HELP = """\
Read a set of minutes and put what it says before a person to confirm.

Without --yes nothing enters the register: the address where it waits is printed.
With --yes what was read is confirmed. It never answers a question: an action whose owner
nobody could name stands in the register as written ("SC: who?") and is never chased.
What the minutes report as done, and what the register has already, is left for a person.

Of a folder every file becomes an import of its own, at most 200 in one go; one that cannot
be read holds up no other. Running workers help; the address of the list of questions over
all of them is printed.

Exit codes: 0 read (and confirmed), 1 read but not confirmed (the day is missing, say),
2 wrong use or no such file or group, 3 not minutes, 4 not readable. Of a folder: 0 where
everything was read (and confirmed), otherwise 1.
"""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a folder, or .docx, .pdf, .odt, .rtf, .html, .eml, .txt or .md"
        )
        parser.add_argument("--group", metavar="SLUG", required=True, help="the group that met, such as strategic")
        parser.add_argument("--queue", action="store_true", help="of a folder: leave the reading to `plait work`")
        parser.add_argument("--yes", action="store_true", help="confirm what was read")

    def handle(self, *args: Any, **options: Any) -> None:
        if Path(options["file"]).is_dir():
            whole = Folder(_group(options["group"]), self.stdout.write)
            if code := whole.bring_in(Path(options["file"]), queue=options["queue"], yes=options["yes"]):
                sys.exit(code)
            return
        group, data = _group(options["group"]), _bytes(Path(options["file"]))
        minutes = self._read(group, data, Path(options["file"]).name)
        if minutes.state == ImportState.REFUSED:
            self.stderr.write(f"{minutes.refusal} The file is kept at {_address(minutes)}.")
            sys.exit(NOT_MINUTES if minutes.refused_as == "not_minutes" else UNREADABLE)
        if minutes.state == ImportState.CONFIRMED:
            self._say(["These minutes are in the register already; nothing was added.", *confirmed_lines(minutes)])
            return
        if minutes.state != ImportState.READY:
            raise CommandError(f"This file is being read by another worker. See {_address(minutes)}.", returncode=1)
        self._say(read_lines(minutes, actions_found(minutes, most=10_000), decisions_found(minutes)))
        if options["yes"]:
            self._confirm(minutes)
        self._say(asked_lines(questions_of(minutes)))
        if not options["yes"]:
            self._say(["", f"Nothing is in the register yet. Check and confirm it at {_address(minutes)}"])

    def _read(self, group: Group, data: bytes, name: str) -> MinutesImport:
        """The import of these bytes, read now; one that is there already is taken as it is."""
        by, now = Actor.command_line(), timezone.now()
        try:
            minutes = commands.add_minutes(group=group, data=data, name=name, queue=False, by=by, at=now)
            if minutes.state == ImportState.REFUSED:
                minutes = commands.read_again(minutes=minutes, queue=False, by=by, at=now)
        except Refusal as refusal:
            raise CommandError(refusal.sentence, returncode=UNREADABLE) from refusal
        commands.read_minutes.call(minutes.pk)
        return MinutesImport.objects.select_related("group", "file", "meeting", "text").get(pk=minutes.pk)

    def _confirm(self, minutes: MinutesImport) -> None:
        """Everything that was read, except what only a person can decide."""
        by, now = Actor.command_line(), timezone.now()
        try:
            done = commands.confirm(minutes=minutes, findings=certain(minutes), by=by, at=now)
        except Refusal as refusal:
            self._say(asked_lines(questions_of(minutes)))
            where = f"It waits at {_address(minutes)}"
            raise CommandError(
                f"Nothing was confirmed. {refusal.sentence} {where}", returncode=NOT_CONFIRMED
            ) from refusal
        self._say(confirmed_lines(done))

    def _say(self, lines: list[str]) -> None:
        for line in lines:
            self.stdout.write(line)


def _group(slug: str) -> Group:
    group = Group.objects.filter(slug=slug).first()
    if group is None:
        known = ", ".join(Group.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no group “{slug}”. Groups here: {known}.", returncode=WRONG_USE)
    return group


def _bytes(path: Path) -> bytes:
    """The file's bytes; one byte more than the limit is enough to know that it is too large."""
    try:
        with path.open("rb") as source:
            return source.read(settings.UPLOAD_LIMIT + 1)
    except OSError as error:
        why = "is a folder" if path.is_dir() else "does not exist" if not path.exists() else "cannot be opened"
        raise CommandError(f"{path} {why}.", returncode=WRONG_USE) from error


def _address(minutes: MinutesImport) -> str:
    return reverse("minutes_import", args=[minutes.pk])
