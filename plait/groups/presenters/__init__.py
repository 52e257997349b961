"""Groups, seats, membership and terms of reference in words."""

from plait.groups.presenters.listed import groups_page, holder_of
from plait.groups.presenters.membership import Membership, membership, usual_day
from plait.groups.presenters.membership_sheet import XLSX, as_xlsx
from plait.groups.presenters.membership_word import DOCX, as_docx
from plait.groups.presenters.seats import seat_page
from plait.groups.presenters.terms import terms_page
from plait.groups.presenters.vacancies import vacancy_rows

__all__ = [
    "DOCX",
    "XLSX",
    "Membership",
    "as_docx",
    "as_xlsx",
    "groups_page",
    "holder_of",
    "membership",
    "seat_page",
    "terms_page",
    "usual_day",
    "vacancy_rows",
]
