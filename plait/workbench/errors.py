"""What a person is told when a page cannot be given. No page shows a traceback, a path or what was typed."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

log = logging.getLogger("plait.errors")
_PLAIN = (
    b'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Something went wrong - Plait</title>'
    b"<h1>Something went wrong</h1><p>The fault is ours and has been recorded. "
    b"What was kept before is safe. Go back and try again.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: one may see it, but not do it."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it is not there, or one may not know that it is."""
    return render(request, "404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open for too long, or was sent from another sign-in. `reason` is Django's, for the log only."""
    log.warning("a form was refused", extra={"reason": reason})
    return render(request, "workbench/stale_form.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, so that a fault in the frame cannot hide the page that tells of it."""
    try:
        return HttpResponseServerError(loader.get_template("500.html").render())
    except Exception:
        log.exception("the page that tells of a fault is at fault")
        return HttpResponseServerError(_PLAIN)
