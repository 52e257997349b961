"""Letters that did not arrive, the outbox, and how letters reach one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.notifications import commands, presenters, queries
from plait.notifications.commands.links import CHOICES
from plait.notifications.delivery import deliver
from plait.notifications.forms import AddressForm, ChoicesForm, ToldForm
from plait.notifications.models import How, Message
from plait.notifications.opening import actor_of_link, open_link
from plait.people.models import Person

SHOWN = 100


def _keeper(request: HttpRequest, also: Permission | None = None) -> User:
    user = signed_in(request)
    if not can(user, Permission.SEE_OPERATIONS) or (also and not can(user, also)):
        raise PermissionDenied
    return user


def _find(key: int) -> Message:
    return get_object_or_404(Message.objects.select_related("to"), pk=key)


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What did not arrive, and what can be done about each; whether letters go out at all."""
    _keeper(request)
    now, outbox = timezone.now(), queries.outbox()
    counts = queries.counts(now)
    before = queries.waiting_before(outbox.paused_at) if outbox.paused_at else 0
    context = {
        "rows": [presenters.row(message) for message in queries.failed()[:SHOWN]],
        "failed": counts.failed,
        "outbox": presenters.outbox_words(outbox, counts, before),
    }
    return render(request, "notifications/letters.html", context)


@require_safe
def letter(request: HttpRequest, key: int) -> HttpResponse:
    _keeper(request)
    return _letter(request, _find(key), AddressForm(), ToldForm())


def _letter(
    request: HttpRequest, message: Message, address: AddressForm, told: ToldForm, status: int = 200
) -> HttpResponse:
    page = presenters.letter_page(message)
    bad = address if address.errors else told if told.errors else None
    context = {"page": page, "address_form": address, "told_form": told, "form": bad}
    return render(request, "notifications/letter.html", context, status=status)


@require_POST
def letter_again(request: HttpRequest, key: int) -> HttpResponse:
    user = _keeper(request)
    message = commands.send_again(message=_find(key), by=actor_of(user), at=timezone.now())
    deliver.enqueue()
    messages.success(request, f"The letter to {message.to.name} is on its way again.")
    return redirect("letters")


@require_POST
def letters_again(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    many = commands.send_all_again(by=actor_of(user), at=timezone.now())
    deliver.enqueue()
    messages.success(
        request, "1 letter is on its way again." if many == 1 else f"{many} letters are on their way again."
    )
    return redirect("letters")


@require_POST
def letter_address(request: HttpRequest, key: int) -> HttpResponse:
    user = _keeper(request, Permission.MANAGE_PEOPLE)
    message, form = _find(key), AddressForm(request.POST)
    if not form.is_valid():
        return _letter(request, message, form, ToldForm(), status=422)
    try:
        commands.correct_address(
            message=message, email=form.cleaned_data["email"], by=actor_of(user), at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("email", refusal.sentence)
        return _letter(request, message, form, ToldForm(), status=422)
    deliver.enqueue()
    messages.success(request, f"The address of {message.to.name} is corrected, and the letter is on its way.")
    return redirect("letters")


@require_POST
def letter_told(request: HttpRequest, key: int) -> HttpResponse:
    user = _keeper(request)
    message, form = _find(key), ToldForm(request.POST)
    if not form.is_valid():
        return _letter(request, message, AddressForm(), form, status=422)
    commands.note_told(message=message, how=form.cleaned_data["how"], by=actor_of(user), at=timezone.now())
    messages.success(request, f"Noted: {message.to.name} was told.")
    return redirect("letters")


@require_POST
def pause_letters(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    commands.pause(because=f"{user.person.name} paused it.", by=actor_of(user), at=timezone.now())
    messages.success(request, "The outbox is paused. Nothing is lost; letters wait.")
    return redirect("letters")


@require_POST
def resume_letters(request: HttpRequest) -> HttpResponse:
    """With `aside`, what was written before the pause is not sent."""
    user, now, outbox = _keeper(request), timezone.now(), queries.outbox()
    if request.POST.get("aside") and outbox.paused_at:
        many = commands.set_aside_waiting(before=outbox.paused_at, by=actor_of(user), at=now)
        messages.success(
            request, f"{many} set aside: they are not sent." if many else "There was nothing to set aside."
        )
    commands.resume(by=actor_of(user), at=now)
    deliver.enqueue()
    messages.success(request, "Letters go out again.")
    return redirect("letters")


@require_http_methods(["GET", "HEAD", "POST"])
def letter_choices(request: HttpRequest) -> HttpResponse:
    """How letters reach the person who is signed in."""
    user = signed_in(request)
    return _choices(request, user.person, actor_of(user))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_choices_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link at the foot of a letter, without an account."""
    try:
        link = open_link(request, token, CHOICES)
    except Http404:
        return render(request, "notifications/gone.html", status=410)
    return _choices(request, link.person, actor_of_link(link))


def _choices(request: HttpRequest, person: Person, by: Actor) -> HttpResponse:
    now, chosen = timezone.now(), queries.choices_of(person)
    form = ChoicesForm(chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        for topic, _ in chosen:
            how = How(form.cleaned_data[topic.slug])
            commands.choose(person=person, topic_slug=topic.slug, how=how, by=by, at=now)
        messages.success(request, "Kept. It holds from the next letter on.")
        return redirect(request.path)
    context = {"form": form, "person": person.name, "signed_in": request.user.is_authenticated}
    return render(request, "notifications/choices.html", context, status=422 if form.errors else 200)
