"""Files whose words nobody can search: somebody has to open them."""

from django.db.models import Exists, OuterRef

from plait.files.models import StoredFile
from plait.meetings.models import MinutesImport, MinutesVersion
from plait.search.models import SearchRow
from plait.trackers.models import TrackerImport

MOST = 200


def unread_files(circles: set[int]) -> tuple[str, ...]:
    """Names of files in these circles that hold no text Plait could read, the latest first."""
    here = OuterRef("pk")
    passages = SearchRow.objects.filter(kind="file", key=here).exclude(part=0)
    read = (
        passages,
        MinutesVersion.objects.filter(file=here),
        MinutesImport.objects.filter(file=here, text__isnull=False),
        TrackerImport.objects.filter(file=here, book__isnull=False),
    )
    files = StoredFile.objects.filter(circle__in=circles)
    for way in read:
        files = files.filter(~Exists(way.order_by()))
    return tuple(files.order_by("-stored_at", "-pk").values_list("name", flat=True)[:MOST])
