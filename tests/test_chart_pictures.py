"""The chart of an indicator as it is taken away: SVG and PNG that say all that must go with them."""

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from citystrategy.charts import outlines, painting, pictures
from citystrategy.charts.outlines import LINK, SVG, length, outlined, wrapped
from citystrategy.words.words import LANGUAGES, words_in
from conftest import ROOT, demonstrated
from PIL import Image

STYLES = ROOT / "overrides/assets/stylesheets/site.css"


def charts(site: Path) -> Iterator[Path]:
    """The drawings of a built site."""
    yield from sorted(site.glob("api/v1/cities/*/indicators/*.svg"))


def test_the_colours_are_those_of_the_light_scheme() -> None:
    root = STYLES.read_text("utf-8").split(":root {")[1].split("}")[0]
    of_pages = dict(re.findall(r"--(\w+): (#\w+);", root))
    assert {name: of_pages[name] for name in painting.COLOURS} == painting.COLOURS


def test_lines_are_stretched_and_areas_closed() -> None:
    assert painting.stretched("M20 860L980 140.5", 0.5, 0.1) == "M10.00 86.00L490.00 14.05"
    assert painting.stretched("M20 860H980V140Z", 0.5, 0.1) == "M10.00 86.00H490.00V14.00Z"


def test_what_is_a_class_and_a_part_on_a_page_is_a_colour_and_a_number_in_a_file() -> None:
    drawing = (
        '<svg class="plot"><text class="axis" x="50%" dy="-.5em">1</text><text class="set narrow">2</text>'
        '<svg class="approved" x="10%" y="20%"><path d="M0 0"/></svg></svg>'
    )
    text, sign = ElementTree.fromstring(painting.painted(drawing, 200, 100))
    assert (text.get("x"), text.get("dy"), text.get("fill")) == ("100.00", "-7.00", "#4b555d")
    assert sign.get("transform") == "translate(20.00 20.00)"
    assert sign[0].get("stroke") == painting.COLOURS["set"]


def test_words_become_the_outlines_of_our_letters() -> None:
    svg = f'<svg xmlns="{SVG}" font-size="20"><text x="100" text-anchor="end">Ұлы жол</text></svg>'
    defined, line = ElementTree.fromstring(outlined(svg))
    assert defined.tag.endswith("defs") and len(defined) == 6, "each letter once, the space among them"
    assert len(line[0]) == 6, "a space draws nothing"
    start = float(re.findall(r"[\d.]+", line.get("transform", ""))[0])
    assert start == pytest.approx(100 - 20 * length("Ұлы жол", "sans-400"), abs=0.01)
    assert length("Го", "sans-400") < length("Г", "sans-400") + length("о", "sans-400"), "kerned"


def test_lines_end_between_words_and_none_is_too_long() -> None:
    text = "Тұрғындардың өмір сүру ұзақтығы " * 4
    lines = wrapped(text.strip(), "serif-400", 14, most=3)
    assert len(lines) == 3 and lines[-1].endswith(" …")
    assert all(length(line, "serif-400") <= 14 for line in lines)
    assert wrapped("короче", "sans-400", 14, most=3) == ("короче",)


@demonstrated
def test_a_drawing_says_what_it_is_and_needs_nothing(site: Path) -> None:
    drawings = list(charts(site))
    assert len(drawings) > 60
    for file in drawings:
        text = file.read_text("utf-8")
        code = file.name.split(".")[-2]
        root = ElementTree.fromstring(text)
        title, about, said = root[:3]
        assert (title.tag, about.tag) == (f"{{{SVG}}}title", f"{{{SVG}}}desc")
        mark = words_in(code)("unapproved.demonstration.sentence")
        assert about.text and mark in about.text
        cited = "".join(said.itertext())
        assert mark in cited and words_in(code)("terms.demonstration") in cited and "2026-11-22" in cited
        for element in root.iter():
            assert element.tag.rpartition("}")[2] not in ("text", "style", "script", "image", "foreignObject")
            assert "style" not in element.attrib and "class" not in element.attrib, file
        names = {element.get("id") for element in root.iter()}
        for element in root.iter(f"{{{SVG}}}use"):
            assert element.get(f"{{{LINK}}}href", "").removeprefix("#") in names


@demonstrated
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_picture_says_the_same_in_its_chunks(site: Path, code: str) -> None:
    words = words_in(code)
    for file in sorted(site.glob(f"api/v1/cities/astana/indicators/*.{code}.png"))[:3]:
        with Image.open(file) as image:
            assert image.width == 1200 and image.height > 800
            assert words("unapproved.demonstration.sentence") in image.text["Description"]  # type: ignore[attr-defined]
            assert words("terms.demonstration") in image.text["Copyright"]  # type: ignore[attr-defined]
            assert image.text["Copyright"].lang == code  # type: ignore[attr-defined]
            shown = image.convert("RGB")
            assert shown.getpixel((3, 3)) == (255, 255, 255)
            # The band below says that nobody approved the strategy.
            assert shown.getpixel((1190, shown.height - 4)) == (0xF5, 0xF3, 0xEE)
            assert shown.getpixel((4, shown.height - 4)) == (0x8A, 0x58, 0x00)


def test_an_approved_strategy_has_no_band(approved_site: Path) -> None:
    for file in list(charts(approved_site))[:4]:
        with Image.open(file.with_suffix(".png")) as image:
            assert image.convert("RGB").getpixel((4, image.height - 4)) == (255, 255, 255)
        assert words_in("ru")("unapproved.demonstration.sentence") not in file.read_text("utf-8")


def test_the_same_drawing_gives_the_same_bytes() -> None:
    svg = f'<svg xmlns="{SVG}" width="90" height="40"><text y="30" stroke="#fff">Қала</text></svg>'
    drawn = pictures.Drawn(svg, {"Title": "Қала"}, "kk")
    content = pictures.both(drawn)
    assert content == pictures.both(drawn)
    drawing, picture = pictures.parted(content)
    assert drawing.decode() == outlined(svg)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size == (90, 40) and image.text["Title"] == "Қала"  # type: ignore[attr-defined]


def test_letters_are_those_of_the_fonts() -> None:
    assert {file.stem for file in outlines.FONTS.glob("*.ttf")} == {"sans-400", "sans-600", "serif-400"}
