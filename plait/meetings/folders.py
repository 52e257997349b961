"""A folder of minutes from the command line: added, read here beside the workers, and confirmed where that is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.meetings import commands, given
from plait.meetings.models import Batch, BatchFile, FileOutcome, ImportState, MinutesImport
from plait.meetings.queries.batches import ON_THE_WAY, imports_of, worklist
from plait.meetings.queries.imports import certain

LOOK_EVERY = 0.5  # seconds between looks at files that a worker reads


@dataclass(frozen=True, slots=True)
class Folder:
    """`say` is told a line for each file."""

    group: Group
    say: Callable[[str], object]

    def bring_in(self, folder: Path, *, queue: bool, yes: bool) -> int:
        """The exit code: 0 where everything was read, and confirmed where that was asked for; otherwise 1."""
        batch, whole = self._add(folder)
        if queue:
            self.say(f"The files are in the queue. See {reverse('batch', args=[batch.pk])}")
            return 0 if whole else 1
        self._read(batch)
        files = list(imports_of(batch).select_related("file").order_by("held_on", "pk"))
        told = [self._confirm(minutes) if yes else self._told(minutes) for minutes in files]
        questions = len(worklist(batch))
        asks = f"{questions} question{'' if questions == 1 else 's'} over all of them" if questions else "No questions"
        self.say(f"{asks}. See {reverse('batch', args=[batch.pk])}")
        return 0 if whole and all(told) else 1

    def _add(self, folder: Path) -> tuple[Batch, bool]:
        by = Actor.command_line()
        batch = commands.open_batch(group=self.group, token=get_random_string(32), by=by, at=timezone.now())
        whole = True
        for each in given.from_folder(folder):
            try:
                file = commands.add_to_batch(batch=batch, given=each, by=by, at=timezone.now())
            except Refusal as refusal:
                self.say(refusal.sentence)
                return batch, False
            whole = whole and file.outcome != FileOutcome.LEFT_OUT
            if file.outcome != FileOutcome.ADDED:
                self.say(_said(file))
        return batch, whole

    def _read(self, batch: Batch) -> None:
        """Read what no worker has taken, then wait for those that one has."""
        ours = imports_of(batch)
        keys = list(ours.order_by("pk").values_list("pk", flat=True))
        for count, key in enumerate(keys, 1):
            commands.read_minutes.call(key)
            minutes = MinutesImport.objects.defer("reading").select_related("file").get(pk=key)
            if minutes.state not in ON_THE_WAY:
                self.say(f"  {count} of {len(keys)}  {minutes.file.name}: {_state(minutes)}")
        while ours.filter(state__in=ON_THE_WAY).exists():
            time.sleep(LOOK_EVERY)

    def _told(self, minutes: MinutesImport) -> bool:
        return minutes.state != ImportState.REFUSED

    def _confirm(self, minutes: MinutesImport) -> bool:
        """Whether what is certain in it stands in the register now."""
        if minutes.state != ImportState.READY:
            return minutes.state == ImportState.CONFIRMED
        try:
            commands.confirm(minutes=minutes, findings=certain(minutes), by=Actor.command_line(), at=timezone.now())
        except Refusal as refusal:
            self.say(f"  {minutes.file.name} was not confirmed. {refusal.sentence}")
            return False
        return True


def _said(file: BatchFile) -> str:
    outcome = FileOutcome(file.outcome).label.lower()
    return f"  {file.name}: {outcome}. {file.said}".rstrip()


def _state(minutes: MinutesImport) -> str:
    if minutes.state == ImportState.REFUSED:
        return minutes.refusal
    return ImportState(minutes.state).label.lower()
