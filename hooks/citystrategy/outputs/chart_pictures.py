"""The chart of an indicator as a picture that is taken away: SVG and PNG, with all that must go with it.

Owns what stands in the picture besides the chart, and where: title, finding, status, legend, sources, day,
and that the strategy is not approved where it is not; and what the files say of themselves. Lines are
measured by the letters that are drawn. Must not know how a drawing becomes a picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from citystrategy.addresses import Place
from citystrategy.addresses import page as page_address
from citystrategy.charts.outlines import length, wrapped
from citystrategy.charts.painting import REM, SIGNED
from citystrategy.charts.pictures import Drawn
from citystrategy.facts import terms, unapproved
from citystrategy.facts.finding import finding
from citystrategy.facts.indicator import IndicatorFacts, indicator_facts
from citystrategy.facts.indicator_page import citation
from citystrategy.facts.plot_words import PlotFacts, plot_facts
from citystrategy.facts.values import titled
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.outputs import plots
from citystrategy.words.words import Words

WIDTH, LEFT = 1200, 60
"""Of a picture and of its margins, in pixels."""
ROOM = WIDTH - 2 * LEFT
LARGE = 1.5
"""How many times as large as on a page the chart is drawn, so that it can be read in a post."""
HIGH = 24
"""Height of the chart in rem of a page."""
BAND = 62
"""Height of the band that says that nobody approved the strategy."""


@dataclass(frozen=True)
class TextLine:
    """A line of words in its place."""

    text: str
    x: float
    y: float
    size: int
    colour: str
    face: str = "sans-400"
    end: bool = False
    """Whether it ends at its place."""


@dataclass(frozen=True)
class StatusLine:
    """The status with its sign."""

    name: str
    text: str
    colour: str
    y: float


@dataclass(frozen=True)
class PlacedPlot:
    """The chart in its place."""

    drawing: Markup
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class PlacedKey:
    """A sign of the legend with its meaning."""

    kind: str
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class ChartPicture:
    """What stands in a picture, and what it says of itself."""

    language: str
    title: str
    about: str
    metadata: tuple[tuple[str, str], ...]
    """Terms of Dublin Core."""
    height: int
    lines: Sequence[TextLine]
    status: StatusLine
    plot: PlacedPlot
    keys: Sequence[PlacedKey]
    unapproved: str
    width: int = WIDTH
    left: int = LEFT


def drawn(
    standing: Standing, progress: Progress, sources: Mapping[str, Source], words: Words, place: Place
) -> Drawn | None:
    """The drawing of an indicator's chart with what its PNG says of itself; None where it has no chart."""
    plot = plot_facts(progress, standing.today, words, high=HIGH)
    if plot is None:
        return None
    facts = indicator_facts(progress, sources, words)
    shown = _PictureSheet(standing, facts, plot, words).picture(place)
    svg = plots.templates().get_template("drawings/picture.svg").render(shown=shown)
    said = dict(shown.metadata)
    texts = {
        "Title": said["title"],
        "Description": shown.about,
        "Copyright": said["rights"],
        "Source": said["source"],
        "Citation": said["bibliographicCitation"],
    }
    return Drawn(svg, texts, words.language)


