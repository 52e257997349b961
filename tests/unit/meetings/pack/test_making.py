import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from plait.meetings.pack import envelope, making
from plait.meetings.pack.making import make_pack
from plait.meetings.pack.model import MEGABYTE, Bounds, Item, Outcome, Pack, Paper
from plait.reading.sandbox import child
from tests.unit.meetings.pack.papers import AT, HEADING, blank, item, saved, tagged, text_of


def _word(*more: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as parts:
        for name in ("word/document.xml", *more):
            parts.writestr(name, "words")
    return data.getvalue()


def _office(folder: Path, script: str) -> Path:
    """A program that stands where LibreOffice would."""
    (folder / "given.pdf").write_bytes(tagged(1, "From Word"))
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script.format(folder=folder)}\n")
    program.chmod(0o755)
    return program


def _made(*papers: Paper, bounds: Bounds | None = None, office: Path | None = None) -> Pack:
    return make_pack(HEADING, [Item(7, "Neglect", papers=papers)], at=AT, bounds=bounds, office=office)


CONVERTS = "mkdir made && cp {folder}/given.pdf made/paper.pdf && cp -r profile {folder}/profile && env > {folder}/env"


def test_a_word_paper_becomes_pages_without_macros_links_or_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAIT_SECRET_KEY", "three-strands")
    pack = _made(
        Paper("Report", "r.docx", _word()), Paper("Plan", "p.pdf", tagged()), office=_office(tmp_path, CONVERTS)
    )
    assert [paper.outcome for paper in pack.enclosed] == [Outcome.ENCLOSED, Outcome.ENCLOSED]
    assert "Words of From Word" in text_of(pack.data)[pack.enclosed[0].first_page - 1]
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text()
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in settings
    assert "three-strands" not in (tmp_path / "env").read_text()


@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 1", "could not turn it into pages"), ("sleep 30", "took too long"), ("ln -s /etc made", "could not turn")],
)
def test_an_office_that_fails_is_said_on_the_papers_page_and_the_file_attached(
    tmp_path: Path, script: str, said: str
) -> None:
    word = _word()
    pack = _made(
        Paper("Report", "r.docx", word, "version 2"), bounds=Bounds(office_wall=0.5), office=_office(tmp_path, script)
    )
    assert pack.enclosed[0].outcome == Outcome.ATTACHED
    assert said in pack.enclosed[0].said
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        assert list(pdf.attachments) == ["07 Agenda Item 7 - Report v2.docx"]
        assert pdf.attachments["07 Agenda Item 7 - Report v2.docx"].get_file().read_bytes() == word


def test_without_an_office_only_files_that_can_hold_no_macros_are_attached() -> None:
    pack = _made(
        Paper("Same name", "a.docx", _word()),
        Paper("Same name", "b.docx", _word()),
        Paper("With macros", "c.docx", _word("word/vbaProject.bin")),
        Paper("Old", "d.doc", b"\xd0\xcf\x11\xe0 old"),
        Paper("Locked", "e.docx", b"\xd0\xcf\x11\xe0 encrypted"),
        Paper("Cut short", "h.docx", _word()[:-30]),
        Paper("Picture", "f.jpeg", b"\xff\xd8"),
        Paper("Nothing", "g.pdf", b""),
    )
    outcomes = [paper.outcome for paper in pack.enclosed]
    assert outcomes == [Outcome.ATTACHED] * 2 + [Outcome.LEFT_OUT] * 6
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        assert len(pdf.attachments) == 2
    said = [paper.said for paper in pack.enclosed]
    assert "there is no LibreOffice here" in said[0]
    assert "can carry macros" in said[2]
    assert "can carry macros" in said[3]
    assert "locked with a password" in said[4]
    assert "damaged" in said[5]
    assert "a file that ends in .jpeg" in said[6]
    assert "no pages" in said[7]


def test_papers_beyond_the_bounds_are_left_out_with_the_reason() -> None:
    big, small = tagged(), saved(blank())
    bounds = Bounds(paper=len(big) - 1, papers=int(len(small) * 1.5))
    pack = _made(*(Paper(f"P{n}", "a.pdf", data) for n, data in enumerate([small, big, small])), bounds=bounds)
    assert [paper.outcome for paper in pack.enclosed] == [Outcome.ENCLOSED, Outcome.LEFT_OUT, Outcome.LEFT_OUT]
    assert "MB" in pack.enclosed[1].said
    assert "larger than one pack" in pack.enclosed[2].said


@pytest.mark.parametrize("dying", ["dies at once", "dies late"])
def test_a_paper_that_kills_the_reader_is_left_out_and_the_others_stay(
    monkeypatch: pytest.MonkeyPatch, dying: str
) -> None:
    monkeypatch.setattr(making, "MODULE", "tests.unit.meetings.pack.failing_child")
    deadly = tagged() + f"%{dying}".encode()
    pack = _made(Paper("Good", "g.pdf", tagged()), Paper("Deadly", "d.pdf", deadly), Paper("Plan", "p.pdf", tagged(1)))
    assert [paper.pages for paper in pack.enclosed] == [2, 0, 1]
    assert "damaged" in pack.enclosed[1].said


def test_a_page_that_swells_beyond_the_memory_does_not_harm_the_pack() -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(250)) + packer.flush()
    swollen = blank()
    drawing = [swollen.make_stream(data, Filter=pikepdf.Name.FlateDecode) for _ in range(2)]
    swollen.pages[0].obj.Contents = pikepdf.Array(drawing)
    papers = (Paper("Good", "g.pdf", tagged()), Paper("Swollen", "s.pdf", saved(swollen)))
    pack = _made(*papers, bounds=Bounds(memory=400 * MEGABYTE))
    assert [paper.pages for paper in pack.enclosed] == [2, 0]


def test_the_reader_and_the_pack_mean_the_same_by_an_exit_code() -> None:
    assert envelope.TOO_LARGE == child.TOO_LARGE


def test_progress_is_told_paper_by_paper() -> None:
    heard: list[tuple[int, int]] = []
    make_pack(HEADING, [item(1, tagged(), tagged())], at=AT, progress=lambda done, of: heard.append((done, of)))
    assert {of for _, of in heard} == {2}
    assert heard[-1] == (2, 2)


def test_a_meeting_without_items_or_papers_has_a_pack_too() -> None:
    pack = make_pack(HEADING, [], at=AT)
    assert (pack.pages, pack.accessible) == (1, True)
    assert "There are no items on this agenda yet." in text_of(pack.data)[0]
