"""Labels in a drawing: at every width none covers another, none leaves it; letters are as wide as is said."""

from collections.abc import Iterator

import pytest
from citystrategy.charts.lettering import WIDTHS, width
from citystrategy.charts.placing import Label, Obstacle, Spot, Tier, around, arranged, boxes
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

TIERS = (
    Tier(12, 34, 21, 18.5, is_wide=False),
    Tier(38, 74, 29, 25.4, is_wide=True),
)
PERCENT = st.floats(0, 100)
MARKS = st.lists(st.builds(Obstacle, PERCENT, PERCENT, st.just(1.0)), max_size=5)
TEXTS = st.text("0123456789 абвгДЖШЩқңүөһWMi.,–", min_size=1, max_size=40)


@st.composite
def labels(draw: st.DrawFn) -> list[Label]:
    """Many labels around points that lie close together, of any length."""
    found = []
    for _ in range(draw(st.integers(1, 14))):
        x, y = draw(PERCENT), draw(PERCENT)
        size = draw(st.sampled_from((0.875, 1.0625)))
        places = around(x, y, size, draw(st.booleans()))
        found.append(Label("any", draw(TEXTS), draw(st.just("") | TEXTS), size, places, draw(st.booleans())))
    return found


def between(tier: Tier) -> Iterator[Tier]:
    """The layout at single widths of its range."""
    for share in (0, 0.13, 0.5, 0.77, 1):
        at = tier.narrowest + (tier.widest - tier.narrowest) * share
        yield Tier(at, at, tier.height, tier.floor, tier.is_wide)


@given(
    labels(),
    st.sampled_from(TIERS),
    st.lists(st.builds(Obstacle, PERCENT, PERCENT, st.just(1.0)), max_size=5),
)
def test_no_label_covers_another_or_leaves_the_drawing_at_any_width(
    wanted: list[Label], tier: Tier, marks: list[Obstacle]
) -> None:
    placed = arranged(wanted, tier, marks)
    for size in between(tier):
        shown = [boxes(wanted[rank], place, size)[0] for rank, place in placed.items()]
        for one in shown:
            assert one.left >= -1e-9 and one.right <= size.widest + 1e-9
            assert one.top >= -1e-9 and one.bottom <= size.floor + 1e-9
        for rank, one in enumerate(shown):
            for other in shown[rank + 1 :]:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert across <= 1e-9 or down <= 1e-9


def test_the_first_labels_choose_first() -> None:
    places = (Spot(50, 50, 0, 0, "middle"),)
    wanted = [Label("any", text, "", 1, places) for text in ("first", "second")]
    assert list(arranged(wanted, TIERS[0])) == [0]


def test_a_label_keeps_away_from_marks_where_it_can() -> None:
    label = Label("any", "12,3", "", 1, around(50, 50, 1))
    assert arranged([label], TIERS[0])[0] == label.places[0]
    at = boxes(label, label.places[0], TIERS[0])[0]
    mark = Obstacle(
        (at.left + at.right) / 2 / TIERS[0].narrowest * 100, (at.top + 0.2) / TIERS[0].height * 100, 9
    )
    assert arranged([label], TIERS[0], [mark])[0] != label.places[0]


def test_a_label_that_is_for_wide_drawings_only_is_left_out() -> None:
    label = Label("any", "12,3", "", 1, around(50, 50, 1), only_wide=True)
    assert [list(arranged([label], tier)) for tier in TIERS] == [[], [0]]


@pytest.mark.parametrize("weight", [400, 600])
def test_no_letter_is_wider_than_is_said(browser: Browser, address: str, weight: int) -> None:
    page = browser.new_page()
    page.goto(f"{address}/")
    letters = "".join(WIDTHS.values())
    measured = page.evaluate(
        """async ([letters, weight]) => {
            const font = `${weight} 100px "City Sans"`;
            const pen = document.createElement("canvas").getContext("2d");
            await document.fonts.load(font, letters);
            pen.font = font;
            return [...letters].map(one => pen.measureText(one).width / 100);
        }""",
        [letters, weight],
    )
    page.close()
    wider = [one for one, found in zip(letters, measured, strict=True) if found > width(one) + 1e-6]
    assert wider == []
    assert sum(measured) > 0.85 * width(letters)
