import re
from io import BytesIO

import page as checker
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from plait.meetings.pack.model import Bounds, Item, NotAttached, Paper, Purpose
from plait.meetings.pack.opening import numbered
from tests.unit.meetings.pack.papers import bind, blank, hostile, item, locked, saved, scan, tagged, text_of


def _faults(data: bytes) -> list[str]:
    """What a PDF/UA-1 checker that is not ours says."""
    told = checker.validate_pdf_bytes(data, profile=checker.ValidationProfile.PDF_UA_1)
    return [f"{fault.rule_id} {fault.message}" for fault in told.failures]


def test_a_pack_of_accessible_papers_is_pdf_ua_to_a_checker_that_is_not_ours() -> None:
    pack = bind(item(1), item(2, tagged(), tagged(3, "Audit")), item(3, tagged(1, "Plan"), title="Plans & more"))
    assert pack.accessible
    assert _faults(pack.data) == []


def test_a_pack_with_an_untagged_paper_is_tagged_throughout_and_makes_no_claim() -> None:
    pack = bind(item(1, tagged(), saved(blank(2)), saved(scan())))
    assert not pack.accessible
    claims = [fault for fault in _faults(pack.data) if not fault.startswith("PDFUA1-ID-")]
    assert all("font" in fault.lower() for fault in claims), claims
    assert [paper["tagged"] for paper in pack.papers] == [True, False, False]
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()


def test_every_page_says_the_number_that_the_screen_says() -> None:
    pack = bind(item(1, tagged(3)), item(2), item(3, locked(), saved(blank(2))), item(4, tagged(1, "Plan")))
    words = text_of(pack.data)
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, pack.pages + 1)]
    for number, page in enumerate(words, 1):
        assert f"Page {number} of {pack.pages}" in page
        assert page.count("OFFICIAL-SENSITIVE") == 2


def test_the_contents_bookmarks_and_links_lead_to_the_pages_they_name() -> None:
    pack = bind(item(1, tagged(3)), item(2, locked(), saved(blank(2))))
    firsts = [paper["first"] for paper in pack.papers]
    assert firsts == [3, 7, 8]
    words = text_of(pack.data)
    assert "Words of Neglect report, page 1" in words[firsts[0] - 1]
    assert "locked with a password" in words[firsts[1] - 1]
    assert "Untagged words 1" in words[firsts[2] - 1]
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        marks = [(entry.title, numbers[entry.destination[0].objgen]) for top in pdf.open_outline().root
                 for entry in (top, *top.children)]  # fmt: skip
        assert marks == [
            ("Agenda", 1), ("Contents", 1), ("Papers that a screen reader may not read well", 1),
            ("Item 1: Item of business 1", 2), ("Paper 1.1", 3),
            ("Item 2: Item of business 2", 6), ("Paper 2.1", 7), ("Paper 2.2", 8),
        ]  # fmt: skip
        for link in pdf.pages[0].Annots:
            assert "/A" not in link
            assert link.Contents == f"Page {numbers[link.Dest[0].objgen]}"
        inside = [link for link in pdf.pages[firsts[0] + 1].Annots if "/Dest" in link]
        assert [numbers[link.Dest[0].objgen] for link in inside] == [firsts[0] + 2]


def test_language_title_and_tags_are_found_from_every_page() -> None:
    pack = bind(item(1, tagged(), saved(blank(2))), item(2, tagged()))
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        root = pdf.Root
        assert (root.Lang, root.MarkInfo.Marked, root.ViewerPreferences.DisplayDocTitle) == ("en-GB", True, True)
        assert b"Practice Oversight Group: papers" in root.Metadata.read_bytes()
        tree = root.StructTreeRoot
        found = dict(numbered(tree.ParentTree))
        keys = [page.obj.StructParents for page in pdf.pages]
        assert len(set(keys)) == len(pdf.pages)
        for page in pdf.pages:
            for element in found[page.obj.StructParents]:
                assert element.Pg.objgen == page.obj.objgen or element.S in ("/Link", "/Table")
                while "/P" in element:
                    element = element.P
                assert element.Type == Name.StructTreeRoot
        assert [str(kid.T) for kid in tree.K[0].K if Name.Part == kid.S] == ["Paper 1.1", "Paper 1.2", "Paper 2.1"]


def test_a_role_that_two_papers_use_differently_keeps_both_meanings() -> None:
    def with_role(meant: str) -> bytes:
        with pikepdf.open(BytesIO(tagged(1))) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, Dictionary) and thing.get("/S") == Name.H1:
                    thing.S = Name.Headline
            pdf.Root.StructTreeRoot.RoleMap = Dictionary(Headline=Name(meant))
            return saved(pdf)

    pack = bind(item(1, with_role("/H1"), with_role("/P")))
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        roles = {key: str(value) for key, value in pdf.Root.StructTreeRoot.RoleMap.items()}
    assert (roles["/Headline"], roles["/Headline.p1"]) == ("/H1", "/P")
    assert _faults(pack.data) == []


