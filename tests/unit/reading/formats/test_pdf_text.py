import io
from collections.abc import Callable

import pypdfium2
import pytest

from plait.reading.document import Document, Line, LineKind
from plait.reading.formats import extract

Read = Callable[[str], Document]

LONG = (
    "Action: Ada Thorne to write to every head teacher in Marlshire about the new form, with the "
    "reasons given by young people and by their families, before the end of the month."
)


@pytest.fixture
def read(printed: Callable[[str], bytes]) -> Read:
    return lambda source: extract(printed(source), "minutes.pdf")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_a_paragraph_that_wraps_is_one_line_again(read: Read) -> None:
    assert texts(read(f"Before.\n\n{LONG}\n\nAfter.")) == ["Before.", LONG, "After."]


def test_short_rows_close_together_stay_apart(read: Read) -> None:
    assert texts(read("Present: \\\nAda Thorne, Police \\\nBen Okoro, Health")) == [
        "Present:",
        "Ada Thorne, Police",
        "Ben Okoro, Health",
    ]


def test_a_bold_label_begins_a_new_line_even_without_space(read: Read) -> None:
    filler = "The group heard about the summer and the autumn and then about winter and about spring again as well."
    found = read(f"{filler} \\\n*Action:* Ada to write").lines
    assert found[-1].text == "Action: Ada to write"
    assert found[-1].text[: found[-1].bold_to] == "Action:"


def test_bullets_lose_their_marks_and_know_their_depth(read: Read) -> None:
    found = read(f"- One\n- {LONG}\n  - Deeper\n- Last").lines
    assert texts_of(found) == ["One", LONG, "Deeper", "Last"]
    assert {line.kind for line in found} == {LineKind.LIST_ITEM}
    assert [line.level for line in found] == [0, 0, 1, 0]


