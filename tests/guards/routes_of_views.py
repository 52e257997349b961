"""What the views of the register answer: taken away, on paper, in a calendar, and an agency's own list."""

from plait.accounts.models import User
from plait.people.models import Post
from tests.factories.people import AgencyFactory

ANSWERS = """
actions_json                 GET   302 200 200 200 200 200 403
actions_print                GET   302 200 200 200 200 200 403
own_calendar                 GET   302 200 200 200 200 200 403
own_calendar                 POST  302 200 200 200 200 200 403
calendar_feed                GET   404 404 404 404 404 404 404
calendar_feed                POST  405 405 405 405 405 405 405
asked_of_mine                GET   302 404 404 404 404 404 404
asked_of_agency              GET   302 200 403 403 403 403 403
"""


def keys_of(owner: User) -> dict[str, list[object]]:
    """The agency of the owner's post, where they hold one; the address of a calendar that nobody was given."""
    post = Post.objects.filter(holder=owner.person).first()
    agency = post.agency if post else AgencyFactory()
    return {"asked_of_agency": [agency.slug], "calendar_feed": ["nobody-was-given-this"]}
