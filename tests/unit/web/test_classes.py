"""Templates, scripts and the style sheet speak of the same classes."""

import re
from pathlib import Path

import plait

PLAIT = Path(plait.__file__).parent
STATIC = PLAIT / "web" / "static" / "plait"
SHEET = (STATIC / "plait.css").read_text()
IN_SHEET = set(re.findall(r"\.((?:pl|govuk)-[a-z0-9_-]+)", SHEET))
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL)
# A class that is put together from a value, as pl-label--{{ kind }}: its kinds are tested with the tags.
MADE_UP = re.compile(r"[\w-]*[-_](?:{{.*?}}|{})")
# Names that only hold others together.
WITHOUT_LOOK = {"govuk-radios", "govuk-checkboxes"}


def _used() -> dict[str, str]:
    """Each whole class written in a template, a tag or a script, with one file that has it."""
    used: dict[str, str] = {}
    for file in [*PLAIT.rglob("templates/**/*.html"), *PLAIT.rglob("templatetags/*.py"), *STATIC.glob("*.js")]:
        text = TAGS.sub(" ", MADE_UP.sub(" ", COMMENT.sub("", file.read_text())))
        for words in re.findall(r'class="([^"]*)"|[".]classList\.\w+\("([\w-]+)"', text):
            for name in " ".join(words).split():
                if name.startswith(("pl-", "govuk-")):
                    used.setdefault(name, file.relative_to(PLAIT).as_posix())
    return used


def test_every_class_of_a_page_is_in_the_style_sheet() -> None:
    used = _used()
    assert len(used) > 80
    assert {name: file for name, file in used.items() if name not in IN_SHEET | WITHOUT_LOOK} == {}


def test_the_style_sheet_is_a_style_sheet() -> None:
    """A failed build must never be what people see."""
    assert "Error:" not in SHEET
    assert SHEET.count("{") == SHEET.count("}")
    assert len(SHEET) > 50_000


def test_neither_the_typeface_nor_the_crown_of_govuk_is_used() -> None:
    assert "GDS Transport" not in SHEET
    assert "crown" not in SHEET
    assert "crest" not in SHEET


def test_every_file_the_style_sheet_asks_for_is_there() -> None:
    asked = set(re.findall(r"url\(\"?([^)\"]+)\"?\)", SHEET))
    assert asked
    assert [name for name in asked if not (STATIC / name).is_file()] == []