def test_numbers_and_words_that_are_objects_of_their_own_do_no_harm() -> None:
    with pikepdf.open(BytesIO(tagged(1))) as pdf:
        for name, value in {"/N": 3, "/T": True, "/S": pikepdf.String("x"), "/D": 1.5}.items():
            pdf.Root[name] = pdf.make_indirect(value)
        data = saved(pdf)
    assert bind(item(1, data)).papers[0]["pages"] == 1


def test_scripts_programs_and_files_in_a_paper_are_taken_out() -> None:
    pack = bind(item(1, hostile(), tagged()))
    assert [paper["pages"] for paper in pack.papers] == [2, 2]
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        bare = saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert len(pdf.attachments) == 0
    bad = rb"JavaScript|/JS\b|/Launch|EmbeddedFile|calc\.exe|file:///|/OpenAction|/AA\b|/FileAttachment|/Screen"
    assert re.findall(bad, bare) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 and then nothing", "damaged"),
        (tagged()[:3000], "damaged"),
        (locked(), "locked with a password"),
        (saved(pikepdf.new()), "no pages"),
        (saved(scan(41)), "It has 41 pages, and a pack takes at most 40 pages"),
    ],
)
def test_a_bad_paper_gets_a_page_that_says_why_and_the_others_stay(data: bytes, sentence: str) -> None:
    pack = bind(item(1, tagged(), data, tagged(3, "Plan")), bounds=Bounds(pages_of_a_paper=40))
    assert [paper["pages"] for paper in pack.papers] == [2, 0, 3]
    assert sentence in pack.papers[1]["said"]
    place = text_of(pack.data)[pack.papers[1]["first"] - 1]
    assert "Paper 1.2" in place
    assert sentence in " ".join(place.split())


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 45])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-50, -50, 20000, 9000), (0, 0, 0, 0), (300, 400, 100, 100)])
def test_a_page_of_any_size_and_turn_becomes_an_upright_a4_page(turn: int, box: tuple[int, ...]) -> None:
    pdf = blank()
    pdf.pages[0].obj.MediaBox = Array(list(box))
    pdf.pages[0].obj.Rotate = turn
    pack = bind(item(1, saved(pdf)))
    with pikepdf.open(BytesIO(pack.data)) as made:
        page = made.pages[2]
        assert sorted(float(n) for n in page.mediabox)[2:] == [595.28, 841.89]
        assert "/Rotate" not in page.obj


def test_an_item_of_which_the_reader_has_no_papers_says_so_and_keeps_its_number() -> None:
    papers = (Paper("Case chronology", "c.pdf", tagged(title="Secret words")),)
    open_items = [item(1, tagged()), Item(2, "Case review", restricted=True, papers=papers), item(3)]
    withheld = Item(2, "Case review", papers=papers, withheld="Withheld from you: conflict declared.")
    theirs = bind(open_items[0], withheld, open_items[2])
    everybody = bind(*open_items)
    words = text_of(theirs.data)
    assert "Withheld from you: conflict declared." in words[0]
    assert not any("Secret words" in page or "Case chronology" in page for page in words)
    assert any("Secret words" in page for page in text_of(everybody.data))
    assert theirs.pages == everybody.pages - 3


def test_an_omitted_item_leaves_no_word_and_the_others_keep_their_numbers() -> None:
    pack = bind(item(4, tagged()), item(5, tagged(1, "Secret words"), title="Hidden", omitted=True), item(6, tagged()))
    words = " ".join(text_of(pack.data))
    assert "Hidden" not in words
    assert "Secret words" not in words
    assert len(pack.papers) == 2
    assert "Item 6" in words


def test_what_people_write_is_shown_as_written_and_never_run() -> None:
    title = '#panic("x") $ <label> @ref _em_ \\ "quoted" 𝒳 \u202e\x00\ud800 ' + "long " * 200
    pack = bind(
        Item(1, title, lead=title, purpose=Purpose.DECIDE, papers=(Paper(title, "a.pdf", tagged(), title, title),)),
        Item(2, "Audit", papers=(NotAttached("Summary", "It is brought to the meeting."),)),
    )
    words = " ".join(text_of(pack.data)[0].split())
    assert '#panic("x") $ <label> @ref _em_' in words
    assert "Summary: It is brought to the meeting." in words
    assert _faults(pack.data) == []


def test_a_hidden_layer_stays_hidden() -> None:
    pdf = blank()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Comments")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L0=layer)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/OC /L0 BDC BT /F1 24 Tf 50 50 Td (Hidden) Tj ET EMC")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    with pikepdf.open(BytesIO(bind(item(1, saved(pdf))).data)) as made:
        hidden = made.Root.OCProperties.D.OFF
        assert [str(each.Name) for each in hidden] == ["Comments"]
        assert made.pages[2].Resources.XObject.PlaitPaper.Resources.Properties.L0.objgen == hidden[0].objgen
