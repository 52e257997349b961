"""The protective marking of the installation in the names of what is downloaded, and whether it is restricted."""

from django.conf import settings
from django.utils.http import content_disposition_header

RESTRICTED = "restricted"


def marked_name(name: str, *, restricted: bool) -> str:
    """ "OFFICIAL-SENSITIVE restricted actions-2026-11-23.csv": the marking where one is set, then whether it holds
    restricted material. A name that says so already is left alone."""
    words = [settings.MARKING] if settings.MARKING else []
    words += [RESTRICTED] if restricted else []
    before = " ".join(words)
    return name if not before or name.startswith(f"{before} ") else f"{before} {name}"


def attachment(name: str) -> str:
    """The header that makes a browser keep a download under this name, whatever letters are in it."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