@dataclass
class _PictureSheet:
    """Lays out a picture from its top to its bottom."""

    standing: Standing
    facts: IndicatorFacts
    plot: PlotFacts
    words: Words
    lines: list[TextLine] = field(default_factory=list)
    y: float = 62

    def picture(self, place: Place) -> ChartPicture:
        folder, progress = self.standing.folder, self.facts.progress
        city, title = folder.city.name[self.words.language], titled(progress.indicator, self.words)
        site = self.words("site.title")
        self.lines.append(TextLine(site, WIDTH - LEFT, self.y, 24, "quiet", "serif-400", end=True))
        self.write(city, 26, "quiet", "sans-600", most=1, room=ROOM - 30 - length(site, "serif-400") * 24)
        self.write(title, 42, "ink", "serif-400", most=3, before=18)
        self.write(
            finding(progress, self.standing.today, self.words), 26, "ink", "sans-400", most=3, before=14
        )
        self.y += 42
        named = self.words(f"status.{progress.status}")
        status = StatusLine(progress.status, named, SIGNED[progress.status], self.y)
        chart = self.chart()
        keys = tuple(self.legend())
        self.foot(place)
        sentence = unapproved.sentence(folder, self.words)
        return ChartPicture(
            language=self.words.language,
            title=f"{city}. {unapproved.marked(title, folder, self.words)}",
            about=unapproved.told(self.facts.chart_text, folder, self.words),
            metadata=tuple(self.metadata(f"{city}. {title}", place)),
            height=round(self.y) + 30 + (BAND if sentence else 0),
            lines=self.lines,
            status=status,
            plot=chart,
            keys=keys,
            unapproved=sentence,
        )

    def write(
        self, text: str, size: int, colour: str, face: str, most: int, room: float = ROOM, before: float = 0
    ) -> None:
        """A text in lines of so many pixels, below what stands already."""
        for number, line in enumerate(wrapped(text, face, room / size, most)):
            self.y += before + size if number == 0 and before else size * 1.22 if number else 0
            self.lines.append(TextLine(line, LEFT, round(self.y, 1), size, colour, face))

    def chart(self) -> PlacedPlot:
        """The chart with its axis, as wide as the picture."""
        x = LEFT + self.plot.room * REM * LARGE
        drawing = plots.plot(self.plot, (WIDTH - LEFT - x) / LARGE, HIGH * REM)
        placed = PlacedPlot(drawing, x, self.y + 20, LARGE)
        self.y += 20 + HIGH * REM * LARGE
        return placed

    def legend(self) -> Iterator[PlacedKey]:
        """The signs of the chart, side by side, and the names of its steps."""
        kinds = [*self.facts.kinds, *(("gap",) if self.plot.plot.gaps else ())]
        x, self.y = float(LEFT), self.y + 40
        for kind in kinds:
            text = self.words(f"legend.{kind}")
            wide = 36 + length(text, "sans-400") * 20
            if x > LEFT and x + wide > WIDTH - LEFT:
                x, self.y = LEFT, self.y + 32
            yield PlacedKey(kind, text, round(x, 1), self.y)
            x += wide + 28
        if self.facts.steps:
            steps = "; ".join(f"{number} – {name}" for number, name in self.facts.steps)
            scale = f"{self.words('indicator.scale')} {steps}"
            self.write(scale, 20, "quiet", "sans-400", most=3, before=12)

    def foot(self, place: Place) -> None:
        """Sources, day and address."""
        if self.facts.sources:
            self.write(self.sources(), 20, "quiet", "sans-400", most=4, before=22)
        day = self.words("picture.day", date=self.standing.today)
        address = self.address(place).removeprefix("https://") if place.base else ""
        self.write(f"{day} {self.words('picture.rights')}", 20, "quiet", "sans-400", most=2, before=8)
        if address:
            self.write(address, 20, "quiet", "sans-400", most=1, before=8)

    def sources(self) -> str:
        titles = "; ".join(source.title[self.words.language] for source in self.facts.sources)
        return self.words("picture.sources", sources=titles)

    def address(self, place: Place) -> str:
        """The address of the indicator's page."""
        slug, identifier = self.standing.folder.city.slug, self.facts.progress.indicator.id
        return place.link(page_address(f"{slug}/indicators/{identifier}/", self.words.language))

    def metadata(self, title: str, place: Place) -> Iterator[tuple[str, str]]:
        """What the file says of itself; an address only where the site's is known."""
        cited = citation(self.standing, self.facts, self.words)
        day = self.words("picture.day", date=self.standing.today)
        address = self.address(place) if place.base else ""
        yield "title", title
        yield "language", self.words.language
        yield "date", self.standing.today.isoformat()
        yield "source", "; ".join(source.url for source in self.facts.sources)
        yield "rights", terms.of_data((self.standing.folder,), self.words)
        yield "bibliographicCitation", " ".join(filter(None, (cited, day, address)))
        if address:
            yield "isPartOf", address
