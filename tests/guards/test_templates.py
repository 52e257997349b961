"""Words and markup of every template."""

import re

from tests.guards.source import PLAIT, say

TEMPLATES = sorted(PLAIT.rglob("templates/**/*.html"))
FORBIDDEN_WORDS = re.compile(
    r"\b(overdue|e\.g\.|i\.e\.|etc\.|via|please|oops|sorry)\b|(?<![<=!-])!(?=[\s<\"'])", re.IGNORECASE
)
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=\"|javascript:", re.IGNORECASE)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)


def _text(path) -> str:  # type: ignore[no-untyped-def]
    return COMMENT.sub("", path.read_text())


def test_templates_have_no_words_that_blame_or_puzzle() -> None:
    found = {say(f): m[0] for f in TEMPLATES if (m := FORBIDDEN_WORDS.search(re.sub(r"{[%{].*?[%}]}", "", _text(f))))}
    assert found == {}


def test_templates_have_no_inline_style_or_script() -> None:
    """A strict content security policy would drop them silently."""
    assert {say(f): m[0] for f in TEMPLATES if (m := INLINE.search(_text(f)))} == {}


def test_data_pages_never_say_better_or_worse() -> None:
    """Every page that shows figures about children; extended with each such room."""
    judging = re.compile(r"\b(better|worse|improved|failing|deteriorat\w+)\b", re.IGNORECASE)
    assert {say(f): m[0] for f in TEMPLATES if (m := judging.search(_text(f)))} == {}
