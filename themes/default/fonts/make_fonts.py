"""Make the fonts of the default theme: see README.md beside this file.

usage: make_fonts.py EXPO_NEWSREADER EXPO_SOURCE_SANS FONTSOURCE_NEWSREADER FONTSOURCE_SOURCE_SANS OUT_TTF OUT_WOFF2
(the four folders are unpacked npm packages, each the folder named "package").
"""

import glob
import os
import sys
import tempfile

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LATIN = "0000-00FF 0131 0152-0153 02BB-02BC 02C6 02DA 02DC 0304 0308 0329 2000-206F 20AC 2122 2191 2193 2212 2215 FEFF FFFD"
EXTENDED = "0100-024F 0259 1E00-1EFF 20A0-20CF 2113 2C60-2C7F"
GREEK = "0370-03FF"
CYRILLIC = "0400-045F 0490-0491 04B0-04B1 2116"
SYMBOLS = "2190 2192 2194-2199 2202 220F 2211 221A 221E 222B 2248 2260 2264-2265 25A0-25A1 25B2-25B3 25B6 25BC-25BD 25C6-25C7 25CA-25CB 25CF 2610-2611 2713"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
EPOCH = 1_700_000_000  # head.created/modified: the same bytes from every run


def code_points(ranges):
    points = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def subset(font, points):
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def rename(font, family, style, weight):
    """Both originals carry a reserved or a well-known name: the subsets get their own."""
    table = font["name"]
    keep = {n.nameID: n.toUnicode() for n in table.names if n.nameID in (0, 13, 14)}
    table.names = []
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 5: "Version 1.000", 6: postscript} | keep
    for name_id, text in sorted(names.items()):
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].achVendID = "NONE"
    # The weight is in usWeightClass; "regular" or "italic" alone here keeps every face in one family for a font matcher.
    italic = "Italic" in style
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x01 if italic else 0x40)
    font["head"].macStyle = 0x02 if italic else 0
    font["head"].created = font["head"].modified = EPOCH + 2_082_844_800
    font.recalcTimestamp = False
    return font


def save(font, path, flavor=None):
    font.flavor = flavor
    font.save(path)
    print(f"{os.path.getsize(path):7} {os.path.basename(path)}")


def one(pattern):
    found = [path for path in sorted(glob.glob(pattern)) if "Italic" in pattern or "Italic" not in path]
    return found[0]


def main():
    expo_serif, expo_sans, var_serif, var_sans, out_ttf, out_web = sys.argv[1:]
    latin, extended, greek, cyrillic, symbols = map(code_points, (LATIN, EXTENDED, GREEK, CYRILLIC, SYMBOLS))
    everything = latin | extended | greek | cyrillic | symbols

    # Sans for measuring and raster: three static faces with every script.
    for weight, style in ((400, "Regular"), (600, "SemiBold"), (700, "Bold")):
        font = subset(TTFont(one(f"{expo_sans}/{weight}*/*.ttf")), everything)
        save(rename(font, "Wayfare Sans", style, weight), f"{out_ttf}/wayfare-sans-{weight}.ttf")

    # Sans for the site: one variable face per script, weights 400 to 700.
    parts = (("", "latin", latin), ("-latin-ext", "latin-ext", extended), ("-greek", "greek", greek), ("-cyrillic", "cyrillic", cyrillic))
    for suffix, source, points in parts:
        font = TTFont(f"{var_sans}/files/source-sans-3-{source}-wght-normal.woff2")
        font = instantiateVariableFont(subset(font, points), {"wght": (400, 400, 700)})
        save(rename(font, "Wayfare Sans", "Regular", 400), f"{out_web}/wayfare-sans{suffix}.woff2", "woff2")
    font = subset(TTFont(one(f"{expo_sans}/400*/*.ttf")), symbols)
    save(rename(font, "Wayfare Sans", "Regular", 400), f"{out_web}/wayfare-sans-symbols.woff2", "woff2")

    # Serif text: static faces, optical size 16.
    for folder, style, suffix in (("400Regular", "Regular", "400"), ("400Regular_Italic", "Italic", "400-italic")):
        path = glob.glob(f"{expo_serif}/{folder}/*.ttf")[0]
        name = f"wayfare-serif-{suffix}"
        save(rename(subset(TTFont(path), latin | extended | symbols), "Wayfare Serif", style, 400), f"{out_ttf}/{name}.ttf")
        save(rename(subset(TTFont(path), latin), "Wayfare Serif", style, 400), f"{out_web}/{name}.woff2", "woff2")
        save(rename(subset(TTFont(path), extended), "Wayfare Serif", style, 400), f"{out_web}/{name}-latin-ext.woff2", "woff2")

    # Serif headlines: the display cut (optical size 48), which only the variable files have, in two parts.
    cuts = []
    with tempfile.TemporaryDirectory() as scratch:
        for source, points in (("latin", latin), ("latin-ext", extended)):
            font = TTFont(f"{var_serif}/files/newsreader-{source}-opsz-normal.woff2")
            font = subset(instantiateVariableFont(font, {"wght": 600, "opsz": 48}), points)
            suffix = "" if source == "latin" else "-latin-ext"
            save(rename(font, "Wayfare Serif", "SemiBold", 600), f"{out_web}/wayfare-serif-600{suffix}.woff2", "woff2")
            font.flavor = None
            cuts.append(f"{scratch}/{source}.ttf")
            font.save(cuts[-1])
        merged = Merger().merge(cuts)
        save(rename(merged, "Wayfare Serif", "SemiBold", 600), f"{out_ttf}/wayfare-serif-600.ttf")


main()
