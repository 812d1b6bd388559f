"""The fonts that cards are lettered in: found on the machine, never shipped with the bot."""

import importlib.util
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

REGULAR = 400
BOLD = 700

# Tried in this order for each character; the first that covers it letters it. File names differ between Debian's
# packages, Python's packages and Google's downloads only in what follows these stems.
_FAMILIES = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansDevanagari",
    "NotoSansCJK",
    "NotoSansJP",
    "NotoSansSC",
    "NotoSansKR",
    "NotoEmoji",
    "NotoSansThai",
    "NotoSansBengali",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansEthiopic",
    "NotoSansSymbols",
    "NotoSansSymbols2",
    "NotoSansMath",
    "DejaVuSans",
)
_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_ENDINGS = {
    REGULAR: ("[wght]", "[wdth,wght]", "-VF", "-Regular", ""),
    BOLD: ("[wght]", "[wdth,wght]", "-VF", "-Bold", "-Regular", ""),
}
# What Pillow's own font is sure to have.
_LATIN = frozenset(range(0x20, 0x100))
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otf.ttc")


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a family in one weight; without a path it is the small font that Pillow brings."""

    path: Path | None
    weight: int


@cache
def font_files(weight: int) -> tuple[FontFile, ...]:
    """Return the fonts at hand in the order in which they are tried, Pillow's own last; never empty."""
    at_hand = _files_by_stem()
    found = (
        next((at_hand[family + ending] for ending in _ENDINGS[weight] if family + ending in at_hand), None)
        for family in _FAMILIES
    )
    return (*(FontFile(path, weight) for path in found if path), FontFile(None, weight))


@lru_cache(maxsize=128)
def sized(file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    """Return the font at ``size`` pixels, a variable font set to its weight."""
    if file.path is None:
        plain = ImageFont.load_default(size)
        if not isinstance(plain, ImageFont.FreeTypeFont):
            raise RuntimeError("Pillow was built without FreeType")
        return plain
    font = ImageFont.truetype(str(file.path), size)
    with suppress(OSError):
        axes = font.get_variation_axes()
        weighs = [(axis["name"] or b"").decode(errors="replace").casefold() == "weight" for axis in axes]
        values: list[float] = [
            file.weight if each else axis["default"] or 0 for each, axis in zip(weighs, axes, strict=True)
        ]
        font.set_variation_by_axes(values)
    return font


@cache
def covered(file: FontFile) -> frozenset[int]:
    """Return the code points that the font has pictures for."""
    if file.path is None:
        return _LATIN
    number = 0 if file.path.suffix == ".ttc" else -1
    with TTFont(file.path, lazy=True, fontNumber=number) as font:
        return frozenset(font.getBestCmap() or ())


def shapes_scripts(font: ImageFont.FreeTypeFont) -> bool:
    """Return whether letters are joined and turned (by Raqm); where not, Arabic is legible at best."""
    return font.layout_engine == ImageFont.Layout.RAQM


@cache
def _files_by_stem() -> dict[str, Path]:
    specs = [importlib.util.find_spec(package) for package in _FONT_PACKAGES]
    folders = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    folders += [folder for folder in map(Path, _system_folders()) if folder.is_dir()]
    by_name: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.name.endswith(_SUFFIXES):
            by_name.setdefault(path.name.split(".")[0], path)
    return by_name


def _system_folders() -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("/Library/Fonts", os.path.expanduser("~/Library/Fonts"))
    if sys.platform == "win32":
        return (os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),)
    return ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))
