"""The shapes that mean something: hard dates, states, labels, squares, the lock."""

import re

import pytest
from django.template import Context, Engine

from plait.web.templatetags import plait as tags
from tests.unit.web.test_classes import IN_SHEET

ENGINE = Engine(builtins=["plait.web.templatetags.plait"])


def _say(template: str, **values: object) -> str:
    return ENGINE.from_string(template).render(Context(values))


def test_a_hard_date_says_so_in_words() -> None:
    assert re.sub("<[^>]*>", "", _say('{% hard_date "30 Oct" %}')) == "Hard date 30 Oct"


def test_the_lock_has_a_word_for_those_who_do_not_see_it() -> None:
    assert 'role="img" aria-label="Restricted"' in _say("{% lock %}")


@pytest.mark.parametrize("slug", ["not_started", "on_the_way", "something_new"])
def test_what_is_no_exception_is_plain_words(slug: str) -> None:
    assert _say('{% state slug "On the way" %}', slug=slug) == '<span class="pl-plainstate">On the way</span>'


@pytest.mark.parametrize("slug", list(tags.STATE_SHAPES))
def test_every_exception_has_its_shape_and_its_word(slug: str) -> None:
    said = _say('{% state slug "No answer" %}', slug=slug)
    assert f"pl-state--{tags.STATE_SHAPES[slug]}" in IN_SHEET
    assert f"pl-state--{tags.STATE_SHAPES[slug]}" in said
    assert "No answer" in said


@pytest.mark.parametrize("kind", ["action", "decision", "question", "person"])
def test_every_kind_of_finding_has_its_label_and_its_line(kind: str) -> None:
    assert _say('{% label kind "A7" %}', kind=kind) == f'<span class="pl-label pl-label--{kind}">A7</span>'
    assert {f"pl-label--{kind}", f"pl-line--{kind}"} <= IN_SHEET


def test_words_of_people_are_never_markup() -> None:
    said = _say('{% hard_date words %}{% state "blocked" words %}{% label "action" words %}', words="<b>30 Oct</b>")
    assert "<b>" not in said


def test_one_square_stands_for_one_owner_and_the_number_beside_it() -> None:
    said = _say("{% squares 9 2 1 %}")
    assert said.count("<rect") == 12
    assert said.count('class="pl-squares__silent"') == 2
    assert said.count('class="pl-squares__leave"') == 1
    assert "9 of 12 answered" in said


def test_above_twenty_four_owners_the_words_are_enough() -> None:
    assert _say("{% squares 20 4 %}").count("<rect") == 24
    assert _say("{% squares 20 5 %}") == "<span>20 of 25 answered</span>"


def test_a_round_that_asked_nobody_shows_nobody() -> None:
    said = _say("{% squares 0 0 %}")
    assert "<rect" not in said
    assert "0 of 0 answered" in said
