"""Groups and seats in words."""

from plait.groups.presenters.listed import groups_page, holder_of
from plait.groups.presenters.seats import seat_page

__all__ = ["groups_page", "holder_of", "seat_page"]
