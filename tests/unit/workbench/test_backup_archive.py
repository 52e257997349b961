"""The archive alone: whole or not there, and never believed."""

import json
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.core.refusals import Refusal
from plait.workbench.backups.archive import MANIFEST, check, lines, reading, writing
from plait.workbench.backups.manifest import Manifest

ROWS = [json.dumps([number, f"Row {number} of Marlshire"]).encode() for number in range(200)]
PAPER = b"The paper on neglect. " * 50


def write(target: Path) -> Manifest:
    with writing(target) as writer:
        manifest = Manifest(
            plait="1.0",
            made_at=datetime(2026, 10, 14, 9, 30, tzinfo=UTC).isoformat(),
            database="sqlite",
            head="",
            migrations=["people.0001_initial"],
            tables=[writer.table("people_person", ["id", "name"], ROWS)],
            files=[writer.file(PAPER)],
        )
        writer.close(manifest)
    return manifest


def rewritten(source: Path, target: Path, **changed: bytes | None) -> Path:
    """The same archive with parts changed (or left out, where None) and others added."""
    with ZipFile(source) as held, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name in held.namelist():
            data = changed.pop(name, held.read(name))
            if data is not None:
                out.writestr(name, data)
        for name, data in changed.items():
            out.writestr(name, data or b"")
    return target


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archives") / "whole.zip"
    write(path)
    return path


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    manifest = write(tmp_path / "one.zip")
    assert check(tmp_path / "one.zip") == manifest
    with reading(tmp_path / "one.zip") as held:
        assert [line.rstrip() for line in lines(held, manifest.tables[0])] == ROWS


def test_only_its_owner_may_read_it(whole: Path) -> None:
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600


def test_an_archive_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    there = tmp_path / "one.zip"
    there.write_bytes(b"an older one")
    with pytest.raises(Refusal, match="exists already"):
        write(there)
    assert there.read_bytes() == b"an older one"


def test_what_stops_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def rows() -> list[bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "one.zip") as writer:
        writer.table("people_person", ["id"], rows())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="does not exist"):
        write(tmp_path / "nowhere" / "one.zip")


def test_a_back_up_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no back-up"):
        check(tmp_path / "none.zip")


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_back_up_cut_off_anywhere_is_refused(whole: Path, tmp_path: Path, kept: float) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * kept)])
    with pytest.raises(Refusal, match="damaged or not complete"):
        check(cut)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_wrong_byte_is_refused_or_changed_nothing_that_matters(
    whole: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """A byte of the zip's own dates or gaps may differ; then every checksum is still the one that was written."""
    right = bytearray(whole.read_bytes())
    place = data.draw(st.integers(0, len(right) - 1))
    right[place] ^= data.draw(st.integers(1, 255))
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(right)
    told = None
    with suppress(Refusal):
        told = check(spoilt)
    assert told is None or told == check(whole)


def test_a_part_whose_content_was_exchanged_is_named(whole: Path, tmp_path: Path) -> None:
    other = rewritten(whole, tmp_path / "other.zip", **{"tables/people_person.jsonl": b'[1,"Somebody else"]\n'})
    with pytest.raises(Refusal, match=r"tables/people_person\.jsonl is not what was written"):
        check(other)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "files/../x", "tables/more.jsonl", "C:\\x"])
def test_a_part_that_is_not_in_the_list_is_refused_whatever_its_name(whole: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="1 parts too many"):
        check(rewritten(whole, tmp_path / "more.zip", **{name: b"x"}))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["more.zip"]


def test_a_missing_part_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="1 missing"):
        check(rewritten(whole, tmp_path / "less.zip", **{"tables/people_person.jsonl": None}))


@pytest.mark.parametrize(
    "table", ["../people_person", "people_person; DROP TABLE x", 'people"person', "", "People", 7, None]
)
def test_a_table_name_that_is_none_is_refused(whole: Path, tmp_path: Path, table: object) -> None:
    told = json.loads(ZipFile(whole).read(MANIFEST))
    told["tables"][0]["name"] = table
    with pytest.raises(Refusal, match="list of contents cannot be read"):
        check(rewritten(whole, tmp_path / "named.zip", **{MANIFEST: json.dumps(told).encode()}))


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff\xfe", b"{}", b'{"format": 1}', b"[" * 100_000])
def test_a_list_of_contents_that_is_none_is_refused(whole: Path, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refusal, match="back-up"):
        check(rewritten(whole, tmp_path / "listed.zip", **{MANIFEST: data}))


def test_a_later_format_says_so(whole: Path, tmp_path: Path) -> None:
    told = json.loads(ZipFile(whole).read(MANIFEST)) | {"format": 2}
    with pytest.raises(Refusal, match="of format 2 and this Plait reads format 1"):
        check(rewritten(whole, tmp_path / "later.zip", **{MANIFEST: json.dumps(told).encode()}))


def test_a_bomb_is_read_no_further_than_the_list_says(whole: Path, tmp_path: Path) -> None:
    bomb = rewritten(whole, tmp_path / "bomb.zip", **{"tables/people_person.jsonl": b"0" * 200_000_000})
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(Refusal, match="is not what was written"):
        check(bomb)
