"""Rich text as Word, LibreOffice and WordPad write it."""

import pytest

from plait.reading.document import Document
from plait.reading.formats import extract
from plait.reading.refusals import Unreadable

HEAD = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset2 Sy;}{\\f2\\fcharset204 Cy;}}"
    "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 Heading 2;}{\\s7\\outlinelevel2 Our item;}}"
)


def read(body: str, head: str = HEAD) -> Document:
    return extract((head + body + "}").encode("cp1252"), "minutes.rtf")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def places(document: Document) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.cell.table, one.cell.row, one.cell.column) for one in document.lines if one.cell]


def test_letters_come_in_every_alphabet() -> None:
    found = read(
        "caf\\'e9 \\ldblquote send\\rdblquote \\u8211\\'96 \\u8217? \\endash\\~x\\_y\\par raw café\\par"
        "{\\uc0\\u8211 no}{\\uc2\\u8211 ab two}\\par {\\f2\\'c0\\'e4\\'e0}\\par \\u-10179?\\u-8704?\\par"
    )
    assert texts(found) == ["café “send”– ’ – x-y", "raw café", "–no– two", "Ада", "😀"]


def test_paragraphs_breaks_and_line_ends_of_the_file_are_told_apart() -> None:
    assert texts(read("One\r\n two\\line three\\\nfour\\par\\pard five\\tab six\\sect seven")) == [
        "One two", "three", "four", "five\tsix", "seven",
    ]  # fmt: skip


def test_bold_labels_are_measured() -> None:
    found = read("\\pard {\\b Action:} Ada\\par\\b Action\\b0 : Ben\\par\\plain\\b All of it\\par\\plain none\\par")
    assert [line.bold_to for line in found.lines] == [7, 6, 9, 0]


def test_headings_come_from_styles_and_outline_levels() -> None:
    found = read(
        "\\pard\\s1 Group\\par\\pard\\s2 Item\\par\\pard\\s7 Part\\par\\pard\\outlinelevel1 Own\\par\\pard Talk\\par"
    )
    assert [line.level for line in found.lines] == [1, 2, 3, 2, 0]
    assert [line.kind.value for line in found.lines] == ["heading"] * 4 + ["paragraph"]


def test_lists_keep_the_numbers_that_were_printed_and_lose_their_bullets() -> None:
    found = read(
        "{\\listtext\\pard 1.\\tab}\\pard\\ls1\\ilvl0 Welcome\\par"
        "\\pard{\\listtext\\pard 1.a)\\tab}\\ls1\\ilvl1 Late\\par"
        "\\pard\\ls2\\ilvl0{\\listtext\\pard\\f1\\'b7\\tab}Ada to write\\par"
        "\\pard{\\pntext\\f1\\'b7\\tab}{\\*\\pn\\pnlvlblt}Ben\\par\\pard Talk\\par"
    )
    assert [(line.text, line.kind.value, line.level) for line in found.lines] == [
        ("1. Welcome", "list_item", 0),
        ("1.a) Late", "list_item", 1),
        ("Ada to write", "list_item", 0),
        ("Ben", "list_item", 0),
        ("Talk", "paragraph", 0),
    ]


def row(*cells: str, ends: tuple[int, ...], shape: str = "") -> str:
    edges = "".join(f"{shape}\\cellx{end}" for end in ends)
    return f"\\trowd{edges}" + "".join(f"\\pard\\intbl {cell}\\cell" for cell in cells) + "\\row"


def test_cells_know_their_columns_by_their_edges() -> None:
    found = read(
        "\\pard Before\\par"
        + row("No", "Action", "Owner", ends=(500, 4000, 6000))
        + row("Wide over two", "Ada\\par Ben", ends=(4010, 6000))
        + "\\pard Between\\par"
        + row("New", ends=(900,))
    )
    assert places(found) == [
        ("No", 0, 0, 0), ("Action", 0, 0, 1), ("Owner", 0, 0, 2), ("Wide over two", 0, 1, 0), ("Ada", 0, 1, 2),
        ("Ben", 0, 1, 2), ("New", 1, 0, 0),
    ]  # fmt: skip
    assert texts(found)[0] == "Before"
    assert "Between" in texts(found)


