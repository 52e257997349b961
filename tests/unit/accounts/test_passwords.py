"""Passwords that thieves try first are refused; others are not made harder to have."""

import hashlib
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from config.signing_in import list_of_stolen
from plait.accounts.passwords import NotStolen, _stands_in
from tests.factories.people import AgencyFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _marlshire() -> None:
    PartnershipFactory(name="Marlshire Safeguarding Children Partnership", slug="marlshire")
    AgencyFactory(name="Wendmouth Hospitals NHS Trust", short_name="Wendmouth")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Marlshire2026!!", "everybody here would try first"),
        ("Safeguarding-Marlshire-1", "everybody here would try first"),
        ("M4rl5h1re-bluE", "everybody here would try first"),
        ("wendmouth hospitals", "everybody here would try first"),
        ("November 2026 password", "everybody here would try first"),
        ("Liverpool2024!!", "common password in disguise"),
        ("footballfootball", "common password in disguise"),
        ("b4seb4ll--1999", "common password in disguise"),
    ],
)
def test_what_everybody_would_try_is_refused(password: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "three-strands-hold",
        "three small grey boats",
        "Marlshire kestrels over rooftops",
        "92#84!77_61$53",
        "Ж-шесть зелёных яблок",
        "        twelve blanks",
    ],
)
def test_what_only_its_owner_would_think_of_is_taken(password: str) -> None:
    validate_password(password)


def a_list(folder: Path, passwords: list[str]) -> Path:
    hashes = sorted(hashlib.sha1(each.encode(), usedforsecurity=False).hexdigest().upper() for each in passwords)
    path = folder / "stolen.txt"
    path.write_text("".join(f"{each}:{number}\r\n" for number, each in enumerate(hashes)))
    return path


@pytest.mark.parametrize("many", [1, 2, 3, 40, 1000])
def test_every_stolen_password_of_a_list_is_refused_and_no_other(
    many: int, tmp_path: Path, settings: LazySettings
) -> None:
    stolen = [f"grey boat number {number}" for number in range(many)]
    settings.STOLEN_PASSWORDS = str(a_list(tmp_path, stolen))
    for password in stolen:
        with pytest.raises(ValidationError, match="known to thieves"):
            NotStolen().validate(password)
    NotStolen().validate("grey boat without a number")


@given(st.lists(st.text(alphabet="0123456789ABCDEF", min_size=40, max_size=40), min_size=1, max_size=30, unique=True))
def test_looking_by_halves_finds_what_reading_the_whole_would(hashes: list[str]) -> None:
    path = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(".")
    kept = path / "plait-test-stolen.txt"
    kept.write_text("".join(f"{each}:1\n" for each in sorted(hashes)))
    try:
        assert all(_stands_in(kept, each.encode()) for each in hashes)
        assert not _stands_in(kept, b"G" * 40)
    finally:
        kept.unlink()


def test_a_list_that_is_not_there_is_said_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAIT_STOLEN_PASSWORDS", str(tmp_path / "gone.txt"))
    with pytest.raises(ImproperlyConfigured, match="PLAIT_STOLEN_PASSWORDS"):
        list_of_stolen()
