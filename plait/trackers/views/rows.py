"""One row: changing it, leaving it out, taking it back in, and saying that it is new."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.meetings.queries.matching import Known, names_to_offer
from plait.trackers import commands
from plait.trackers.choices import RowWords, as_who
from plait.trackers.forms import RowForm
from plait.trackers.models import RowOwner, RowStatus, TrackerRow
from plait.trackers.rules import can_change_row
from plait.trackers.views.checking import back
from plait.trackers.views.finding import found_row


@require_http_methods(["GET", "POST"])
def change_row(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Words, owners, date and status of one row. What was typed stays when it is refused."""
    user, row = found_row(request, key, number)
    if not can_change_row(row):
        messages.warning(request, f"{row.label} is in the register. Change it there.")
        return back(row.tracker, f"#{row.label}")
    form, status, stale = RowForm.of(row, [owner.said for owner in _owners(row)]), 200, ""
    by, now = actor_of(user), timezone.now()
    note_opened(circle=row.tracker.circle, ref=Ref("tracker", row.tracker_id), how="detail", by=by, at=now)
    if request.method == "POST":
        form, status = RowForm(request.POST), 422
        if form.is_valid():
            try:
                version = form.cleaned_data["version"]
                commands.change_row(row=row, to=_words(form, row), version=version, by=by, at=now)
                return back(row.tracker, f"#{row.label}")
            except Stale as refusal:
                stale, status = refusal.sentence, 409
                form.data = request.POST.copy()
                form.data["version"] = str(row.version)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    known = names_to_offer(row.tracker.group, on=timezone.localdate(now))
    context = {"row": row, "form": form, "stale": stale, "known": known, "printed": _printed(row)}
    return render(request, "trackers/row.html", context, status=status)


def _owners(row: TrackerRow) -> list[RowOwner]:
    return list(row.owners_now)  # type: ignore[attr-defined]


def _words(form: RowForm, row: TrackerRow) -> RowWords:
    """Owners whose words did not change stay whom they are; the others are whom the words name."""
    known = Known.on(row.tracker.group, timezone.localdate())
    before = {owner.said: owner for owner in _owners(row)}
    owners = [as_who(before[words]) if words in before else known.who(words) for words in form.owner_words()]
    status = RowStatus(form.cleaned_data["status"])
    return RowWords(form.cleaned_data["wording"], owners, form.due_choice(row), status)


def _printed(row: TrackerRow) -> list[tuple[str, str]]:
    """What the file says, name and words."""
    names = ("reference", "wording", "owners", "agency", "due", "status_words", "comments", "raised")
    labels = ("Reference", "Words", "Owner", "Agency", "Due", "Status", "Update", "Meeting or day")
    said = [(label, str(row.read.get(name, ""))) for name, label in zip(names, labels, strict=True)]
    return [(label, words) for label, words in said if words]


def _done(request: HttpRequest, row: TrackerRow, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return back(row.tracker, f"#{row.label}")


@require_POST
def drop_row(request: HttpRequest, key: int, number: int) -> HttpResponse:
    user, row = found_row(request, key, number)
    return _done(request, row, lambda: commands.drop_row(row=row, by=actor_of(user), at=timezone.now()))


@require_POST
def restore_row(request: HttpRequest, key: int, number: int) -> HttpResponse:
    user, row = found_row(request, key, number)
    return _done(request, row, lambda: commands.restore_row(row=row, by=actor_of(user), at=timezone.now()))


@require_POST
def enter_as_new(request: HttpRequest, key: int, number: int) -> HttpResponse:
    user, row = found_row(request, key, number)
    return _done(request, row, lambda: commands.enter_as_new(row=row, by=actor_of(user), at=timezone.now()))
