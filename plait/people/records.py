"""What the registry is told of people, agencies and posts."""

from collections.abc import Mapping, Sequence

from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.people.models import Agency, Partnership, PeopleSheet, Person, Post, SubjectSearch
from plait.people.telling import tell


def _people(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("person", k), "", p.name) for k, p in Person.objects.in_bulk(keys).items()}


def _agencies(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("agency", k), "", a.name) for k, a in Agency.objects.in_bulk(keys).items()}


def _posts(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("post", k), "", p.title) for k, p in Post.objects.in_bulk(keys).items()}


def _partnerships(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("partnership", k), "", p.name) for k, p in Partnership.objects.in_bulk(keys).items()}


def _posts_held(of: Ref) -> Sequence[Holding]:
    if of.kind != "person":
        return []
    held = Post.objects.filter(holder=of.key, ends_on__isnull=True)
    return [Holding(Ref("post", post.pk), f"the post {post.title}") for post in held]


def _sheets(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("people_sheet", k), "", sheet.name) for k, sheet in PeopleSheet.objects.in_bulk(keys).items()}


def _sheets_open(of: Ref) -> Sequence[Holding]:
    """Sheets that a person added and nobody has finished comparing."""
    if of.kind != "person":
        return []
    mine = PeopleSheet.objects.filter(added_by=of.key, ended_at__isnull=True).only("name").order_by("pk")
    return [Holding(Ref("people_sheet", sheet.pk), f"a list of people to be compared: {sheet.name}") for sheet in mine]


def _searches(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """Whom it was about is told only by the page of such lists."""
    return {
        k: Told(Ref("subject_search", k), "", "A list of what is held about somebody")
        for k in SubjectSearch.objects.filter(pk__in=keys).values_list("pk", flat=True)
    }


def register_kinds() -> None:
    register(RecordKind("partnership", "partnership", _partnerships, tell=tell))
    register(RecordKind("agency", "agency", _agencies, tell=tell))
    register(RecordKind("person", "person", _people, tell=tell))
    register(RecordKind("post", "post", _posts, holdings=_posts_held, tell=tell))
    register(RecordKind("subject_search", "list of what is held about somebody", _searches, tell=tell))
    register(RecordKind("people_sheet", "list of people", _sheets, holdings=_sheets_open, tell=tell))
