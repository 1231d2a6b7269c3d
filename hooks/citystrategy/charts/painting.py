"""A drawing of the pages as one of a fixed size, in the colours of the light scheme: for files and paper.

Owns those colours and strokes, which `site.css` has for pages: what is a class there is an attribute here, a
part of the width a number, a stretched line one of its real shape. What stands where is decided in
`charts/plot` and by the template. Must not know which file takes it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

REM = 16
"""Pixels."""
COLOURS = {
    "paper": "#fff",
    "tint": "#f5f3ee",
    "tint2": "#ece8df",
    "line": "#d6d1c6",
    "ink": "#14202a",
    "quiet": "#4b555d",
    "seen": "#0b5ea6",
    "set": "#8a5800",
    "good": "#17673b",
    "warn": "#9a4700",
    "bad": "#b0201a",
    "none": "#59626a",
    "other": "#6a3d9a",
}
"""The colours of the light scheme, by what they mean."""

SIGNED = {
    "on-path": "good",
    "behind": "warn",
    "far-behind": "bad",
    "moving-away": "bad",
    "no-current-value": "ink",
    "not-comparable": "none",
    "not-assessable": "none",
    "no-data": "none",
}
"""The colour of each status."""


def _stroke(colour: str, width: float = 1, dashes: str = "") -> dict[str, str]:
    drawn = {"stroke": COLOURS[colour], "stroke-width": f"{width:g}"}
    return drawn | {"stroke-dasharray": dashes} if dashes else drawn


def _filled(colour: str, stroke: str, width: float) -> dict[str, str]:
    return {"fill": COLOURS[colour], **_stroke(stroke, width)}


def _lettered(colour: str, size: float = 15) -> dict[str, str]:
    return {"fill": COLOURS[colour], "font-size": f"{size:g}"}


PAINT: Mapping[str, Mapping[str, str]] = {
    "rect.gap": {"fill": COLOURS["tint2"]},
    "line.grid": _stroke("line"),
    "line.now": _stroke("ink"),
    "line.break": _stroke("ink", dashes="1 3"),
    "line.difference": _stroke("seen", dashes="2 2"),
    "line.range": _stroke("set", 5),
    "path.corridor": {"fill": COLOURS["set"], "fill-opacity": ".16"},
    "path.plan": {"fill": "none", **_stroke("set", 1.5, "5 4")},
    "path.seen": {"fill": "none", "stroke-linejoin": "round", **_stroke("seen", 2.25)},
    "circle": _filled("seen", "paper", 1),
    "circle.provisional": _filled("paper", "seen", 2),
    "approved path": _filled("paper", "set", 2),
    "revised path": _filled("paper", "other", 1.5),
    "other path": {"fill": "none", **_stroke("other", 2.5)},
    "verdict--met path": {"fill": "none", **_stroke("good", 2)},
    "verdict--missed path": {"fill": "none", **_stroke("bad", 2)},
    "verdict--not-reported path": {"fill": "none", **_stroke("ink", 2)},
    "verdict--not-comparable path": {"fill": "none", **_stroke("none", 2)},
    "text": _lettered("ink"),
    "text.axis": _lettered("quiet", 14),
    "text.unit": _lettered("quiet", 14),
    "text.odd": _lettered("quiet", 14),
    "text.step": _lettered("quiet", 14),
    "text.latest": {**_lettered("seen", 17), "font-weight": "600"},
    "text.seen": _lettered("seen"),
    "text.difference": _lettered("seen"),
    "text.set": _lettered("set"),
    "text.path": _lettered("set"),
    "text.corridor": _lettered("set"),
    "text.missed": _lettered("bad"),
    "text.owed": {**_lettered("ink"), "font-weight": "600"},
}
"""What an element, its class, or the class above it looks like; the later ones above the earlier ones."""
HALO = {"stroke": COLOURS["paper"], "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
"""The rim of words, so that no line runs through them."""
ACROSS = ("x", "x1", "x2", "cx", "width")
DOWN = ("y", "y1", "y2", "cy", "height")


def painted(drawing: str, width: float, height: float) -> str:
    """A drawing of `drawings/plot.html` as a group of so many pixels, as in a wide layout."""
    group = Element("g")
    group.extend(_Painter(width, height).inside(ElementTree.fromstring(drawing)))
    return ElementTree.tostring(group, encoding="unicode")


@dataclass(frozen=True)
class _Painter:
    """Paints on a sheet of a size in pixels."""

    width: float
    height: float

    def inside(self, parent: Element, mark: str = "") -> Iterator[Element]:
        """What stands in an element; `mark` is the class of the sign that it is part of."""
        for element in parent:
            classes = element.get("class", "").split()
            if "narrow" in classes:
                continue
            if element.tag != "svg":
                yield self.element(element, classes, mark)
            elif element.get("viewBox"):
                yield from self.stretched(element)
            else:
                yield self.placed(element, classes[-1])

    def placed(self, sign: Element, name: str) -> Element:
        """A sign, which keeps its size."""
        x, y = self.pixels("x", sign.get("x", "0")), self.pixels("y", sign.get("y", "0"))
        group = Element("g", {"transform": f"translate({x} {y})"})
        group.extend(self.inside(sign, name))
        return group

    def stretched(self, lines: Element) -> Iterator[Element]:
        """Lines in their real shape: not every reader keeps the strokes of what it stretches."""
        *_, across, down = (float(number) for number in lines.get("viewBox", "").split())
        for path in lines:
            drawn = self.element(path, path.get("class", "").split(), "")
            drawn.set("d", stretched(path.get("d", ""), self.width / across, self.height / down))
            yield drawn

    def element(self, element: Element, classes: list[str], mark: str) -> Element:
        """One element in its colours and in its place."""
        looks = [element.tag, *(f"{element.tag}.{name}" for name in classes), f"{mark} {element.tag}"]
        attributes = dict(HALO) if element.tag == "text" else {}
        for look in looks:
            attributes |= PAINT.get(look, {})
        size = float(attributes.get("font-size", REM))
        own = {name: value for name, value in element.attrib.items() if name != "class"}
        attributes |= {name: self.pixels(name, value, size) for name, value in own.items()}
        drawn = Element(element.tag, attributes)
        # The wide layout says in one piece what pages say in two.
        drawn.text = "".join(element.itertext()) or None
        return drawn

    def pixels(self, name: str, value: str, size: float = REM) -> str:
        """A part of the sheet or of the letters' height in pixels; anything else as it is."""
        if value.endswith("%"):
            whole = self.width if name in ACROSS else self.height if name in DOWN else 0
            return f"{float(value[:-1]) * whole / 100:.2f}"
        return f"{float(value[:-2]) * size:.2f}" if value.endswith("em") else value


def stretched(path: str, across: float, down: float) -> str:
    """A path of absolute moves and lines, so many times as wide and as high."""

    def both(match: re.Match[str]) -> str:
        return f"{match[1]}{float(match[2]) * across:.2f} {float(match[3]) * down:.2f}"

    path = re.sub(r"([ML])([\d.-]+) ([\d.-]+)", both, path)
    path = re.sub(r"H([\d.-]+)", lambda match: f"H{float(match[1]) * across:.2f}", path)
    return re.sub(r"V([\d.-]+)", lambda match: f"V{float(match[1]) * down:.2f}", path)
