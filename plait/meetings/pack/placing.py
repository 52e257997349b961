"""Where the page of a paper goes on a page of the pack: upright on A4, made smaller where it must be, never larger.

Lengths in points. A strip above and one below stay free for the marking and the running page number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

A4: Final = (595.28, 841.89)
STRIP: Final = 32.0
_LARGEST: Final = 1e7

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """The pack's page (`width`, `height`), what of the paper's page is seen (`box`), and how its points move."""

    width: float
    height: float
    box: Box
    matrix: Matrix

    def moved(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def moved_box(self, box: Sequence[float]) -> Box:
        """The upright box around `box` after the move, within the page."""
        corners = [self.moved(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [min(max(x, 0.0), self.width) for x, _ in corners]
        ys = [min(max(y, 0.0), self.height) for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def seen(media: Sequence[float] | None, crop: Sequence[float] | None) -> Box:
    """The part of the page that is seen: the crop box within the media box; A4 where neither makes sense."""
    whole = _sound(media) or (0.0, 0.0, *A4)
    cut = _sound(crop)
    if cut is None:
        return whole
    box = (max(whole[0], cut[0]), max(whole[1], cut[1]), min(whole[2], cut[2]), min(whole[3], cut[3]))
    return _sound(box) or whole


def placed(box: Box, rotate: int) -> Placed:
    """`rotate` is the page's own turn, clockwise, in degrees; what is no quarter turn counts as none."""
    turn = rotate % 360 if rotate % 90 == 0 else 0
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if turn in (90, 270):
        wide, high = high, wide
    width, height = A4 if high >= wide else (A4[1], A4[0])
    scale = min(width / wide, (height - 2 * STRIP) / high, 1.0)
    left, low = (width - wide * scale) / 2, (height - high * scale) / 2
    s = scale
    turned: dict[int, Matrix] = {
        0: (s, 0, 0, s, -x0 * s, -y0 * s),
        90: (0, -s, s, 0, -y0 * s, x1 * s),
        180: (-s, 0, 0, -s, x1 * s, y1 * s),
        270: (0, s, -s, 0, y1 * s, -x0 * s),
    }
    a, b, c, d, e, f = turned[turn]
    return Placed(width, height, box, (a, b, c, d, e + left, f + low))


def _sound(box: Sequence[float] | None) -> Box | None:
    """The box with its corners in order, or None where it has no area or no end."""
    if box is None or len(box) != 4 or not all(isfinite(n) and abs(n) < _LARGEST for n in box):
        return None
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else None
