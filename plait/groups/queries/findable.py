"""What search is told of terms of reference, drafts too: those in the group's circle find them."""

from collections.abc import Iterator

from plait.core.registry import Ref
from plait.groups.models import TermsVersion
from plait.search.findable import Findable


def findable_terms(terms: TermsVersion) -> Findable:
    """One version; its group is fetched with it."""
    return Findable(
        Ref("terms", terms.pk),
        terms.group.circle_id,
        f"Terms of reference of the {terms.group.name}, version {terms.number}",
        terms.text,
        group=terms.group_id,
        on=terms.holds_from,
    )


def every_terms() -> Iterator[Findable]:
    for terms in TermsVersion.objects.select_related("group").order_by("pk").iterator():
        yield findable_terms(terms)
