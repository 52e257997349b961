"""What is said of seats on more than one room's pages."""

from datetime import date

from plait.core.dates import say


def vacancy(since: date | None, today: date) -> str:
    """Vacant, and for how long."""
    if since is None:
        return "Vacant, not held so far"
    days = (today - since).days
    long = "since today" if days < 1 else f"since {say(since)}"
    months = days // 30
    if months < 2:
        return f"Vacant {long}"
    return f"Vacant {long}, {months} months"