def test_shapes_that_follow_their_cells_and_cells_that_go_on_are_understood() -> None:
    body = "\\pard\\intbl Ada\\cell Police\\cell\\trowd\\cellx900\\cellx1800\\row"
    body += "\\pard\\intbl old\\cell Health\\cell\\trowd\\clvmrg\\cellx900\\cellx1800\\row\\pard After\\par"
    assert places(read(body)) == [("Ada", 0, 0, 0), ("Police", 0, 0, 1), ("Health", 0, 1, 1)]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    body = (
        "\\trowd\\cellx900\\cellx1800\\pard\\intbl 1\\cell\\pard\\intbl Talk\\par"
        "\\pard\\intbl\\itap2 Ada\\nestcell Ben\\nestcell{\\*\\nesttableprops\\trowd\\cellx400\\cellx800\\nestrow}"
        "{\\nonesttables\\par}\\pard\\intbl After\\cell\\row\\pard End\\par"
    )
    assert places(read(body)) == [
        ("1", 0, 0, 0),
        ("Talk", 0, 0, 1),
        ("Ada", 1, 0, 0),
        ("Ben", 1, 0, 1),
        ("After", 0, 0, 1),
    ]


def test_insertions_count_and_deletions_and_hidden_words_do_not() -> None:
    found = read(
        "Action: {\\deleted Ada}{\\revised Ben}{\\v secret}{\\mvf gone}{\\mvt  and Cai}\\v more\\v0  to go\\par"
    )
    assert texts(found) == ["Action: Ben and Cai to go"]
    assert found.codes == ("tracked_changes",)
    assert read("\\pard\\v0\\deleted0 Ada\\par").codes == ()


def test_struck_words_are_left_out_and_it_is_said() -> None:
    found = read("Ada{\\strike  gone} to go\\strike more\\strike0\\par")
    assert (texts(found), found.codes) == (["Ada to go"], ("struck_out",))


def test_notes_and_boxes_follow_and_footers_comments_and_pictures_stay_out() -> None:
    found = read(
        "{\\header Marlshire Forum\\par}{\\footer Page 1\\par}First{\\footnote\\pard As agreed\\par}"
        "{\\*\\annotation No}{\\pict\\wmetafile8 0102}{\\*\\unknown no}{\\info{\\title no}}"
        "{\\shp{\\*\\shpinst{\\sp{\\sn no}{\\sv no}}{\\shptxt\\pard Boxed\\par}}}\\par"
        "{\\field{\\*\\fldinst HYPERLINK no}{\\fldrslt here}}\\par"
    )
    assert texts(found) == ["Marlshire Forum", "First", "here", "As agreed", "Boxed"]


def test_binary_data_is_jumped_over() -> None:
    assert texts(read("One{\\pict\\bin9 }}}\\\\par }two\\par")) == ["Onetwo"]


def test_a_file_cut_off_keeps_what_it_had() -> None:
    assert texts(extract(b"{\\rtf1 Action: Ada to write{\\b the", "a.rtf")) == ["Action: Ada to writethe"]


@pytest.mark.parametrize(
    ("body", "code"),
    [("{" * 6_000 + "deep", "damaged"), ("{\\pict\\wmetafile8 0102}", "pictures_only"), ("\\par", "empty")],
)
def test_what_cannot_be_read_is_refused(body: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(body)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "nonsense",
    [
        "\\itap99999999",
        "\\cellx-99999999999",
        "\\row" * 500,
        "\\uc-5\\u999999999",
        "\\nestrow\\nestcell",
        "\\bin99999",
        "}}}",
    ],
)
def test_nonsense_does_no_harm(nonsense: str) -> None:
    assert texts(read(f"Ada\\par{nonsense}\\pard Ben\\par"))[0] == "Ada"
