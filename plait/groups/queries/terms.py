"""Terms of reference, as far as one may see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Ref, Viewer
from plait.groups.models import Group, TermsVersion


def terms_for(viewer: Viewer) -> QuerySet[TermsVersion]:
    found = TermsVersion.objects.select_related("group__circle", "file", "drafted_by")
    return visible_to(found.prefetch_related("quorum_agencies"), viewer)


def versions_of(group: Group, viewer: Viewer) -> list[TermsVersion]:
    """Every version, drafts too, the latest first."""
    return list(terms_for(viewer).filter(group=group).order_by("-number"))


def in_force(versions: Iterable[TermsVersion], on: date) -> TermsVersion | None:
    """Of all versions the one that holds on a day: a draft never does."""
    holding = [v for v in versions if v.agreed_at is not None and v.holds_from is not None and v.holds_from <= on]
    return max(holding, key=lambda version: version.holds_from or date.min, default=None)


def terms_in_force(group: Group, *, on: date) -> TermsVersion | None:
    """What held for the group on a day, with its agencies. It looks past circles: asked by the group's own rooms."""
    agreed = TermsVersion.objects.filter(group=group, agreed_at__isnull=False, holds_from__lte=on)
    return agreed.prefetch_related("quorum_agencies").order_by("-holds_from").first()


def terms_agreed_by(kind: str, keys: Iterable[int]) -> Mapping[int, Sequence[Ref]]:
    """What terms each of these decisions agreed."""
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for terms in TermsVersion.objects.filter(agreed_kind=kind, agreed_key__in=list(keys)).order_by("pk"):
        if terms.agreed_key:
            found[terms.agreed_key].append(Ref("terms", terms.pk))
    return found
