"""What must hold before the first page is served. Each fault is one sentence that says what to do."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from plait.core.refusals import Refusal
from plait.history.triggers import require_triggers
from plait.reading.due.terms import SETTING, read_terms
from plait.workbench.readiness import FINE, migrated


def check_can_serve() -> None:
    """Refuse with every fault at once: nobody wants to be told of them one by one."""
    faults = list(_faults())
    if faults:
        raise Refusal("\n".join(faults))


def _faults() -> Iterator[str]:
    try:
        waiting = migrated()
        if waiting != FINE:
            yield f"The database is not up to date: {waiting}"
        else:
            require_triggers()
    except DatabaseError:
        yield "The database does not answer. Check DATABASE_URL, and that the database server runs."
    except ImproperlyConfigured as error:
        yield str(error)
    if isinstance(staticfiles_storage, ManifestFilesMixin) and not _collected():
        yield "The style sheets and scripts are not collected. Run: plait manage collectstatic --no-input"
    if fault := _fault_of_terms():
        yield fault


def _fault_of_terms() -> str:
    path = os.environ.get(SETTING, "").strip()
    try:
        if path:
            read_terms(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return f"The file of {SETTING}, {path}, cannot be read: {error} Mend it, or leave the setting out."
    return ""


def _collected() -> bool:
    return (Path(settings.STATIC_ROOT) / ManifestFilesMixin.manifest_name).exists()
