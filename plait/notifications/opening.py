"""How a page is entered by a signed link. Rooms above use it for their own links."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from plait.core.actor import Actor, Way
from plait.notifications.commands import note_opened
from plait.notifications.models import SignedLink
from plait.notifications.queries import link_of


def open_link(request: HttpRequest, token: str, purpose: str) -> SignedLink:
    """The link behind a token, its opening noted. Raises Http404 for one that opens nothing, whatever the reason.

    Programs that check mail open every link: a GET must change nothing else.
    """
    now = timezone.now()
    link = link_of(token, purpose=purpose, at=now)
    if link is None:
        raise Http404("This link opens nothing.")
    agent = request.headers.get("User-Agent", "")
    note_opened(link=link, agent=agent, by=actor_of_link(link), at=now)
    return link


def actor_of_link(link: SignedLink) -> Actor:
    """Whose link it is; nobody has proved that it is they who press."""
    return Actor(Way.SIGNED_LINK, link.person.name, link.person_id)
