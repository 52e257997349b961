import pytest

from plait.reading.document import Line
from plait.reading.formats import extract
from plait.reading.refusals import Unreadable


def lines(data: bytes, filename: str = "minutes.txt") -> tuple[Line, ...]:
    return extract(data, filename).lines


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(data)]


def test_lines_are_the_lines_of_the_file_with_empty_ones_and_tabs() -> None:
    assert texts(b"Name\tAgency\r\n\r\nAda Thorne\tPolice\n") == ["Name\tAgency", "", "Ada Thorne\tPolice"]
    assert [line.number for line in lines(b"a\n\nb")] == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encodings_that_programs_write(encoding: str) -> None:
    text = "Action: Ada – “send” the café list, and the other papers, to every member of the group"
    assert texts(text.encode(encoding)) == [text]


def test_a_text_pasted_together_from_two_alphabets_keeps_both() -> None:
    assert texts("Ada – “café”\n".encode() + "Ben’s “list” – £5".encode("cp1252")) == [
        "Ada – “café”",
        "Ben’s “list” – £5",
    ]


def test_only_line_ends_end_a_line() -> None:
    assert len(lines("one\u2028still one\x0bstill\x85one\ntwo\rthree".encode())) == 3


def test_form_feeds_begin_pages() -> None:
    found = lines(b"one\n\x0ctwo\nthree\n")
    assert [(line.text, line.page) for line in found] == [("one", 1), ("two", 2), ("three", 2)]


def test_stray_nul_bytes_are_dropped_and_nothing_else() -> None:
    assert texts(b"Action: \x00Ada to write\n" * 9) == ["Action: Ada to write"] * 9


def test_ticks_are_seen_and_the_words_of_the_line_stay() -> None:
    found = lines(b"[x] Ada to write\n[ ] Ben to ring\nAll to read")
    assert [line.ticked for line in found] == [True, False, None]
    assert found[0].text == "[x] Ada to write"


def test_rubbish_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        lines(bytes((n * 7919 + n // 3) % 256 for n in range(5000)))
    assert refused.value.code == "not_text"


def test_one_line_of_five_megabytes_is_one_line() -> None:
    found = lines(b"word " * 1_000_000)
    assert len(found) == 1
    assert len(found[0].text) == 4_999_999


def test_millions_of_lines_are_refused_before_they_fill_the_memory() -> None:
    with pytest.raises(Unreadable) as refused:
        lines(b"a\n" * 500_000)
    assert refused.value.code == "too_large"


def test_a_hundred_thousand_lines_are_all_there() -> None:
    found = lines(b"Action: Ada to write to Ben\n" * 100_000)
    assert len(found) == 100_000
    assert found[-1].number == 100_000
