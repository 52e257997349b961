"""How a document is spoilt: its bytes, its words and marks, and, of a packed one, the parts inside."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from hypothesis import strategies as st

from tests.fuzz.elements import spoilt_tree
from tests.fuzz.samples import MAKERS, packed, samples

XML = re.compile(rb"<[^<>]*>|[^<>]+")
TOKENS = {
    "docx": XML,
    "odt": XML,
    "html": XML,
    "rtf": re.compile(rb"\\[a-zA-Z]+-?\d* ?|\\'..|\\.|[{}]|[^\\{}]+", re.DOTALL),
    "eml": re.compile(rb"[^\n]*\n"),
    "txt": re.compile(rb"[^\s]+|\s+"),
    "md": re.compile(rb"[^\s]+|\s+"),
    "pdf": re.compile(rb"[^\s\[\]<>()/]+|[\s\[\]<>()/]"),
}
NASTY = [
    b'', b'\x00', b'\xff\xfe', b'\xed\xa0\x80', b'-1', b'0', b'99999999999999999999', b'2147483648', b'1e400', b'NaN',
    b'&a;', b'&#0;', b'&#xD800;', b'<!DOCTYPE x [<!ENTITY a "aa">]>', b'<', b'>', b'"', b"'", b'{', b'}', b'\\',
    b'\\bin9 ', b'\\u-1 ', b'\\uc99 ', b'\\row ', b'\\cell ', b'\\itap9 ', b'\\nestrow ', b'{\\*\\x ',
    b'<table><tr><td>', b'</table>', b'<td>', b'<ol start=9999999999>', b'<li value=-5>', b'<del>',
    b'<td rowspan=99999 colspan=99999>', b'<w:tbl><w:tr><w:tc>', b'</w:tbl>', b"<w:gridSpan w:val='99999999'/>",
    b'<w:ins>', b'<text:list><text:list-item>', b'</text:list>', b'Content-Type: multipart/mixed; boundary="outer"\n',
    b'Content-Transfer-Encoding: x-uuencode\n', b'Content-Type: text/html; charset="utf-7"\n', b'--outer\n',
    b'--inner--\n', b'Date: 99 Foo 99999\n', b"Content-Type: text/plain; charset*=x''%ff\n", b'From: =?x?b?//?=\n',
    b'Action:', b'31 February 2025', b'25:99', b'\t', b'\x0c', b'\r', b'\n', b'|', b'> ', b'(', b')', b'[', b']',
    b'\xe2\x98\x92 ', b"A" * 5000, b"1." * 300, b"( " * 300, b'/Rotate 90', b'/Count -1', b'Tm', b'0 0 0 0 0 0 Tm',
    b'1e38', b'stream', b'endobj', b'3 0 R',
]  # fmt: skip
KINDS = ["delete", "double", "many", "swap", "nasty", "insert", "bytes", "cut", "move", "nest"]
Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 65_535), st.integers(0, 65_535)), min_size=1, max_size=12
)


@dataclass(frozen=True)
class Spoilt:
    """A document and what was done to it; `steps` suffice to make it again."""

    form: str
    sample: int
    how: str  # of a packed file: "tree" for the elements of a part, "words" for its text, "outside" for the packing
    part: int
    steps: tuple[Step, ...]
    name: str

    @property
    def data(self) -> bytes:
        whole = samples(self.form)[self.sample]
        if self.form not in ("docx", "odt") or self.how == "outside":
            return spoilt(whole, TOKENS[self.form], self.steps)
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        xml = sorted((name for name in parts if name.endswith((".xml", ".rels"))), key=lambda n: -len(parts[n]))
        name = xml[self.part % len(xml)]
        if self.how == "tree":
            parts[name] = spoilt_tree(parts[name], self.steps)
        else:
            parts[name] = spoilt(parts[name], TOKENS[self.form], self.steps)
        return packed(parts)


def spoilt(data: bytes, words: re.Pattern[bytes], steps: tuple[Step, ...]) -> bytes:
    """`data` cut into its words, these moved, doubled, lost or made nasty, and put together again."""
    tokens = words.findall(data)
    for kind, where, how in steps:
        if not tokens:
            break
        _STEPS[kind](tokens, where % len(tokens), how)
    return b"".join(tokens)


def _swap(tokens: list[bytes], at: int, how: int) -> None:
    other = how % len(tokens)
    tokens[at], tokens[other] = tokens[other], tokens[at]


def _move(tokens: list[bytes], at: int, how: int) -> None:
    taken = tokens[at : at + 1 + how % 40]
    del tokens[at : at + len(taken)]
    place = how % (len(tokens) + 1)
    tokens[place:place] = taken


def _bytes(tokens: list[bytes], at: int, how: int) -> None:
    old = bytearray(tokens[at] or b" ")
    old[how % len(old)] = how // 7 % 256
    tokens[at] = bytes(old)


def _many(tokens: list[bytes], at: int, how: int) -> None:
    tokens[at:at] = tokens[at : at + 1 + how % 5] * (2 + how % 60)


def _nest(tokens: list[bytes], at: int, how: int) -> None:
    """The same opening again and again, and nothing that closes it."""
    tokens[at:at] = [tokens[at]] * (1 + how % 1_500)


_STEPS = {
    "delete": lambda tokens, at, how: tokens.__delitem__(slice(at, at + 1 + how % 6)),
    "double": lambda tokens, at, how: tokens.insert(at, tokens[at]),
    "many": _many,
    "swap": _swap,
    "nasty": lambda tokens, at, how: tokens.__setitem__(at, NASTY[how % len(NASTY)]),
    "insert": lambda tokens, at, how: tokens.insert(at, NASTY[how % len(NASTY)]),
    "bytes": _bytes,
    "cut": lambda tokens, at, how: tokens.__delitem__(slice(max(at, 1), None)),
    "move": _move,
    "nest": _nest,
}


def documents(form: str) -> st.SearchStrategy[Spoilt]:
    """Spoilt documents of one format, now and then under another's name."""
    names = st.sampled_from([f"minutes.{form}"] * 6 + [f"minutes.{other}" for other in MAKERS] + ["minutes"])
    return st.builds(
        Spoilt,
        form=st.just(form),
        sample=st.integers(0, len(MAKERS[form]) - 1),
        how=st.sampled_from(["tree", "tree", "tree", "words", "outside"]),
        part=st.sampled_from([0, 0, 0, 0, 1, 2, 3]),
        steps=STEPS.map(tuple),
        name=names,
    )
