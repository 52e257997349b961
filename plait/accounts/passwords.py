"""Passwords that thieves try first: the partnership's own words, common ones in disguise, and stolen ones.

The sources of the rules: OWASP ASVS 5.0, 6.1.2, 6.2.4, 6.2.11 and 6.2.12.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from plait.people.models import Agency, Partnership

# What is in every partnership's mouth, and what people begin a password with everywhere.
OF_EVERYBODY = [
    "plait",
    "safeguarding",
    "safeguard",
    "partnership",
    "children",
    "childrens",
    "child",
    "council",
    "county",
    "police",
    "constabulary",
    "probation",
    "health",
    "hospital",
    "hospitals",
    "trust",
    "schools",
    "school",
    "education",
    "social",
    "worker",
    "services",
    "service",
    "team",
    "board",
    "review",
    "password",
    "passwort",
    "welcome",
    "letmein",
    "qwerty",
    "qwertyuiop",
    "admin",
    "administrator",
    "secret",
    "login",
    "summer",
    "autumn",
    "winter",
    "spring",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
LEAST_OF_ONES_OWN = 6  # letters beside such words
LONGEST_LINE = 128  # bytes of a line in the list of stolen passwords
_DISGUISES = (str.maketrans("01345789@$!|", "oleastbgasil"), str.maketrans("01345789@$!|", "oieastbgasii"))
_LETTERS = re.compile(r"[^\W\d_]+")


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words.casefold()))


def _undisguised(password: str) -> list[str]:
    """As it stands, and with letters for the digits and signs that are written in their place."""
    plain = password.casefold().strip()
    return [plain, *(plain.translate(disguise) for disguise in _DISGUISES)]


class NotOurWords:
    """Refuses a password of little but the names of the partnership and its agencies, or words that everybody takes."""

    def validate(self, password: str, user: Any = None) -> None:
        words = sorted(self._words(), key=len, reverse=True)
        if any(_is_little_but(words, _letters(form)) for form in _undisguised(password)):
            raise ValidationError("This password is made of words that everybody here would try first. Take others.")

    def get_help_text(self) -> str:
        return "Take other words than the names of your partnership and agencies."

    @staticmethod
    def _words() -> set[str]:
        named: list[str] = list(Partnership.objects.order_by().values_list("name", flat=True))
        for names in Agency.objects.order_by().values_list("name", "short_name"):
            named += names
        words = (_letters(word) for name in named for word in _LETTERS.findall(name))
        return {word for word in words if len(word) > 3} | set(OF_EVERYBODY)


def _is_little_but(words: Iterable[str], whole: str) -> bool:
    rest = whole
    for word in words:
        rest = rest.replace(word, "")
    return rest != whole and len(rest) < LEAST_OF_ONES_OWN


class NotCommonInDisguise(CommonPasswordValidator):
    """Refuses a common password with a year behind it, with digits for letters, or written twice."""

    def validate(self, password: str, user: Any = None) -> None:
        if any(form in self.passwords for form in _forms_of(password)):
            raise ValidationError(
                "This is a common password in disguise. Take three words that do not belong together."
            )

    def get_help_text(self) -> str:
        return "Take no common password with a year or a sign behind it."


def _forms_of(password: str) -> Iterable[str]:
    bare = password.strip("0123456789 .,;:!?-_+*#$%&@/")
    for form in (*_undisguised(password), *_undisguised(bare)):
        yield form
        half = form[: len(form) // 2]
        if half and half * 2 == form:
            yield half


class NotStolen:
    """Refuses what stands in the list `settings.STOLEN_PASSWORDS`, where the installation has one.

    The list is a text of SHA-1 hashes in capitals, one a line and sorted, each with whatever after a colon: as Have I
    Been Pwned gives it away. It is looked into by halves, so its size does not matter. Nothing leaves the machine.
    """

    def validate(self, password: str, user: Any = None) -> None:
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        if self._list is not None and _stands_in(self._list, wanted):
            raise ValidationError("This password was stolen somewhere and is known to thieves. Take another.")

    def get_help_text(self) -> str:
        return "Take none that was ever stolen elsewhere." if self._list else ""

    @cached_property
    def _list(self) -> Path | None:
        return Path(settings.STOLEN_PASSWORDS) if settings.STOLEN_PASSWORDS else None


def _stands_in(path: Path, wanted: bytes) -> bool:
    """Whether a sorted file has a line that begins with `wanted`."""
    with path.open("rb") as lines:
        low, high = 0, os.fstat(lines.fileno()).st_size
        while high - low > LONGEST_LINE:
            middle = (low + high) // 2
            lines.seek(middle)
            lines.readline()
            line = lines.readline()[: len(wanted)].upper()
            if line and line < wanted:
                low = middle
            else:
                high = middle
        lines.seek(max(low - LONGEST_LINE, 0))
        return any(line.upper().startswith(wanted) for line in lines.read(4 * LONGEST_LINE).splitlines())
