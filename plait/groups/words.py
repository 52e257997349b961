"""What is said of groups and seats on more than one room's pages."""

from datetime import date

from plait.core.dates import say
from plait.groups.models import Seat, TermsVersion
from plait.groups.quorum import Asked


def vacancy(since: date | None, today: date) -> str:
    """Vacant, and for how long."""
    if since is None:
        return "Vacant"
    days = (today - since).days
    if days < 1:
        return "Vacant since today"
    months = days // 30
    if months < 2:
        return f"Vacant since {say(since)}"
    years, rest = divmod(months, 12) if months >= 24 else (0, months)
    parts = [f"{years} years"] if years else []
    parts += [f"{rest} month" if rest == 1 else f"{rest} months"] if rest else []
    return f"Vacant since {say(since)}, {' '.join(parts)}"


def belongs_to(seat: Seat) -> str:
    """The agency or the sector whose role it is; nothing where it is neither's."""
    return seat.agency.name if seat.agency else seat.sector


def asked_by(terms: TermsVersion) -> Asked:
    """The quorum of a version, its agencies as people say them."""
    names = tuple(sorted(str(agency) for agency in terms.quorum_agencies.all()))
    return Asked(terms.quorum_number, names, terms.chair_decides)


def term_words(term_ends_on: date | None, today: date) -> str:
    """When the term runs out, or that it has."""
    if term_ends_on is None:
        return ""
    return f"Term to {say(term_ends_on)}" if term_ends_on > today else f"Term ran out on {say(term_ends_on)}"
