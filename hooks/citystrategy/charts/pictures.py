"""Turns drawings with words into pictures, once for each content, with several processes.

Owns the fonts of pictures and the pool of workers. The fonts are those of the pages, as TrueType and with a
PostScript name, without which they are not found. Must not know what a picture shows.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from citystrategy.cache import Cache, maker

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 1200, 630
"""Pixels of a picture beside a shared link."""
FEW = 24
"""Below this many pictures a pool costs more than it brings."""
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
        return [png(svg) for svg in drawings]
    # A fresh process for each worker: V8, on which vl_convert stands, does not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(png, drawings, chunksize=FEW // 2))


def png(svg: str, scale: float = 1) -> bytes:
    """One drawing as PNG, so many times as large. The work of a worker process."""
    return bytes(_converter().svg_to_png(svg, scale=scale))


@cache
def _converter() -> Any:
    """The library with the fonts, loaded only where a picture is made."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@cache
def _made_by() -> str:
    """The code, the fonts and the library that make a picture."""
    return maker((Path(__file__), *sorted(FONTS.glob("*.ttf"))), ("vl-convert-python",))
