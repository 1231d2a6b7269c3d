"""Draws charts as small SVG, once for each content, with several processes.

Owns the cache folder, the pool of workers and the trimming of what Vega writes. Must not know
what a chart means.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from citystrategy.charts import charts, shapes
from citystrategy.charts.charts import Chart

SVG = "{http://www.w3.org/2000/svg}"
LOCALE = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", ""], "minus": "\u2212"}
"""How Kazakh and Russian both write numbers, in the form of d3-format."""
NUMBER = re.compile(r"-?\d+\.\d+")
DROPPED = (
    "class",
    "role",
    "aria-roledescription",
    "aria-label",
    "aria-hidden",
    "font-family",
    "pointer-events",
    "opacity",
    "stroke-opacity",
    "xmlns:xlink",
    "stroke-miterlimit",
)
PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "text-anchor")
"""Attributes that SVG hands down from a group to its children."""
FEW = 8
"""Below this many charts a pool costs more than it brings."""


def draw(wanted: Mapping[str, Chart], folder: Path, workers: int | None = None) -> dict[str, str]:
    """The SVG text of every chart, by its name; drawn only where the folder lacks it."""
    keys = {name: _key(chart) for name, chart in wanted.items()}
    folder.mkdir(parents=True, exist_ok=True)
    missing = {key: wanted[name] for name, key in keys.items() if not _file(folder, key).is_file()}
    if missing:
        empty = {shape: _shape(folder, shape) for shape in {chart.shape for chart in missing.values()}}
        filled = [shapes.filled(empty[chart.shape], chart.rows) for chart in missing.values()]
        for key, svg in zip(missing, _convert(filled, workers), strict=True):
            _store(_file(folder, key), svg)
    return {name: _file(folder, key).read_text("utf-8") for name, key in keys.items()}


def _shape(folder: Path, name: shapes.Shape) -> dict[str, Any]:
    """A compiled shape, kept too: making it means loading Altair, which takes a second."""
    kept = folder / f"{hashlib.sha256((name + _maker()).encode()).hexdigest()[:32]}.json"
    if not kept.is_file():
        _store(kept, json.dumps(shapes.shape(name)))
    return dict(json.loads(kept.read_text("utf-8")))


def _convert(specifications: list[dict[str, Any]], workers: int | None) -> Iterable[str]:
    workers = min(workers or os.cpu_count() or 1, len(specifications) // FEW + 1)
    if workers == 1:
        return [convert(specification) for specification in specifications]
    # A fresh process for each worker: V8, on which vl_convert stands, does not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(convert, specifications, chunksize=FEW))


def convert(specification: dict[str, Any]) -> str:
    """One Vega specification as trimmed SVG. The work of a worker process."""
    import vl_convert

    return trim(vl_convert.vega_to_svg(specification, format_locale=LOCALE))


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}.svg"


def _store(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


def _key(chart: Chart) -> str:
    """A name made of everything that makes the drawing: shape, data, code and libraries."""
    content = json.dumps([chart.shape, chart.rows], sort_keys=True)
    return hashlib.sha256((_maker() + content).encode()).hexdigest()[:32]


@cache
def _maker() -> str:
    """The code and the libraries that make a drawing, as text."""
    code = (Path(__file__), Path(charts.__file__), Path(shapes.__file__))
    libraries = (version("altair"), version("vl-convert-python"))
    return "\n".join([path.read_text("utf-8") for path in code] + list(libraries))


def trim(svg: str) -> str:
    """What Vega wrote without what the page does not need.

    Roles, fonts, long numbers, marks without paint and empty groups go; what all children of a
    group share is said once, by the group.
    """
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        for name in DROPPED:
            element.attrib.pop(name, None)
        for name, value in element.attrib.items():
            element.attrib[name] = NUMBER.sub(_short, value)
        if element.get("transform") == "translate(0,0)":
            del element.attrib["transform"]
    _simplify(root)
    del root.attrib["width"], root.attrib["height"], root.attrib["version"]
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _short(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1):g}"


def _simplify(element: ElementTree.Element) -> None:
    """Drops what is not seen, unwraps groups that say nothing, lifts shared paint to the group."""
    for child in list(element):
        _simplify(child)
        group = child.tag == f"{SVG}g"
        painted = group or child.tag == f"{SVG}text" or child.get("fill") or child.get("stroke")
        if not painted or (group and not len(child)):
            element.remove(child)
        elif group and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)
    if element.tag == f"{SVG}g" and len(element) > 1:
        _lift(element)


def _lift(group: ElementTree.Element) -> None:
    for name in PAINT:
        values = {child.get(name) for child in group}
        if len(values) == 1 and (value := values.pop()) and name not in group.attrib:
            group.attrib[name] = value
            for child in group:
                del child.attrib[name]
