"""What the frame of every page needs: rooms that exist, the partnership, the marking."""

from django.conf import settings
from django.http import HttpRequest

from plait.people.models import Partnership


def page_frame(request: HttpRequest) -> dict[str, object]:
    return {"marking": settings.MARKING, "partnership": Partnership.objects.order_by("pk").first()}
