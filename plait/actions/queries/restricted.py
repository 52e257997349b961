"""By which actions somebody reaches restricted material, although no circle of theirs is restricted."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from plait.access.models import Level
from plait.actions.models import Responsibility
from plait.core.registry import Viewer
from plait.people.queries import posts_on


def restricted_answered_for(viewer: Viewer) -> QuerySet[Responsibility]:
    """Told to the accounts, which ask such people for a second step. By name or by post, as in the register."""
    posts = posts_on(timezone.localdate()).filter(holder=viewer.person_id).order_by()
    own = Q(person=viewer.person_id) | Q(post__in=posts.values("pk"))
    return Responsibility.objects.filter(own, ended_at__isnull=True, action__circle__level=Level.RESTRICTED).order_by()
