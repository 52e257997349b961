"""Adding many files in one go, and answering over all of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.meetings import commands
from plait.meetings.forms import AnswerForm
from plait.meetings.forms_for_many import AddManyForm
from plait.meetings.given import from_uploads
from plait.meetings.models import Batch, MinutesImport, Question, QuestionKind, QuestionState
from plait.meetings.presenters.batches import BatchPage, batch_page
from plait.meetings.presenters.likes import place_of
from plait.meetings.queries import batches as found
from plait.meetings.queries.matching import names_to_offer
from plait.meetings.queries.meetings import groups_one_knows
from plait.meetings.views.answers import day_for, due_day, facts_with_day, who_is_meant
from plait.meetings.views.finding import may
from plait.people.queries import post_of


@require_http_methods(["GET", "POST"])
def add_many(request: HttpRequest) -> HttpResponse:
    """Choose a group and up to 200 files, or a .zip of them."""
    user = may(request, Permission.ADD_MINUTES)
    groups = groups_one_knows(user)
    if request.method == "GET":
        initial = {"group": groups.filter(slug=request.GET.get("group", "")).first()}
        form = AddManyForm(groups=groups, initial=initial)
        return render(request, "meetings/add_many.html", {"form": form})
    form = AddManyForm(request.POST, request.FILES, groups=groups)
    if not form.is_valid():
        return render(request, "meetings/add_many.html", {"form": form}, status=422)
    said, by, now = form.cleaned_data, actor_of(user), timezone.now()
    batch = commands.open_batch(group=said["group"], token=said["token"], by=by, at=now)
    if not batch.files.exists():  # a form that was sent twice adds nothing the second time
        _add(request, batch, user)
    return redirect("batch", batch.pk)


def _add(request: HttpRequest, batch: Batch, user: User) -> None:
    try:
        for given in from_uploads(_chosen(request)):
            commands.add_to_batch(batch=batch, given=given, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)


def _chosen(request: HttpRequest) -> list["UploadedFile[Any]"]:
    return [file for file in request.FILES.getlist("chosen") if isinstance(file, UploadedFile)]


def found_batch(request: HttpRequest, key: int) -> tuple[User, Batch]:
    """404 for one who may not know of it, 403 for one who may know but not confirm."""
    user = signed_in(request)
    batch = get_object_or_404(found.batches_for(user), pk=key)
    if not can(user, Permission.CONFIRM_MINUTES, batch.circle):
        raise PermissionDenied
    return user, batch


@require_safe
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """How each file stands, and the questions over all of them."""
    user, record = found_batch(request, key)
    note_opened(circle=record.circle, ref=Ref("batch", record.pk), how="detail", by=actor_of(user), at=timezone.now())
    return render(request, "meetings/batch.html", {"page": _page(record)})


@require_safe
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """A part of the page that is asked for every two seconds; when everything is read, the whole page is."""
    _, record = found_batch(request, key)
    page = _page(record, questions=False)
    if not page.running:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "meetings/_batch_progress.html", {"page": page})


def _page(record: Batch, *, questions: bool = True) -> BatchPage:
    today = timezone.localdate()
    files = found.files_of(record)
    entries = found.worklist(record) if questions else []
    answered = found.answered_over(record) if questions else []
    people = {p.pk for entry in entries[:40] for p in entry.lead.candidates.all()}
    posts = post_of(people, on=today) if people else {}
    known = names_to_offer(record.group, on=today) if entries else []
    return batch_page(record, files, entries, answered, posts, found.days_that_come_twice(files), known, today)


@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """One answer for the documents that were left ticked."""
    user, record = found_batch(request, key)
    lead = _question(record, request.POST.get("lead", ""))
    try:
        _answer(request, user, record, lead)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("batch", record.pk)


def _answer(request: HttpRequest, user: User, record: Batch, lead: Question) -> None:
    form = AnswerForm(request.POST, near=day_for(lead))
    if not form.is_valid():
        raise Refusal(str(next(iter(form.errors.values()))[0]))
    said, by, now = form.cleaned_data, actor_of(user), timezone.now()
    if lead.kind == QuestionKind.DATE:
        minutes = MinutesImport.objects.get(pk=lead.minutes_import_id)
        facts = facts_with_day(minutes, said["day"])
        commands.change_facts(minutes=minutes, facts=facts, version=minutes.version, by=by, at=now)
        messages.success(request, f"{minutes.file.name} has its day.")
        return
    if lead.kind == QuestionKind.DUE and said["choice"] != "left":
        commands.answer_day(question=lead, day=due_day(lead, said["day"]), by=by, at=now)
        messages.success(request, _said([lead]))
        return
    ticked = {int(each) for each in request.POST.getlist("document") if each.isascii() and each.isdigit()}
    asked = _questions(record).filter(minutes_import__in=ticked, state=QuestionState.OPEN)
    alike = [q for q in asked.order_by("pk") if q.pk == lead.pk or (lead.words and q.words == lead.words)]
    if not alike:
        raise Refusal("Tick the documents for which the answer holds. Nothing was changed.")
    first = next((q for q in alike if q.pk == lead.pk), alike[0])
    who = [] if said["choice"] == "left" else who_is_meant(lead, said["choice"], said["other"], lead.minutes_import)
    answered = commands.answer_over(lead=first, questions=alike, who=who, by=by, at=now)
    messages.success(request, _said(answered))


def _said(answered: list[Question]) -> str:
    """What the answer answered: nothing happens unseen."""
    if not answered:
        return "Somebody answered it already; nothing was changed."
    by_name: dict[str, list[str]] = {}
    for question in answered:
        by_name.setdefault(question.minutes_import.file.name, []).append(place_of(question))
    places = "; ".join(f"{name}: {', '.join(labels)}" for name, labels in list(by_name.items())[:8])
    rest = f" and {len(by_name) - 8} documents more" if len(by_name) > 8 else ""
    where = "1 document" if len(by_name) == 1 else f"{len(by_name)} documents"
    return f"Answered in {where}. {places}{rest}."


@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take back what was answered along, in one of the documents."""
    user, record = found_batch(request, key)
    lead = _question(record, request.POST.get("lead", ""))
    minutes = request.POST.get("minutes", "")
    known = found.imports_of(record)
    document = known.filter(pk=int(minutes)).first() if minutes.isascii() and minutes.isdigit() else None
    if document is None:
        raise Http404
    try:
        count = commands.take_back_over(lead=lead, minutes=document, by=actor_of(user), at=timezone.now())
        if count:
            messages.success(request, f"Taken back in {document.file.name}. The question is open there again.")
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("batch", record.pk)


def _questions(record: Batch) -> QuerySet[Question]:
    asked = Question.objects.filter(minutes_import__in=found.imports_of(record))
    return asked.select_related("finding", "owner", "minutes_import__file", "minutes_import__group").prefetch_related(
        "candidates"
    )


def _question(record: Batch, key: str) -> Question:
    """One of these files' questions. Errors: Http404."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0
    question: Question = get_object_or_404(_questions(record), pk=number)
    return question
