"""Turns drawings with words into pictures, once for each content, with several processes.

Owns the pool of workers, and how a PNG says what it is. Words become outlines before: so a picture takes a
quarter of the time. Must not know what a picture shows.
"""

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor

from citystrategy.cache import Cache, maker
from citystrategy.charts import outlines, painting
from citystrategy.charts.outlines import FONTS, outlined
from citystrategy.charts.painting import COLOURS

WIDTH, HEIGHT = 1200, 630
"""Pixels of a picture beside a shared link."""
FEW = 24
"""Below this many pictures a pool costs more than it brings."""
RIM = 6
"""Steps from the paper to a colour, at the rims of letters and lines."""
GROUNDS = ("paper", "tint", "tint2", "line")
"""Colours so light that they need none."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pictures(wanted: Mapping[str, str], folder: Path, workers: int | None = None) -> dict[str, bytes]:
    """The PNG of every drawing, by its name; made only where the folder lacks it."""
    kept = Cache(folder, _made_by(), lambda content: content.startswith(SIGNATURE))
    names = {name: kept.name(svg) for name, svg in wanted.items()}
    made = {name: content for name, key in names.items() if (content := kept.get(key)) is not None}
    missing = [name for name in wanted if name not in made]
    for name, content in zip(missing, _converted([wanted[name] for name in missing], workers), strict=True):
        kept.put(names[name], content)
        made[name] = content
    kept.sweep()
    return made


def _converted(drawings: list[str], workers: int | None) -> list[bytes]:
    workers = min(workers or os.cpu_count() or 1, len(drawings) // FEW + 1)
    if workers == 1:
        return [picture(svg) for svg in drawings]
    # A fresh process for each worker: V8, on which vl_convert stands, does not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(picture, drawings, chunksize=FEW // 2))


@dataclass(frozen=True)
class Drawn:
    """A drawing with what its pictures say of themselves."""

    svg: str
    texts: Mapping[str, str]
    """By the keywords of PNG."""
    language: str


def both(drawn: Drawn) -> bytes:
    """The SVG of a drawing and, right behind it, its PNG. The work of a worker process."""
    svg = outlined(drawn.svg)
    return svg.encode() + told(_small(_converter().svg_to_png(svg)), drawn.texts, drawn.language)


def parted(content: bytes) -> tuple[bytes, bytes]:
    """SVG and PNG of what `both` made; no text has the signature's first byte."""
    svg, mark, rest = content.partition(SIGNATURE)
    return svg, mark + rest


def _small(png: bytes) -> bytes:
    """The picture in the colours of drawings and their rims, an eighth as large."""
    smaller = BytesIO()
    with Image.open(BytesIO(png)) as image:
        painted = image.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
        painted.save(smaller, "PNG")
    return smaller.getvalue()


@cache
def _palette() -> Image.Image:
    """The colours of the light scheme."""
    palette = Image.new("P", (1, 1))
    shades = [shade for name, colour in COLOURS.items() for shade in _shades(name, ImageColor.getrgb(colour))]
    palette.putpalette([channel for shade in shades for channel in shade])
    return palette


def _shades(name: str, colour: tuple[int, ...]) -> Iterator[list[int]]:
    for step in (RIM,) if name in GROUNDS else range(1, RIM + 1):
        yield [round(255 + (channel - 255) * step / RIM) for channel in colour]


def told(png: bytes, texts: Mapping[str, str], language: str) -> bytes:
    """A PNG with texts in a language (chunks iTXt), behind its header."""
    header = len(SIGNATURE) + 25
    chunks = (
        _chunk(b"iTXt", b"\0".join([name.encode(), b"\0", language.encode(), b"", text.encode()]))
        for name, text in texts.items()
    )
    return png[:header] + b"".join(chunks) + png[header:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def picture(svg: str) -> bytes:
    """One drawing as a small PNG. The work of a worker process."""
    return _small(png(svg))


def png(svg: str, scale: float = 1) -> bytes:
    """One drawing as PNG, so many times as large."""
    return bytes(_converter().svg_to_png(outlined(svg), scale=scale))


@cache
def _converter() -> Any:
    """The library, loaded only where a picture is made."""
    import vl_convert

    return vl_convert


@cache
def _made_by() -> str:
    """The code, the fonts and the library that make a picture."""
    return maker(
        (Path(__file__), Path(outlines.__file__), Path(painting.__file__), *sorted(FONTS.glob("*.ttf"))),
        ("vl-convert-python", "uharfbuzz", "pillow"),
    )
