"""Draws the mark: three strands, each a sine laid down the page in cubic curves, over while it moves outwards.

Writes the files of `plait/web/static/plait` and the partial `web/mark.html`. Run by build.sh.
"""

from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "plait" / "web"
STATIC = WEB / "static" / "plait"
WIDTH, HEIGHT, MIDDLE, REACH, QUARTER = 26, 34, 13.0, 10.2, 10.8
STRAND, GAP = 5.4, 8.0
# Control points of a quarter of a sine, from the middle (0, 0) to the edge (1, 1).
NEAR, FAR = (0.5123, 0.3261), (1.0, 0.6381)
STRANDS = (("#17505f", -5.6, 1), ("#b9770e", -20.0, 1), ("#6e3b66", -12.8, -1))
Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


def outwards(top: float, side: int) -> Curve:
    """From the middle at height `top` to the right (1) or left (-1) edge, a quarter lower."""

    def at(across: float, down: float) -> Point:
        return MIDDLE + side * REACH * across, top + QUARTER * down

    return at(0, 0), at(*NEAR), at(*FAR), at(1, 1)


def inwards(top: float, side: int) -> Curve:
    """From the edge at height `top` back to the middle: the way out, upside down."""
    turned = [(x, 2 * top + QUARTER - y) for x, y in outwards(top, side)]
    return turned[3], turned[2], turned[1], turned[0]


def shorter(curve: Curve, cut: float) -> Curve:
    """The same curve without its ends: a gap there would cut the strand itself."""

    def split(points: Curve, t: float) -> tuple[Curve, Curve]:
        def mix(a: Point, b: Point) -> Point:
            return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

        a, b, c, d = points
        ab, bc, cd = mix(a, b), mix(b, c), mix(c, d)
        abc, bcd = mix(ab, bc), mix(bc, cd)
        middle = mix(abc, bcd)
        return (a, ab, abc, middle), (middle, bcd, cd, d)

    rest = split(curve, cut)[1]
    return split(rest, 1 - cut / (1 - cut))[0]


def path(*curves: Curve) -> str:
    def point(p: Point) -> str:
        return f"{round(p[0], 2):g} {round(p[1], 2):g}"

    parts = [f"M{point(curves[0][0])}"]
    parts += [f"C{point(b)} {point(c)} {point(d)}" for _, b, c, d in curves]
    return "".join(parts)


def visible(top: float) -> bool:
    return top < HEIGHT + STRAND and top + QUARTER > -STRAND


def drawn() -> tuple[list[tuple[str, str]], list[str], list[tuple[str, str]]]:
    """Strands going under, gaps, strands going over: (colour, path), path, (colour, path)."""
    under, gaps, over = [], [], []
    for colour, start, first in STRANDS:
        for turn in range(4):
            top, side = start + turn * 2 * QUARTER, first * (-1) ** turn
            if visible(top):
                over.append((colour, path(outwards(top, side))))
                gaps.append(path(shorter(outwards(top, side), 0.07)))
            if visible(top + QUARTER):
                under.append((colour, path(inwards(top + QUARTER, side))))
    return under, gaps, over


def strokes(lines: list[tuple[str, str]], only: str) -> str:
    by_colour: dict[str, str] = {}
    for colour, line in lines:
        by_colour[only or colour] = by_colour.get(only or colour, "") + line
    return "".join(f'<path d="{line}" stroke="{colour}"/>' for colour, line in by_colour.items())


def svg(only: str = "", box: str = f"0 0 {WIDTH} {HEIGHT}", label: bool = True) -> str:
    """One mark; gaps are cut out, so it stands on any ground. `only` draws all strands in one colour."""
    under, gaps, over = drawn()
    named = ' role="img" aria-label="Plait"' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{named} fill="none" stroke-width="{STRAND}">'
        '<mask id="m" maskUnits="userSpaceOnUse" x="-5" y="-5" width="40" height="50">'
        '<path d="M-5-5h40v50h-40z" fill="#fff"/>'
        f'<path d="{"".join(gaps)}" stroke="#000" stroke-width="{GAP}"/></mask>'
        f'<clipPath id="c"><path d="M0 0h{WIDTH}v{HEIGHT}h-{WIDTH}z"/></clipPath><g clip-path="url(#c)">'
        f'<g mask="url(#m)">{strokes(under, only)}</g>{strokes(over, only)}</g></svg>\n'
    )


def inline() -> str:
    """For the head of a page: no ids, gaps in the white of the page, hidden from those who listen."""
    under, gaps, over = drawn()
    return (
        "{% comment %}The mark, 26 by 34, on white. Always beside the word Plait. "
        "Drawn by frontend/mark.py.{% endcomment %}\n"
        f'<svg class="pl-mark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" fill="none" '
        f'stroke-width="{STRAND}" aria-hidden="true" focusable="false">{strokes(under, "")}'
        f'<path d="{"".join(gaps)}" stroke="#fff" stroke-width="{GAP}"/>{strokes(over, "")}</svg>\n'
    )


if __name__ == "__main__":
    (STATIC / "mark.svg").write_text(svg())
    (STATIC / "mark-one-colour.svg").write_text(svg(only="#17222b"))
    (STATIC / "favicon.svg").write_text(svg(box=f"-4 0 {HEIGHT} {HEIGHT}"))
    (WEB / "templates" / "web" / "mark.html").write_text(inline())
