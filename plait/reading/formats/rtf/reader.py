"""The words of rich text in order: where they go, and how they are set."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from plait.reading.formats.rtf import alphabets, commands
from plait.reading.formats.rtf.commands import Place
from plait.reading.formats.rtf.fonts import Fonts
from plait.reading.formats.rtf.story import CellShape, Setting, Shape, Story
from plait.reading.formats.rtf.styles import Styles
from plait.reading.formats.rtf.tokens import What, tokens
from plait.reading.refusals import Unreadable

_DEEPEST: Final = 5_000  # groups in groups
_MOST_ASIDES: Final = 5_000  # footnotes and text boxes


@dataclass(frozen=True, slots=True)
class Group:
    """What holds until the group ends. `unicode_skip` letters follow each \\u for older programs."""

    place: Place
    story: Story
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    struck: bool = False
    alphabet: str | None = None
    unicode_skip: int = 1


class Reader:
    """`text`, `header`, `asides` (footnotes, text boxes), `changed`, `struck` and `pictures` hold what was found."""

    def __init__(self) -> None:
        self.text = Story()
        self.header: Story | None = None
        self.asides: list[Story] = []
        self.changed = False
        self.struck = False
        self.pictures = False
        self._page = "cp1252"
        self._fonts = Fonts()
        self._styles = Styles()
        self._now = Group(Place.TEXT, self.text)
        self._around: list[Group] = []
        self._optional = False  # after \*: a destination that older programs leave out
        self._skip = 0  # letters still to be left out after \u
        self._bytes = bytearray()

    def read(self, data: bytes) -> None:
        """Takes the whole file. Raises `Unreadable`: damaged, too_large."""
        for what, word, number, content in tokens(data):
            if what is What.BYTES:
                self._take_bytes(content)
                continue
            self._flush()
            if what is What.OPEN:
                self._open()
            elif what is What.CLOSE:
                if not self._close():
                    break
            elif what is What.SIGN:
                self._sign(word)
            else:
                self._command(word, number)
        self._flush()

    def _open(self) -> None:
        if len(self._around) >= _DEEPEST:
            raise Unreadable("damaged")
        self._around.append(self._now)
        self._skip = 0

    def _close(self) -> bool:
        """False after the last group: what follows is no part of the text."""
        if self._now.place is Place.STYLES:
            self._styles.end()
        self._skip = 0
        if self._around:
            self._now = self._around.pop()
        return bool(self._around)

    def _take_bytes(self, content: bytes) -> None:
        self._optional = False
        if self._skip:
            skipped = min(self._skip, len(content))
            self._skip -= skipped
            content = content[skipped:]
        if self._now.place is not Place.NOTHING:
            self._bytes += content

    def _flush(self) -> None:
        if self._bytes:
            text = alphabets.text_of(bytes(self._bytes), self._now.alphabet or self._page)
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        now = self._now
        if now.place is Place.STYLES:
            self._styles.say(text)
        elif now.place is Place.LABEL:
            if not now.hidden and not now.deleted:
                now.story.label = commands.label((now.story.label or "") + text)
        elif now.place is Place.TEXT and not now.hidden and not now.deleted:
            if now.struck and text.strip():
                self.struck = True
            else:
                now.story.say(text, now.bold)

    def _sign(self, sign: str) -> None:
        self._optional = False
        if sign == "*":
            self._optional = True
        elif self._skip:
            self._skip -= 1
        elif sign in "\r\n":
            self._paragraph()
        elif sign in commands.SIGNS:
            self._say(commands.SIGNS[sign])

    def _command(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if self._skip and word not in commands.PLACES:
            self._skip -= 1
            return
        if word in commands.PLACES or optional:
            self._go(commands.PLACES.get(word, Place.NOTHING), word)
        elif self._now.place is Place.FONTS:
            self._fonts.take(word, number)
        elif self._now.place is Place.STYLES:
            self._styles.take(word, number)
        elif word in commands.LETTERS:
            self._say(commands.LETTERS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif (act := _ACTS.get(word)) is not None and self._holds_for(word):
            act(self, number)

    def _holds_for(self, word: str) -> bool:
        """A label before a paragraph has letters of its own, but says nothing of the paragraph."""
        return self._now.place is Place.TEXT or (self._now.place is Place.LABEL and word in _OF_LETTERS)

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        if 0 < code < 0x110000 and self._now.place is not Place.NOTHING:
            self._say(chr(code))
        self._skip = self._now.unicode_skip

    def _go(self, place: Place, word: str) -> None:
        """What follows in this group belongs to another place than the text around it."""
        if word in ("pict", "nonshppict"):
            self.pictures = True
        if self._now.place is Place.NOTHING and word not in ("ud",):
            return
        if place is Place.ASIDE:
            story = Story()
            if len(self.asides) < _MOST_ASIDES:
                self.asides.append(story)
            self._now = replace(self._now, place=Place.TEXT, story=story)
        elif place is Place.HEADER:
            story = Story()
            self.header = self.header or story
            if word == "headerf":
                self.header = story
            self._now = replace(self._now, place=Place.TEXT, story=story)
        else:
            self._now = replace(self._now, place=place)

    def _paragraph(self) -> None:
        if self._now.place is Place.TEXT:
            self._now.story.end_paragraph(self._heading())

    def _heading(self) -> int:
        setting = self._now.story.setting
        if setting.outline is not None:
            return min(setting.outline + 1, 6) if 0 <= setting.outline < 9 else 0
        return self._styles.heading(setting.style)

    def _cell(self, depth: int | None) -> None:
        story = self._now.story
        if self._now.place is Place.TEXT:
            story.end_cell(self._heading(), depth or max(story.setting.depth, 1))

    def _end_row(self, depth: int) -> None:
        if self._now.place is Place.TEXT:
            self._now.story.end_row(depth)

    def _set(self, **changes: object) -> None:
        self._now = replace(self._now, **changes)  # type: ignore[arg-type]

    def _reset_paragraph(self) -> None:
        self._now.story.setting = Setting()

    def _plain(self) -> None:
        self._set(bold=False, hidden=False, deleted=False, struck=False, alphabet=None)

    def _switch_font(self, number: int | None) -> None:
        self._set(alphabet=self._fonts.alphabet(number or 0))

    def _new_row(self) -> None:
        self._now.story.shape = Shape()

    def _edge(self, right: int) -> None:
        shape = self._now.story.shape
        if len(shape.cells) < 1_000:
            shape.pending.right = right
            shape.cells.append(shape.pending)
        shape.pending = CellShape()

    def _change(self, *, gone: bool, on: bool) -> None:
        self.changed = self.changed or on
        if gone:
            self._set(deleted=on)

    def _set_depth(self, depth: int) -> None:
        self._now.story.setting.depth = min(max(depth, 0), 30)

    def _list(self, *, level: int | None = None, number: int | None = None) -> None:
        setting = self._now.story.setting
        if level is not None:
            setting.level = min(max(level, 0), 8)
        if number is not None:
            setting.listed = number != 0


_OF_LETTERS: Final = frozenset(
    "b v strike striked deleted mvf revised mvt f uc plain ansicpg mac pc pca".split()  # noqa: SIM905
)


def _on(number: int | None) -> bool:
    return number != 0


_ACTS: Final[dict[str, Callable[[Reader, int | None], None]]] = {
    "par": lambda r, n: r._paragraph(),
    "sect": lambda r, n: r._paragraph(),
    "page": lambda r, n: r._paragraph(),
    "cell": lambda r, n: r._cell(1),
    "nestcell": lambda r, n: r._cell(None),
    "row": lambda r, n: r._end_row(1),
    "nestrow": lambda r, n: r._end_row(max(r._now.story.setting.depth, 2)),
    "trowd": lambda r, n: r._new_row(),
    "trleft": lambda r, n: setattr(r._now.story.shape, "left", n or 0),
    "cellx": lambda r, n: r._edge(n or 0),
    "clvmrg": lambda r, n: setattr(r._now.story.shape.pending, "goes_on", True),
    "clmrg": lambda r, n: setattr(r._now.story.shape.pending, "goes_on", True),
    "pard": lambda r, n: r._reset_paragraph(),
    "plain": lambda r, n: r._plain(),
    "intbl": lambda r, n: r._set_depth(max(r._now.story.setting.depth, 1)),
    "itap": lambda r, n: r._set_depth(n or 0),
    "s": lambda r, n: setattr(r._now.story.setting, "style", n or 0),
    "outlinelevel": lambda r, n: setattr(r._now.story.setting, "outline", 9 if n is None else n),
    "ls": lambda r, n: r._list(number=n or 0),
    "ilvl": lambda r, n: r._list(level=n or 0),
    "b": lambda r, n: r._set(bold=_on(n)),
    "v": lambda r, n: r._set(hidden=_on(n)),
    "strike": lambda r, n: r._set(struck=_on(n)),
    "striked": lambda r, n: r._set(struck=_on(n)),
    "deleted": lambda r, n: r._change(gone=True, on=_on(n)),
    "mvf": lambda r, n: r._change(gone=True, on=_on(n)),
    "revised": lambda r, n: r._change(gone=False, on=_on(n)),
    "mvt": lambda r, n: r._change(gone=False, on=_on(n)),
    "f": lambda r, n: r._switch_font(n),
    "uc": lambda r, n: r._set(unicode_skip=min(max(1 if n is None else n, 0), 16)),
    "ansicpg": lambda r, n: setattr(r, "_page", alphabets.of_page(n)),
    "mac": lambda r, n: setattr(r, "_page", "mac_roman"),
    "pc": lambda r, n: setattr(r, "_page", "cp437"),
    "pca": lambda r, n: setattr(r, "_page", "cp850"),
}
