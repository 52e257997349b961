"""How fast and how small reading is. Comparisons are ratios within one run; sizes in megabytes."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import typst

from plait.reading import read
from plait.reading.formats import extract
from plait.reading.live import Sitting, read_item, read_typed

PAGES = 300
PAGE_LINES = 32  # of about 95 characters: a page of 500 words
_TALK = (
    "AT walked members through the quarterly dataset, pausing on re-referrals and on missing episodes. "
    "BO asked whether the rise in the spring was real or came from a change of system, and the group "
    "heard that both districts had counted in the same way since the autumn. "
)
_PEAK = """
import re, sys
from pathlib import Path
from plait.reading import read
read(sys.stdin.buffer.read(), "minutes.pdf")
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""  # the kernel's own high-water mark: getrusage would tell that of the larger parent


def run() -> list[tuple[str, float, str]]:
    """(what was measured, the number, its unit and limit), in the order to print."""
    printed = minutes_pdf(PAGES)
    pages, above = per_page(printed)
    return [
        ("reading text, 100,000 lines against 10,000", lines_ratio(read), "times, at most 11"),
        ("reading Word, 20,000 paragraphs against 2,000", word_ratio(), "times, at most 11"),
        ("reading a table of actions, 4,000 rows against 400", table_ratio(), "times, at most 11"),
        (f"a PDF page above its bare positioned text ({pages} pages)", above, "ms, at most 3"),
        (f"peak memory of reading {pages} pages", peak_memory(printed), "MB, under 300"),
    ]


def item_again() -> float:
    """Milliseconds to read one item of twenty lines with the roll of its meeting."""
    typed = minutes_text(PAGE_LINES * 20).decode()
    known = read_typed(typed)
    sitting = Sitting(known.attendees, known.date)
    item = "\n".join(typed.split("\n")[6:26])
    return seconds(lambda: read_item(item, sitting), 20) * 1000


def typed_again() -> float:
    """Milliseconds to read twenty typed pages, head and attendance included."""
    typed = minutes_text(PAGE_LINES * 20).decode()
    return seconds(lambda: read_typed(typed), 10) * 1000


def lines_ratio(step: Callable[[bytes, str], object]) -> float:
    """How many times longer ten times as many lines take."""
    few, many = minutes_text(10_000), minutes_text(100_000)
    return seconds(lambda: step(many, "minutes.txt"), 2) / seconds(lambda: step(few, "minutes.txt"), 5)


def word_ratio() -> float:
    few, many = minutes_word(2_000), minutes_word(20_000)
    return seconds(lambda: extract(many, "minutes.docx"), 2) / seconds(lambda: extract(few, "minutes.docx"), 5)


def table_ratio() -> float:
    few, many = table_of_actions(400), table_of_actions(4_000)
    return seconds(lambda: read(many, "minutes.html"), 2) / seconds(lambda: read(few, "minutes.html"), 5)


def per_page(printed: bytes) -> tuple[int, float]:
    """Pages, and milliseconds a page that `extract` takes above every character with its box."""
    pages = bare(printed)
    plain = seconds(lambda: bare(printed), 3)
    whole = seconds(lambda: extract(printed, "minutes.pdf"), 3)
    return pages, (whole - plain) * 1000 / pages


def bare(printed: bytes) -> int:
    """What the library itself takes for all characters with their boxes; the number of pages."""
    with pypdfium2.PdfDocument(printed) as document:
        box = pdfium.FS_RECTF()
        for page in document:
            text = page.get_textpage()
            for place in range(text.count_chars()):
                pdfium.FPDFText_GetUnicode(text.raw, place)
                pdfium.FPDFText_GetLooseCharBox(text.raw, place, box)
            text.close()
            page.close()
        return len(document)


def peak_memory(printed: bytes) -> float:
    """Megabytes that a process reading these pages holds at most."""
    ended = subprocess.run([sys.executable, "-c", _PEAK], input=printed, capture_output=True, check=True)
    return int(ended.stdout) / 1024


def seconds(step: Callable[[], object], times: int) -> float:
    """Processor time of the best of several runs: what a neighbour on the machine does is not counted."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        began = time.process_time()
        step()
        best = min(best, time.process_time() - began)
    return best


def minutes_text(lines: int) -> bytes:
    head = [
        "Marlshire Oversight Group",
        "Minutes, 8 May 2025",
        "Present:",
        "Ada Thorne (AT), Police",
        "Ben Okoro (BO), Health",
    ]
    rows = [_row(number) for number in range(lines - len(head))]
    return "\n".join(head + rows).encode()


def _row(number: int) -> str:
    if number % 20 == 0:
        return f"{number // 20 + 1}. Point {number // 20 + 1} of the agenda"
    if number % 20 == 19:
        return f"Action: BO to send list number {number} to every member by 30 June 2025."
    return _TALK[:98]


def table_of_actions(rows: int) -> bytes:
    """A page whose actions all stand in one table, as a tracker kept beside the minutes has them."""
    head = "".join(f"<p>{line}</p>" for line in minutes_text(5).decode().split("\n"))
    cells = "".join(
        f"<tr><td>{row}.</td><td>Send list {row} to every member by 30 June 2025</td><td>BO</td></tr>"
        for row in range(rows)
    )
    top = "<tr><th>Item</th><th>Action</th><th>Owner</th></tr>"
    return f"<html><body>{head}<table>{top}{cells}</table></body></html>".encode()


def minutes_word(paragraphs: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{_row(number)}</w:t></w:r></w:p>" for number in range(paragraphs))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


def minutes_pdf(pages: int) -> bytes:
    """Minutes in an item table that runs over so many pages, with a footer in every sentence's way."""
    cell = f"{_TALK * 3} \\ {_TALK * 2} \\ *Action:* BO to send the list to every member by 30 June 2025."
    rows = ", ".join(f"[{n}.], [*Point {n}* \\ {cell}]" for n in range(1, 3))
    page = f"#table(columns: (1.5cm, 1fr), {rows})\n#pagebreak(weak: true)\n"
    top = '#set page("a4", footer: [Marlshire Oversight Group #h(1fr) Page #context counter(page).display()])\n'
    return bytes(typst.compile((top + page * pages).encode()))


if __name__ == "__main__":
    for what, number, unit in run():
        print(f"{what}: {number:.2f} {unit}")
