"""Opening and changing groups, and the partnerships they serve."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from plait.accounts.actors import actor_of
from plait.core.dates import say
from plait.groups import commands, forms, queries
from plait.groups.models import GroupKind
from plait.groups.views.asking import Ask, answer, ask, runs, sent
from plait.people.commands import add_partnership as add
from plait.people.models import Partnership


@ask
def open_group(request: HttpRequest) -> HttpResponse:
    user = runs(request)
    all_there_are = list(Partnership.objects.order_by("pk"))
    today = {"started_on": say(timezone.localdate()), "partnerships": all_there_are if len(all_there_are) == 1 else []}
    form = forms.GroupForm(sent(request), initial=today)

    def do(said: Mapping[str, Any]) -> None:
        commands.open_group(
            name=said["name"],
            short_name=said["short_name"],
            slug=slugify(said["name"])[:60] or "group",
            kind=GroupKind(said["kind"]),
            partnerships=list(said["partnerships"]),
            started_on=said["started_on"],
            restricted=said["restricted"],
            by=actor_of(user),
            at=timezone.now(),
        )

    page = Ask("Open a group", "Open the group", reverse("groups"), "Groups")
    return answer(request, form, page, do, "The group is open. Now add its seats.")


@ask
def change_group(request: HttpRequest, slug: str) -> HttpResponse:
    user = runs(request)
    group = get_object_or_404(queries.groups(), slug=slug)
    now = {"name": group.name, "short_name": group.short_name, "kind": group.kind}
    form = forms.ChangeGroupForm(sent(request), initial={**now, "partnerships": group.partnerships.all()})

    def do(said: Mapping[str, Any]) -> None:
        commands.change_group(
            group=group,
            name=said["name"],
            short_name=said["short_name"],
            kind=GroupKind(said["kind"]),
            partnerships=list(said["partnerships"]),
            by=actor_of(user),
            at=timezone.now(),
        )

    page = Ask("Change the group", "Save the change", reverse("group", args=[slug]), group.name)
    return answer(request, form, page, do, "The change is saved.")


@ask
def add_partnership(request: HttpRequest) -> HttpResponse:
    """A second partnership that the same business unit serves."""
    user = runs(request)
    form = forms.PartnershipForm(sent(request))

    def do(said: Mapping[str, Any]) -> None:
        slug = slugify(said["name"])[:60] or "partnership"
        add(name=said["name"], slug=slug, by=actor_of(user), at=timezone.now())

    there = ", ".join(Partnership.objects.values_list("name", flat=True))
    lead = f"There is {there}. One group may serve two partnerships: say so when you open or change the group."
    page = Ask("Add a partnership", "Add the partnership", reverse("groups"), "Groups", lead)
    return answer(request, form, page, do, "The partnership is added. Groups can now serve it.")
