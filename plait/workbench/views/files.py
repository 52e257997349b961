"""Opening a stored file. The page lives here because files know nothing of who signs in."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of, signed_in
from plait.core.markings import attachment, marked_name
from plait.core.registry import Ref
from plait.files import queries
from plait.files.models import StoredFile
from plait.files.parts import OutsideTheFile, Part, asked_part

log = logging.getLogger("plait.files")
SILENT = "The file storage does not answer, so the file cannot be opened just now. Try again in a few minutes."


@require_GET
def download(request: HttpRequest, key: int) -> HttpResponse:
    """The file as it came, whole or the part asked for, never opened inside the page's own origin.

    410 where its bytes are gone or are not what was stored, 503 while the storage does not answer.
    """
    user = signed_in(request)
    kept = get_object_or_404(queries.files_for(user), pk=key)
    try:
        part = _asked(request, kept)
        data = queries.read_part(kept, part) if part else queries.read_whole(kept)
    except OutsideTheFile:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{kept.size}"})
    except FileNotFoundError:
        log.exception("the bytes of a stored file are missing", extra={"file": kept.pk})
        return render(request, "workbench/file_missing.html", {"key": kept.pk}, status=410)
    except OSError:
        log.exception("the file storage does not answer")
        return render(request, "web/refused.html", {"sentence": SILENT}, status=503)
    if kept.circle.restricted:
        note_opened(circle=kept.circle, ref=Ref("file", kept.pk), how="download", by=actor_of(user), at=timezone.now())
    return _answer(kept, data, part)


def _asked(request: HttpRequest, kept: StoredFile) -> Part | None:
    """A part only of the bytes the browser has begun with, so that two files are never sewn together."""
    begun_with = request.headers.get("If-Range", _tag(kept))
    return asked_part(request.headers.get("Range", ""), kept.size) if begun_with == _tag(kept) else None


def _tag(kept: StoredFile) -> str:
    return f'"{kept.sha256}"'


def _answer(kept: StoredFile, data: bytes, part: Part | None) -> HttpResponse:
    response = HttpResponse(data, content_type=kept.content_type, status=206 if part else 200)
    response.headers["Content-Disposition"] = _attachment(kept)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Encoding"] = "identity"  # or the bytes would be packed, and parts would not fit together
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = _tag(kept)
    if part:
        end = part.start + part.length - 1
        response.headers["Content-Range"] = f"bytes {part.start}-{end}/{kept.size}"
    return response


def _attachment(kept: StoredFile) -> str:
    """Under the name it came with; a restricted one says so, wherever it goes."""
    return attachment(marked_name(kept.name, restricted=True) if kept.circle.restricted else kept.name)
