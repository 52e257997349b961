"""Web pages as Outlook, Word and mail programs write them."""

import pytest

from plait.reading.document import Document, LineKind
from plait.reading.formats import documents, extract
from plait.reading.refusals import Unreadable


def page(body: str, head: str = "") -> Document:
    return extract(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "minutes.html")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def places(document: Document) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.cell.table, one.cell.row, one.cell.column) for one in document.lines if one.cell]


def test_what_the_page_says_of_its_alphabet_is_believed_unless_it_is_wrong() -> None:
    said = "<html><head><meta charset={}></head><body>Ada’s café</body></html>"
    for charset, encoding in [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8")]:
        assert texts(extract(said.format(charset).encode(encoding), "a.html")) == ["Ada’s café"]
    assert texts(extract(said.format("utf-8").encode("cp1252"), "a.html")) == ["Ada’s café"]
    assert texts(extract(said.format("no-such").encode(), "a.html")) == ["Ada’s café"]
    assert texts(extract(said.format("unicode").encode("utf-16"), "a.html")) == ["Ada’s café"]


def test_breaks_make_lines_and_blanks_are_one() -> None:
    found = page("<p>Present:<br>\n  Ada\n   Thorne&nbsp;<br/>Ben</p><p><o:p>&nbsp;</o:p></p><pre>a  b\nc</pre>")
    assert texts(found) == ["Present:", "Ada Thorne", "Ben", "a  b", "c"]


def test_bold_labels_are_measured_however_they_are_written() -> None:
    found = page(
        "<p><b>Action:</b> Ada</p><p><strong>Action</strong>: Ben</p>"
        "<p><span style='font-size:11pt;font-weight:bold'>Action:</span> Cai</p><h2>All of it</h2><p>None</p>"
        "<b><p style='font-weight:normal'>Not bold</p></b>"
    )
    assert [line.bold_to for line in found.lines] == [7, 6, 7, 9, 0, 0]


def test_headings_and_nested_lists_keep_their_depth_and_numbers() -> None:
    found = page(
        "<h1>Group</h1><ol start=3><li>Safer sleep<ul><li>Action: Ada<ul><li>Completed</li></ul></li></ul></li>"
        "<li value=7><p>Housing</p><p>More of it</p></li></ol><ol type=a><li>One</li></ol>"
    )
    assert [(line.text, line.kind.value, line.level) for line in found.lines] == [
        ("Group", "heading", 1),
        ("3. Safer sleep", "list_item", 0),
        ("Action: Ada", "list_item", 1),
        ("Completed", "list_item", 2),
        ("7. Housing", "list_item", 0),
        ("More of it", "paragraph", 0),
        ("a. One", "list_item", 0),
    ]


def test_lists_that_word_wrote_as_paragraphs_are_lists() -> None:
    bullet = "<span style='font-family:Symbol'>·<span style='font:7pt'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span>"
    found = page(
        f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18pt'>{bullet}Ada to write</p>"
        f"<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt'><span>o&nbsp;&nbsp; </span>Done</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>1.<span>&nbsp;&nbsp;&nbsp; </span>Welcome</p>"
    )
    assert [(line.text, line.kind.value, line.level) for line in found.lines] == [
        ("Ada to write", "list_item", 0),
        ("Done", "list_item", 1),
        ("1. Welcome", "list_item", 0),
    ]


def test_wide_and_tall_cells_leave_the_others_in_their_columns() -> None:
    found = page(
        "<table><tr><th colspan=2>Wide</th><th>Due</th></tr><tr><td rowspan=2>Tall</td><td>A</td><td>B</td></tr>"
        "<tr><td>C</td><td>D</td></tr><tr><td></td><td>E</td></tr></table>"
    )
    assert places(found) == [
        ("Wide", 0, 0, 0), ("Due", 0, 0, 2), ("Tall", 0, 1, 0), ("A", 0, 1, 1), ("B", 0, 1, 2),
        ("C", 0, 2, 1), ("D", 0, 2, 2), ("E", 0, 3, 1),
    ]  # fmt: skip
    assert found.lines[0].bold_to == 4


def test_tables_that_only_place_things_are_looked_through() -> None:
    inner = "<table border=1><tr><td>Action</td><td>Owner</td></tr></table>"
    found = page(
        f"<table role=presentation><tr><td>Left</td><td>Right</td></tr></table>"
        f"<table><tr><td>&nbsp;</td><td><p>Dear all</p><table><tr><td>{inner}</td></tr></table></td></tr></table>"
    )
    assert texts(found) == ["Left", "Right", "Dear all", "Action", "Owner"]
    assert places(found) == [("Action", 0, 0, 0), ("Owner", 0, 0, 1)]


def test_a_table_in_a_cell_of_items_is_a_table_of_its_own() -> None:
    found = page("<table><tr><td>1</td><td>Talk<table><tr><td>In</td><td>Ada</td></tr></table>After</td></tr></table>")
    assert places(found) == [("1", 0, 0, 0), ("Talk", 0, 0, 1), ("In", 1, 0, 0), ("Ada", 1, 0, 1), ("After", 0, 0, 1)]


def test_what_nobody_sees_is_not_read() -> None:
    found = page(
        "<script>Action: evil</script><p style='display:none'>Hidden</p><!-- Action: no --><p hidden>Gone</p>"
        "<![if !supportLists]>Shown<![endif]><p>Ada<del>Old</del> <ins>New</ins></p><textarea>No</textarea>",
        "<title>Action: no</title><style>p{}</style>",
    )
    assert texts(found) == ["Shown", "Ada New"]
    assert found.codes == ("tracked_changes",)


def test_struck_words_are_left_out_and_it_is_said() -> None:
    found = page("<p>Ada<s> gone</s><span style='text-decoration:line-through'>no</span> to go</p>")
    assert (texts(found), found.codes) == (["Ada to go"], ("struck_out",))


def test_ticked_boxes_are_ticks() -> None:
    found = page("<p><input type=checkbox checked> Ada</p><p><input type=checkbox>Ben</p><p>☒ Cai</p>")
    assert [(line.text, line.ticked) for line in found.lines] == [("Ada", True), ("Ben", False), ("Cai", True)]


def test_the_block_of_sender_and_day_stays_and_older_messages_go() -> None:
    block = "<p><b>From:</b> {}<br><b>Sent:</b> {}<br><b>To:</b> All<br><b>Subject:</b> Notes</p>"
    body = block.format("Jess", "11 April 2025 16:42") + "<p>Action: Ada to write</p>"
    body += block.format("Ben", "3 March 2025") + "<p>Action: Ben to go</p>"
    found = list(documents(f"<html>{body}</html>".encode(), "a.html"))
    assert [texts(one)[-1] for one in found] == ["Action: Ada to write", "Action: Ben to go"]
    assert found[0].lines[1].text == "Sent: 11 April 2025 16:42"
    assert (found[0].codes, found[1].codes) == (("older_message",), ())


@pytest.mark.parametrize("deep", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote type=cite>"])
def test_elements_within_elements_are_read_until_no_program_would_write_them(deep: str) -> None:
    assert texts(page(deep * 600 + "Action: Ada"))[-1] == "Action: Ada"
    with pytest.raises(Unreadable) as refused:
        page(deep * 20_000 + "Action: Ada")
    assert refused.value.code == "damaged"


def test_endless_attributes_and_spans_do_no_harm() -> None:
    found = page(f"<p style='{'margin-left:9pt;' * 200_000}' class={'a' * 100_000}>Ada</p><td colspan=99999>Ben</td>")
    assert texts(found) == ["Ada", "Ben"]
    tall = page("<table>" + "<tr><td rowspan=65000 colspan=1000>x</td></tr>" * 300 + "</table>")
    assert len(tall.lines) == 300


def test_a_page_without_words_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        page("<img src=scan.png>")
    assert refused.value.code == "empty"


def test_a_line_of_a_cell_says_that_it_is_one() -> None:
    found = page("<table><tr><td>Ada</td><td><ul><li>Ben</li></ul></td></tr></table>")
    assert [line.kind for line in found.lines] == [LineKind.CELL, LineKind.LIST_ITEM]


def test_pages_of_google_docs_say_all_in_classes() -> None:
    head = "<style>@import url(x);ul.lst-kix_a-0{list-style-type:none}.c1{font-weight:700;color:#000}"
    head += ".c2{font-weight:400}.c3{text-decoration:line-through}.c4,.c5{font-weight:bold}</style>"
    found = page(
        "<p class='c0'><span class='c1'>Action:</span><span class='c2 c0'> Ada</span><span class='c3'> no</span></p>"
        "<p><span class='c1 c2'>Plain</span></p><p><span class=c5>Loud</span></p>"
        "<ul class='lst-kix_a-0 start'><li>One</li></ul><ul class='lst-kix_a-1 start'><li>Deeper</li></ul>",
        head,
    )
    assert [(line.text, line.bold_to, line.level) for line in found.lines] == [
        ("Action: Ada", 7, 0), ("Plain", 0, 0), ("Loud", 4, 0), ("One", 0, 0), ("Deeper", 0, 1),
    ]  # fmt: skip


def test_menus_margins_and_signatures_are_no_text() -> None:
    found = page(
        "<nav>Home</nav><div role=navigation>Menu</div><p>Ada</p><div id=Signature>Jess</div>"
        "<div class='x gmail_signature'>Jess</div><div style='mso-element:comment-list'>Really?</div>"
    )
    assert texts(found) == ["Ada"]


def test_endless_style_sheets_do_no_harm() -> None:
    sheet = ".a{font-weight:bold}" * 100_000 + "{" * 100_000 + ".a," * 100_000
    assert page("<p class=a>Ada</p>", f"<style>{sheet}</style>").lines[0].bold_to == 3
