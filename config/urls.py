"""Every room's addresses. A room without pages is not here."""

from django.urls import include, path

urlpatterns = [
    path("", include("plait.keeping.urls")),
    path("", include("plait.workbench.urls")),
    path("", include("plait.workbench.urls_of_circles")),
    path("", include("plait.accounts.urls")),
    path("", include("plait.web.urls")),
    path("actions/", include("plait.actions.urls")),
    path("meetings/", include("plait.meetings.urls")),
    path("rounds/", include("plait.rounds.urls")),
    path("risks/", include("plait.risks.urls")),
    path("trackers/", include("plait.trackers.urls")),
    path("groups/", include("plait.groups.urls")),
    path("letters/", include("plait.notifications.urls")),
]

handler400 = "plait.workbench.errors.bad_request"
handler403 = "plait.workbench.errors.forbidden"
handler404 = "plait.workbench.errors.not_found"
handler500 = "plait.workbench.errors.server_error"