def texts_of(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_numbers_stay_with_their_words(read: Read) -> None:
    assert texts(read("+ Welcome\n+ Apologies")) == ["1. Welcome", "2. Apologies"]


@pytest.mark.parametrize("gap", ["", "#h(2cm)"])
def test_a_plain_number_or_bullet_before_a_bold_title_counts_as_bold(read: Read, gap: str) -> None:
    line = read(f"1.{gap} *Risk register* of May").lines[0]
    assert line.text[: line.bold_to] == "1. Risk register"
    line = read(f"•{gap} *Action:* Ada to write").lines[0]
    assert (line.text, line.bold_to) == ("Action: Ada to write", 7)


def test_large_type_is_a_heading(read: Read) -> None:
    found = read(f"#text(size: 18pt)[Marlshire Group]\n\n#text(size: 13pt)[1. Welcome]\n\n{LONG}").lines
    assert [(line.kind, line.level) for line in found] == [
        (LineKind.HEADING, 1),
        (LineKind.HEADING, 2),
        (LineKind.PARAGRAPH, 0),
    ]


def test_running_footers_vanish_from_the_middle_of_a_sentence(read: Read) -> None:
    source = (
        '#set page(footer: context [Marlshire Group 8 May #h(1fr) Page #counter(page).display("1 of 1", both: true)])\n'
        f"#v(22.4cm)\n{LONG}\n\n#pagebreak()\nAfter\n#pagebreak()\nLast"
    )
    assert texts(read(source)) == [LONG, "After", "Last"]


def test_a_running_header_is_kept_once(read: Read) -> None:
    source = "#set page(header: [Marlshire Oversight Group])\nOne\n#pagebreak()\nTwo\n#pagebreak()\nThree"
    assert texts(read(source)) == ["Marlshire Oversight Group", "One", "Two", "Three"]


def test_every_line_has_its_page_and_its_place(read: Read) -> None:
    found = read(f"One\n\n{LONG}\n#pagebreak()\nTwo").lines
    assert [line.page for line in found] == [1, 1, 2]
    one, long, two = (line.box for line in found)
    assert one is not None
    assert long is not None
    assert two is not None
    assert 60 < one.left < 80
    assert 60 < one.top < one.bottom < 90
    assert long.bottom - long.top > 2 * (one.bottom - one.top)
    assert abs(two.top - one.top) < 1


def test_a_page_turned_on_its_side_reads_upright(printed: Callable[[str], bytes]) -> None:
    document = pypdfium2.PdfDocument(printed(f"One\n\n{LONG}"))
    document[0].set_rotation(90)
    held = io.BytesIO()
    document.save(held)
    found = extract(held.getvalue(), "minutes.pdf").lines
    assert len(found) >= 2
    assert "Ada Thorne" in " ".join(line.text for line in found)


def test_hyphens_at_the_end_of_a_row_keep_the_word_whole(read: Read) -> None:
    found = " ".join(texts(read("#set par(justify: true)\n#set text(hyphenate: true)\n" + LONG * 3)))
    assert found.count("Thorne to write to every head teacher") == 3


def test_far_apart_words_are_parted_by_a_tab(read: Read) -> None:
    assert texts(read("Date: 8 May #h(1fr) Time: 2pm")) == ["Date: 8 May\tTime: 2pm"]


TALK = (
    "AT walked members through the quarterly dataset, pausing on re-referrals and on missing episodes. BO asked "
    "whether the rise in the spring was real, and the group heard that both districts had counted in the same way. "
)


def test_two_columns_of_text_are_read_one_after_the_other(read: Read) -> None:
    action = "Action: Ada to write to every head teacher in the county by 1 May."
    left = f"*1. Welcome*\n\n{TALK * 4}\n\n{action}"
    right = f"*2. Housing*\n\n{TALK * 4}\n\nAction: Ben to ring."
    ending = "Next meeting: Tuesday 6 May 2025 at 1:30pm, in the large room of the county hall in Marlbury."
    found = texts(read(f"= Minutes\n\n#columns(2)[{left}#colbreak()\n{right}]\n\n{ending}"))
    talk = (TALK * 4).strip()
    assert found == ["Minutes", "1. Welcome", talk, action, "2. Housing", talk, "Action: Ben to ring.", ending]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page(read: Read) -> None:
    found = texts(read(f"#set page(columns: 2, footer: [Marlshire #h(1fr) 3])\n{TALK * 40}"))
    assert " ".join(found) == (TALK * 40).strip()
    assert len(found) < 4


def test_names_in_two_columns_stay_side_by_side(read: Read) -> None:
    names = " \\ ".join(f"Ada Thorne{n} (A{n})" for n in range(9))
    found = read(f"#grid(columns: (1fr, 1fr), [{names}], [{names}])").lines
    assert [line.cell.column for line in found if line.cell] == [0, 1] * 9


def test_talk_beside_its_actions_is_a_table_and_no_column(read: Read) -> None:
    action = "Ada Thorne to write to all of the schools about it"
    rows = ", ".join(f"[Point {n}. {TALK}], [{action}]" for n in range(5))
    found = texts(read(f"#table(columns: (1fr, 1fr), stroke: none, {rows})"))
    assert len(found) == 10
    assert found[:4] == [f"Point 0. {TALK.strip()}", action, f"Point 1. {TALK.strip()}", action]


@pytest.mark.parametrize("leading", ["0.4em", "0.65em", "1.1em", "1.5em"])
@pytest.mark.parametrize("more", ["0.6em", "0em"])
def test_wide_lines_are_paragraphs_too(read: Read, leading: str, more: str) -> None:
    setting = f"#set par(leading: {leading}, spacing: {leading} + {more})\n"
    found = texts(read(f"{setting}*1. Welcome*\n\n{TALK * 3}\n\nAction: Ada to write.\n\n- {TALK}\n- Two"))
    assert found == ["1. Welcome", (TALK * 3).strip(), "Action: Ada to write.", TALK.strip(), "Two"]
