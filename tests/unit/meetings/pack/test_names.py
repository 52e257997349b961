import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.meetings.pack.names import LONGEST, paper_name, paper_names


@pytest.mark.parametrize(
    ("item", "title", "file", "version", "name"),
    [
        (7, "Neglect report", "draft final FINAL.DOCX", "version 2", "07 Agenda Item 7 - Neglect report v2.docx"),
        (7, "Neglect report v2.docx", "x.docx", "v2", "07 Agenda Item 7 - Neglect report v2.docx"),
        (12, 'What now? A/B: "plan"', "con.pdf", "", "12 Agenda Item 12 - What now A B plan.pdf"),
        (3, "  ...  ", "scan", "", "03 Agenda Item 3"),
        (3, "Chart\u202efdp.exe", "a.pdf", "", "03 Agenda Item 3 - Chart fdp.exe.pdf"),
    ],
)
def test_a_paper_is_named_by_its_item_title_and_version(
    item: int, title: str, file: str, version: str, name: str
) -> None:
    assert paper_name(item, title, file, version) == name


def test_papers_of_one_name_are_told_apart_whatever_their_capitals() -> None:
    names = paper_names([(1, "Plan", "a.pdf", "v1"), (1, "PLAN", "b.pdf", "v1"), (1, "plan", "c.pdf", "a" * 30)] * 2)
    assert names[:2] == ["01 Agenda Item 1 - Plan v1.pdf", "01 Agenda Item 1 - PLAN v1 (2).pdf"]
    assert len({name.casefold() for name in names}) == 6


@given(st.integers(1, 99), st.text(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_every_name_is_safe_on_windows_and_in_sharepoint(item: int, title: str, file: str, version: str) -> None:
    name = paper_name(item, title, file, version)
    assert len(name) <= LONGEST
    assert not re.search(r'["*:<>?/\\|#%~\x00-\x1f\u202a-\u202e]', name)
    assert name.startswith(f"{item:02d} Agenda Item {item}")
    assert name == name.strip(" .")
