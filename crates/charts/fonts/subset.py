"""Makes the fonts of this folder: python subset.py FOLDER_OF_NOTO_SANS_ARABIC FOLDER_OF_NOTO_SANS (pip install fonttools)."""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

ARABIC = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x600, 0x700)) | set(map(ord, "‐‑‒–—‘’“”…•\u200c\u200d\u200e\u200f"))
SIGNS = set(map(ord, "−µμσ≥≤±≈∞→←⁰¹²³⁴⁵⁶⁷⁸⁹½¼\u202a\u202b\u202c"))
# Its own is as short as a hyphen.
OTHERWISE = {ord("−")}
HINTS = ["gasp", "prep", "fpgm", "cvt "]
LAYOUT = ["GSUB", "GPOS", "GDEF", "kern"]


def subset(font, letters, features, without):
    options = Options(layout_features=features, hinting=False, notdef_outline=True, glyph_names=False)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += without
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


arabic_folder, latin_folder = map(Path, sys.argv[1:])
with tempfile.TemporaryDirectory() as place:
    for weight, number in (("Regular", "400Regular"), ("Bold", "700Bold")):
        arabic = TTFont(arabic_folder / number / f"NotoSansArabic_{number}.ttf")
        signs = TTFont(latin_folder / f"NotoSans-{weight}.ttf")
        letters = (ARABIC | SIGNS) & set(arabic.getBestCmap()) - OTHERWISE
        subset(arabic, letters, ["*"], [*HINTS, "STAT"])
        scale_upem(signs, arabic["head"].unitsPerEm)
        subset(signs, SIGNS - letters, [], [*HINTS, *LAYOUT])
        parts = []
        for name, font in (("arabic", arabic), ("signs", signs)):
            parts.append(f"{place}/{name}.ttf")
            font.save(parts[-1])
        Merger().merge(parts).save(Path(__file__).with_name(f"NotoSansArabic-{weight}.ttf"))
