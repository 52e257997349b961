"""A first visit is at most 150 KB; the look's own share is kept far below."""

import gzip
from pathlib import Path

import django_htmx

import plait

STATIC = Path(plait.__file__).parent / "web" / "static" / "plait"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def _sent(file: Path) -> int:
    """Bytes on the wire; a font is compressed already."""
    return file.stat().st_size if file.suffix == ".woff2" else len(gzip.compress(file.read_bytes(), 6))


def test_the_style_sheet_and_the_script_are_small() -> None:
    assert _sent(STATIC / "plait.css") < 22_000
    assert _sent(STATIC / "plait.js") < 6_000


def test_a_first_visit_with_every_latin_face_and_all_scripts_leaves_room_for_the_page() -> None:
    files = [STATIC / "plait.css", STATIC / "favicon.svg", HTMX, *STATIC.glob("*.js")]
    files += STATIC.glob("fonts/*-latin-[0-9]*.woff2")
    assert sum(map(_sent, files)) < 110_000


def test_what_is_vendored_has_its_licence_beside_it() -> None:
    assert "Open Font License" in (STATIC / "licences" / "atkinson-hyperlegible-next.txt").read_text() or (
        "OPEN FONT LICENSE" in (STATIC / "licences" / "atkinson-hyperlegible-next.txt").read_text()
    )
    assert "MIT License" in (STATIC / "licences" / "govuk-frontend.txt").read_text()
