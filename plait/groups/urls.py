from django.urls import path

from plait.groups.views import keeping, listing, membership, seats, terms

urlpatterns = [
    path("", listing.groups, name="groups"),
    path("new/open", keeping.open_group, name="open_group"),
    path("all/vacancies", seats.vacancies, name="vacancies"),
    path("all/partnerships/add", keeping.add_partnership, name="add_partnership"),
    path("seats/<int:key>", seats.seat, name="seat"),
    path("seats/<int:key>/take", seats.take_seat, name="take_seat"),
    path("seats/<int:key>/before", seats.held_before, name="held_before"),
    path("seats/<int:key>/change", seats.change_seat, name="change_seat"),
    path("seats/<int:key>/end", seats.end_seat, name="end_seat"),
    path("seats/held/<int:key>/leave", seats.leave_seat, name="leave_seat"),
    path("<slug:slug>/change", keeping.change_group, name="change_group"),
    path("<slug:slug>/seats/add", seats.add_seat, name="add_seat"),
    path("<slug:slug>/membership", membership.membership, name="membership"),
    path("<slug:slug>/membership.docx", membership.membership_docx, name="membership_docx"),
    path("<slug:slug>/membership.xlsx", membership.membership_xlsx, name="membership_xlsx"),
    path("<slug:slug>/terms", terms.terms, name="terms"),
    path("<slug:slug>/terms/draft", terms.draft_terms, name="draft_terms"),
    path("<slug:slug>/terms/draft/change", terms.change_terms, name="change_terms"),
    path("<slug:slug>/terms/draft/drop", terms.drop_terms, name="drop_terms"),
]
