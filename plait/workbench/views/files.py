"""Opening a stored file. The page lives here because files know nothing of who signs in."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of, signed_in
from plait.core.registry import Ref
from plait.files import queries

log = logging.getLogger("plait.files")


@require_GET
def download(request: HttpRequest, key: int) -> HttpResponse:
    """The file as it came, never opened inside the page's own origin. 410 where its bytes are gone."""
    user = signed_in(request)
    kept = get_object_or_404(queries.files_for(user), pk=key)
    try:
        data = queries.read(kept)
    except FileNotFoundError:
        log.exception("the bytes of a stored file are missing", extra={"file": kept.pk})
        return render(request, "workbench/file_missing.html", {"key": kept.pk}, status=410)
    if kept.circle.restricted:
        note_opened(circle=kept.circle, ref=Ref("file", kept.pk), how="download", by=actor_of(user), at=timezone.now())
    response = HttpResponse(data, content_type=kept.content_type)
    response.headers["Content-Disposition"] = _attachment(kept.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
