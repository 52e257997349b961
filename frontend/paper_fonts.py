"""Puts the two halves of each weight of the typeface into one file that typst can read.

python3 paper_fonts.py (needs fonttools and brotli; after build.sh). The result is kept in the repository, with the
licence: plait/meetings/pack/fonts.
"""

import io
import shutil
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "plait/web/static/plait"
OUT = HERE.parent / "plait/meetings/pack/fonts"
WEIGHTS = {"400": "Regular", "600": "SemiBold", "700": "Bold"}


def half(part: str, weight: str) -> io.BytesIO:
    """One half as TrueType: the web's packing taken off."""
    font = TTFont(SOURCE / f"fonts/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2")
    font.flavor = None
    made = io.BytesIO()
    font.save(made)
    made.seek(0)
    return made


for weight, name in WEIGHTS.items():
    merged = Merger().merge([half("latin", weight), half("latin-ext", weight)])
    merged.save(OUT / f"AtkinsonHyperlegibleNext-{name}.ttf")
shutil.copyfile(SOURCE / "licences/atkinson-hyperlegible-next.txt", OUT / "OFL.txt")
