"""Draws charts as small SVG, once for each content, with several processes.

Owns the pool of workers and the trimming of what Vega writes. Must not know
what a chart means.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from citystrategy.cache import Cache, maker
from citystrategy.charts import charts, shapes, ticks
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
ELEMENTS = frozenset({"svg", "g", "path", "line", "text"})
ATTRIBUTES = frozenset(
    {"viewBox", "transform", "d", "x2", "y2", "fill", "stroke", "stroke-width", "stroke-dasharray"}
    | {"font-size", "font-weight", "text-anchor"}
)
"""What a trimmed drawing is made of."""
PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "text-anchor")
"""Attributes that SVG hands down from a group to its children."""
FEW = 8
"""Below this many charts a pool costs more than it brings."""


def draw(wanted: Mapping[str, Chart], folder: Path, workers: int | None = None) -> dict[str, str]:
    """The SVG text of every chart, by its name; drawn only where the folder lacks it."""
    kept = Cache(folder, _made_by(), harmless)
    names = {
        name: kept.name("chart", json.dumps([chart.rows, chart.ticks], sort_keys=True))
        for name, chart in wanted.items()
    }
    drawn = {
        name: content.decode() for name in set(names.values()) if (content := kept.get(name)) is not None
    }
    missing = {names[name]: chart for name, chart in wanted.items() if names[name] not in drawn}
    if missing:
        empty = _shape(kept)
        filled = [shapes.filled(empty, chart.rows, chart.ticks) for chart in missing.values()]
        for name, svg in zip(missing, _convert(filled, workers), strict=True):
            kept.put(name, svg.encode())
            drawn[name] = svg
    kept.sweep()
    return {name: drawn[key] for name, key in names.items()}


def _shape(kept: Cache) -> dict[str, Any]:
    """The compiled shape, kept too: making it means loading Altair, which takes a second."""
    shapes_kept = Cache(kept.folder, kept.made_by)
    return dict(json.loads(shapes_kept.text(kept.name("shape", ""), lambda: json.dumps(shapes.shape()))))


def harmless(svg: bytes) -> bool:
    """Whether a drawing holds nothing but the elements and attributes that `trim` leaves."""
    try:
        elements = list(ElementTree.fromstring(svg).iter())
    except ElementTree.ParseError:
        return False
    names = {name for element in elements for name in element.attrib}
    return {element.tag.removeprefix(SVG) for element in elements} <= ELEMENTS and names <= ATTRIBUTES


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


@cache
def _made_by() -> str:
    """The code and the libraries that make a drawing."""
    code = (Path(__file__), Path(charts.__file__), Path(shapes.__file__), Path(ticks.__file__))
    return maker(code, ("altair", "vl-convert-python"))


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
