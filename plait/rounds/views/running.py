"""Rounds for the business unit: opening, looking, reminding, closing, pauses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.commands import note_opened
from plait.access.queries import visible_to
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.queries import groups_at_work
from plait.notifications.delivery import deliver
from plait.people.queries import post_of
from plait.rounds import commands
from plait.rounds.asking import begin_asking
from plait.rounds.coming import next_meetings
from plait.rounds.forms import OpenForm, PauseForm
from plait.rounds.models import Counting, Pause
from plait.rounds.presenters import pages
from plait.rounds.queries import listing, reading
from plait.rounds.standing_still import look_for_stuck
from plait.rounds.views.finding import find_request, find_round, keeper

SHOWN = 100
ON_A_PAGE = 50


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    user, today = keeper(request), timezone.localdate()
    groups = list(visible_to(groups_at_work(today).order_by("name"), user, path="circle"))
    meets = next_meetings([group.pk for group in groups], today)
    context = {
        "habits": pages.habit_rows(groups, reading.habits(), meets, today),
        "rows": pages.rounds_list(reading.rounds_for(user)[:SHOWN], today),
        "waiting": reading.proposals_for(user).count(),
    }
    return render(request, "rounds/rounds.html", context)


@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    user, now = keeper(request), timezone.now()
    groups = (
        visible_to(groups_at_work(timezone.localdate(now)), user, path="circle")
        .select_related("circle")
        .order_by("name")
    )
    first = {"counting": Counting.WORKING_DAYS, "days": 7, "remind_before": 2, "group": request.GET.get("group")}
    form = OpenForm(request.POST or None, initial=first, groups=groups)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            held = commands.open_round(
                group=said["group"],
                counting=Counting(said["counting"]),
                days=said["days"],
                remind_before=said["remind_before"],
                by=actor_of(user),
                at=now,
            )
        except Refusal as refusal:
            form.add_error("group", refusal.sentence)
        else:
            begin_asking(held, by=actor_of(user), at=now)
            messages.success(request, "The round is open, and the letters are on their way.")
            return redirect("round", held.pk)
    return render(request, "rounds/open.html", {"form": form}, status=200 if request.method == "GET" else 422)


@require_safe
def show_round(request: HttpRequest, key: int) -> HttpResponse:
    """Who was asked, who answered, who is silent and why."""
    user, now = keeper(request), timezone.now()
    held = find_round(user, key)
    note_opened(circle=held.group.circle, ref=Ref("round", held.pk), how="detail", by=actor_of(user), at=now)
    kind = next((each for each in listing.Kind if each == request.GET.get("show")), None)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:SHOWN]
    found = Paginator(listing.keys_of(held, kind, words), ON_A_PAGE).get_page(request.GET.get("page"))
    requests, many = listing.with_letters(held, list(found)), listing.counts(held)
    posts = post_of([r.person_id for r in requests if r.person_id], on=timezone.localdate(now))
    agencies = {person: str(post.agency) for person, post in posts.items()}
    context = {
        "held": held,
        "replies": pages.replies(reading.replies_for(user).filter(request__round=held), timezone.localdate(now)),
        "closed": pages.rounds_list([held], timezone.localdate(now))[0],
        "time": pages.time_to_answer(held),
        "filters": pages.filters(held, many, kind, words),
        "kind": kind or "",
        "words": words,
        "pages": found,
        "sections": pages.sections(requests, many, reading.due_days(requests, held), agencies, held, now),
    }
    return render(request, "rounds/round.html", context)


@require_POST
def close_round(request: HttpRequest, key: int) -> HttpResponse:
    user = keeper(request)
    held = commands.close_round(held=find_round(user, key), by=actor_of(user), at=timezone.now())
    look_for_stuck(timezone.now(), held.group_id)
    messages.success(request, "The round is closed. Answers that still come in are kept and marked late.")
    return redirect("round", held.pk)


@require_POST
def remind(request: HttpRequest, key: int) -> HttpResponse:
    user = keeper(request)
    held = commands.remind(request=find_request(user, key), by=actor_of(user), at=timezone.now())
    deliver.enqueue()
    messages.success(request, f"A letter to {held.words} is on its way.")
    return redirect("round", held.round_id)


@require_POST
def reply_read(request: HttpRequest, key: int) -> HttpResponse:
    user = keeper(request)
    reply = commands.note_read(
        reply=get_object_or_404(reading.replies_for(user), pk=key), by=actor_of(user), at=timezone.now()
    )
    messages.success(request, "Noted as read.")
    return redirect("round", reply.request.round_id)


@require_http_methods(["GET", "POST"])
def pauses(request: HttpRequest) -> HttpResponse:
    """Leave and school holidays."""
    user, now = keeper(request), timezone.now()
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_pause(**form.cleaned_data, by=actor_of(user), at=now)
        except Refusal as refusal:
            form.add_error("last", refusal.sentence)
        else:
            messages.success(request, "Kept. Clocks stand still on these days.")
            return redirect("round_pauses")
    context = {"form": form, "pauses": pages.pause_words(reading.all_pauses(), timezone.localdate(now))}
    return render(request, "rounds/pauses.html", context, status=200 if request.method == "GET" else 422)


@require_POST
def drop_pause(request: HttpRequest, key: int) -> HttpResponse:
    user = keeper(request)
    commands.drop_pause(pause=get_object_or_404(Pause, pk=key), by=actor_of(user), at=timezone.now())
    messages.success(request, "Taken away. Clocks run on these days.")
    return redirect("round_pauses")
