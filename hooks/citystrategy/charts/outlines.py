"""Words of a drawing as outlines of the site's own letters, so that it looks the same wherever it is opened.

Owns which letters stand where in a line (shaping by HarfBuzz), how long a line is, and how each letter is
drawn once and used often. Must not know what is written.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import uharfbuzz  # type: ignore[import-untyped]

FONTS = Path(__file__).parent / "fonts"
SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
INHERITED = {
    "font-family": "City Strategies Sans",
    "font-size": "16",
    "font-weight": "400",
    "text-anchor": "start",
}
"""What words take from what they stand in, and what holds where nothing is said."""
UNITS = 1000
"""Parts of an em in which the letters are drawn."""
NAMES = {"": SVG, "xlink": LINK, "dcterms": "http://purl.org/dc/terms/"}
"""How the vocabularies of a drawing are called in the file."""
for prefix, vocabulary in NAMES.items():
    ElementTree.register_namespace(prefix, vocabulary)


@cache
def _font(face: str) -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{face}.ttf"))))
    font.scale = (UNITS, UNITS)
    return font


@cache
def _shaped(text: str, face: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The letters of a line with their places, and its length, in units."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(face), buffer)
    letters, x = [], 0
    for letter, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        letters.append((letter.codepoint, x + place.x_offset))
        x += place.x_advance
    return tuple(letters), x


def length(text: str, face: str) -> float:
    """How long a line of text is, in em; a face is `sans-400`, `sans-600` or `serif-400`."""
    return _shaped(text, face)[1] / UNITS


def wrapped(text: str, face: str, room: float, most: int) -> tuple[str, ...]:
    """A text in as many lines of so many em as there may be, cut where they do not hold it."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if length(longer, face) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(_cut(line, face, room) for line in lines)


def _cut(line: str, face: str, room: float) -> str:
    """A line, cut where it is too long: between two words, or in one that is too long alone."""
    cut = line
    while length(cut, face) > room and len(cut) > 2:
        kept = cut.removesuffix(" …")
        cut = f"{kept.rpartition(' ')[0] or kept[:-1]} …"
    return cut


def outlined(svg: str) -> str:
    """The same drawing without fonts: every `text` as outlines, in its place and its colours."""
    root = ElementTree.fromstring(svg)
    letters = _Letters()
    letters.replace(root, INHERITED)
    defined = Element(f"{{{SVG}}}defs")
    defined.extend(letters.drawn.values())
    # Behind what the drawing says of itself, which programs look for at its beginning.
    place = sum(1 for element in root if element.tag.rpartition("}")[2] in ("title", "desc", "metadata"))
    root.insert(place, defined)
    return ElementTree.tostring(root, encoding="unicode")


class _Letters:
    """The letters that a drawing uses, each drawn once."""

    def __init__(self) -> None:
        self.drawn: dict[tuple[str, int], Element] = {}
        self.lines = 0

    def replace(self, parent: Element, inherited: dict[str, str]) -> None:
        """Puts outlines in the place of all words in an element."""
        inherited = {name: parent.get(name, value) for name, value in inherited.items()}
        for place, element in enumerate(parent):
            if element.tag == f"{{{SVG}}}text":
                parent[place] = self.line(element, inherited)
                parent[place].tail = element.tail
            else:
                self.replace(element, inherited)

    def line(self, text: Element, inherited: dict[str, str]) -> Element:
        """A line of words as a group; the rim of words lies below all of its letters."""
        own = {name: text.get(name, value) for name, value in inherited.items()}
        scale = float(own["font-size"]) / UNITS
        face = _face(own["font-family"], own["font-weight"])
        letters, whole = _shaped(" ".join("".join(text.itertext()).split()), face)
        x, y = (float(text.get(axis, 0)) + float(text.get(f"d{axis}", 0)) for axis in "xy")
        x -= {"start": 0, "middle": whole / 2, "end": whole}[own["text-anchor"]] * scale
        group = _element("g", transform=f"translate({x:.2f} {y:.2f}) scale({scale:g} {-scale:g})")
        uses = _element("g", **{name: text.get(name, "") for name in ("fill",) if text.get(name)})
        uses.extend(self.uses(letters, face))
        if text.get("stroke"):
            self.lines += 1
            uses.set("id", f"w{self.lines}")
            rim = {name: value for name in ("stroke", "stroke-linejoin") if (value := text.get(name))}
            rim["stroke-width"] = f"{float(text.get('stroke-width', 1)) / scale:.0f}"
            group.append(_element("use", **{f"{{{LINK}}}href": f"#w{self.lines}"}, **rim))
        group.append(uses)
        return group

    def uses(self, letters: tuple[tuple[int, int], ...], face: str) -> Iterator[Element]:
        """The letters of a line; of a space nothing is drawn."""
        for letter, x in letters:
            if (face, letter) not in self.drawn:
                path = _path(face, letter)
                self.drawn[face, letter] = _element("path", id=f"{face[:2]}{face[-3]}{letter}", d=path)
            drawn = self.drawn[face, letter]
            if drawn.get("d"):
                place = {"x": str(x)} if x else {}
                yield _element("use", **{f"{{{LINK}}}href": f"#{drawn.get('id')}"}, **place)


def _element(name: str, **attributes: str) -> Element:
    return Element(f"{{{SVG}}}{name}", attributes)


def _face(family: str, weight: str) -> str:
    return "serif-400" if family.endswith("Serif") else "sans-600" if weight == "600" else "sans-400"


@cache
def _path(face: str, letter: int) -> str:
    """The outline of a letter."""
    pen = _Pen()
    _font(face).draw_glyph_with_pen(letter, pen)
    return "".join(pen.steps)


class _Pen:
    """Writes an outline down as a path."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, command: str, *points: tuple[float, float]) -> None:
        self.steps.append(command + " ".join(f"{x:.0f} {y:.0f}" for x, y in points))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.step("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.step("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.step("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.step("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.steps.append("Z")
