"""Places on a page as a reader sees it: points from the top left corner, the page turned upright."""

from dataclasses import dataclass, field, replace


@dataclass(slots=True)
class Word:
    """Characters without a gap between them. `baseline` is the foot of the letters, `size` the type size.

    `reach` is how far turned text stands above and below its baseline, which is then its middle; 0 for upright text.
    `joints` are where pieces of it touch: the place in the text, the right of the one and the left of the other piece.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    reach: float = 0.0
    joints: tuple[tuple[int, float, float], ...] = ()

    def parted(self, edges: list[float]) -> "list[Word]":
        """The word, cut where pieces of it touch at one of these edges: a cell that is too full runs into the next."""
        for place, right, left in self.joints:
            if any(abs(left - edge) < 0.8 * self.size for edge in edges):
                rest = tuple((p - place, a, b) for p, a, b in self.joints if p > place)
                one = replace(self, text=self.text[:place], right=right, joints=())
                two = replace(self, text=self.text[place:], left=left, joints=rest)
                return [one, *two.parted(edges)]
        return [self]


@dataclass(slots=True)
class Rule:
    """A straight ruled line: at `at` on its own axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What stands on a page before anybody asks what it means."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)  # horizontal: `at` is y
    down: list[Rule] = field(default_factory=list)  # vertical: `at` is x
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """From the file's coordinates to the reader's, for a page turned by `quarters` clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.quarters % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction of the file as the reader sees it; down is positive."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]
