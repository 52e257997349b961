from django.urls import path

from plait.workbench.views import circles, record_circles, roles

urlpatterns = [
    path("circles/", circles.circles, name="circles"),
    path("circles/open", circles.open_circle, name="open_circle"),
    path("circles/<int:key>", circles.circle, name="circle"),
    path("circles/<int:key>/let-in", circles.let_in, name="let_in"),
    path("circles/<int:key>/conflict", circles.conflict, name="circle_conflict"),
    path("circles/<int:key>/break-glass", circles.break_glass, name="break_glass"),
    path("circles/places/<int:key>/end", circles.end_place, name="end_place"),
    path("circles/conflicts/<int:key>/withdraw", circles.withdraw_conflict, name="withdraw_conflict"),
    path("circles/of/<slug:kind>/<slug:key>", record_circles.record_circle, name="record_circle"),
    path("circles/of/<slug:kind>/<slug:key>/conflict", record_circles.record_conflict, name="record_conflict"),
    path("circles/of/<slug:kind>/<slug:key>/put", record_circles.put_into_circle, name="put_into_circle"),
    path("roles/", roles.roles, name="roles"),
    path("roles/give", roles.give_role, name="give_role"),
    path("roles/<int:key>/end", roles.end_role, name="end_role"),
]
