import pytest

from plait.reading.document import Line, LineKind
from plait.reading.formats import extract


def lines(text: str) -> tuple[Line, ...]:
    return extract(text.encode(), "minutes.md").lines


def line(text: str) -> Line:
    return lines(text)[0]


def test_headings_lose_their_marks_and_keep_their_level() -> None:
    found = line("## 4/25 Safer sleep ##")
    assert (found.text, found.kind, found.level) == ("4/25 Safer sleep", LineKind.HEADING, 2)


def test_underlined_headings_keep_one_line_a_file_line() -> None:
    found = lines("Safer sleep\n===========\nText\n")
    assert [one.text for one in found] == ["Safer sleep", "", "Text"]
    assert (found[0].kind, found[0].level) == (LineKind.HEADING, 1)


def test_a_bold_label_is_plain_text_that_knows_it_is_bold() -> None:
    found = line("**Action:** Ada to write to *all* members of `the_group`  ")
    assert found.text == "Action: Ada to write to all members of the_group"
    assert found.text[: found.bold_to] == "Action:"


def test_checkboxes_are_ticked_or_not() -> None:
    found = lines("- [x] Ada to write\n- [ ] Ben to ring\n  * all to read\n1. Cai to ask\n")
    assert [one.ticked for one in found] == [True, False, None, None]
    assert [one.text for one in found] == ["Ada to write", "Ben to ring", "all to read", "1. Cai to ask"]
    assert {one.kind for one in found} == {LineKind.LIST_ITEM}
    assert [one.level for one in found] == [0, 0, 1, 0]


def test_table_rows_become_cells_with_tabs_between() -> None:
    found = lines("| Name | Agency |\n|------|--------|\n| Ada \\| Thorne | **Police** |\nAfter\n")
    assert [one.text for one in found] == ["Name\tAgency", "", "Ada | Thorne\tPolice", "After"]


def test_a_pipe_in_a_sentence_is_no_table() -> None:
    assert line("Ada | Ben to write").text == "Ada | Ben to write"


def test_links_escapes_quotes_and_code_read_as_a_person_sees_them() -> None:
    found = lines("> See [the plan](plan.pdf) 1\\. of 2\n```\n**not bold**\n```\nsnake_case_name stays")
    assert [one.text for one in found] == ["See the plan 1. of 2", "", "**not bold**", "", "snake_case_name stays"]


def test_front_matter_is_no_heading() -> None:
    found = lines("---\nposted: 2025-01-01\n---\n# Minutes\n")
    assert [one.kind for one in found[:3]] == [LineKind.PARAGRAPH] * 3
    assert found[3].kind is LineKind.HEADING


def test_many_marks_in_one_line_take_no_long_time() -> None:
    assert len(lines("**a" * 6000 + "\n" + "[" * 19000 + "\n" + "_a*" * 6000)) == 3


@pytest.mark.parametrize("mark", ["# ", "#", "|", "-|", "**", "*a ", "> ", "[a](", "`", "[ ] ", "__a"])
def test_a_line_of_marks_alone_is_one_line(mark: str) -> None:
    assert len(lines("# " + mark * (19_000 // len(mark)) + "x")) == 1


def test_marks_that_close_a_heading_are_no_words_of_it() -> None:
    found = extract(b"# Safer sleep ##\n## C#\n# Item #4", "minutes.md").lines
    assert [line.text for line in found] == ["Safer sleep", "C#", "Item #4"]
