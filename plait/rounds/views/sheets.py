"""The spreadsheet of an owner's actions: taken away from the page on which they answer, and sent back there."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plait.core.markings import attachment, marked_name
from plait.core.refusals import Refusal
from plait.core.sheets import XLSX
from plait.notifications.delivery import deliver
from plait.reading.sandbox import Limits
from plait.reading.trackers.sandbox import book_in_child
from plait.rounds import commands
from plait.rounds.forms import SheetForm
from plait.rounds.models import AnswerWay, Asked
from plait.rounds.presenters.answering import kept_words
from plait.rounds.queries import reading
from plait.rounds.sheets import as_sheet, read_back
from plait.rounds.views.finding import Speaking, asked_and_noted, by_link, of_mine, of_other

LIMITS = Limits(wall=20)  # somebody waits for the page
ask = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@ask
def sheet_by_link(request: HttpRequest, token: str) -> HttpResponse:
    speaking = by_link(request, token)
    return _sheet(request, speaking) if speaking else render(request, "rounds/gone.html", status=410)


@ask
def sheet_mine(request: HttpRequest) -> HttpResponse:
    speaking = of_mine(request)
    if speaking is None:
        return render(request, "rounds/nothing.html")
    return _sheet(request, speaking)


@ask
def sheet_for(request: HttpRequest, key: int) -> HttpResponse:
    """What an owner sent to the business unit."""
    return _sheet(request, of_other(request, key))


def _sheet(request: HttpRequest, speaking: Speaking) -> HttpResponse:
    asked = [each for each in asked_and_noted(speaking, "export") if reading.is_open(each)]
    if request.method == "POST":
        return _take(request, speaking, asked)
    if not asked:
        raise Http404
    response = HttpResponse(as_sheet(asked, str(speaking.held.round.group)), content_type=XLSX)
    restricted = any(each.action.circle.restricted for each in asked)
    response.headers["Content-Disposition"] = attachment(marked_name("your actions.xlsx", restricted=restricted))
    return response


def _take(request: HttpRequest, speaking: Speaking, asked: list[Asked]) -> HttpResponse:
    """Keep what a file says, and tell what could not be taken. Sent twice it does no more than once."""
    form = SheetForm(request.POST, request.FILES)
    back = request.path.removesuffix("/sheet")
    context = {"form": form, "back": back, "held": speaking.held, "kept": "", "problems": []}
    if not form.is_valid():
        return render(request, "rounds/sheet.html", context, status=422)
    file, now = form.cleaned_data["sheet"], timezone.now()
    found = read_back(book_in_child(file.read(), file.name, limits=LIMITS), asked, timezone.localdate(now))
    problems, many = list(found.problems), 0
    if found.said:
        try:
            many = commands.answer(
                request=speaking.held,
                said=found.said,
                on_behalf=speaking.on_behalf,
                way=AnswerWay.SHEET,
                by=speaking.by,
                at=now,
            )
            deliver.enqueue()
        except Refusal as refusal:
            problems.insert(0, refusal.sentence)
    return render(request, "rounds/sheet.html", {**context, "kept": kept_words(many), "problems": problems})
