from django.urls import path

from plait.groups.views import keeping, listing

urlpatterns = [
    path("", listing.groups, name="groups"),
    path("new/open", keeping.open_group, name="open_group"),
    path("<slug:slug>/seats/add", keeping.add_seat, name="add_seat"),
    path("seats/<int:key>", keeping.seat, name="seat"),
    path("seats/<int:key>/take", keeping.take_seat, name="take_seat"),
    path("seats/<int:key>/change", keeping.change_seat, name="change_seat"),
    path("seats/<int:key>/end", keeping.end_seat, name="end_seat"),
    path("seats/held/<int:key>/leave", keeping.leave_seat, name="leave_seat"),
]
