"""Pictures beside shared links: one for the site, each city and each indicator, in every language.

Owns what stands on them and how large, so that the template only lays out; made only for a site that knows
its address, since links to pictures are whole. Must not know how a drawing becomes a picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from jinja2 import Environment, FileSystemLoader

from citystrategy.charts import pictures, rows
from citystrategy.charts.painting import COLOURS, SIGNED
from citystrategy.charts.rows import RowChart
from citystrategy.facts import unapproved
from citystrategy.facts.heads import cut
from citystrategy.facts.values import titled, told
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.outputs import frame
from citystrategy.outputs.environment import OUTPUTS
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words, words_in

ROOM = 1056
"""Width between the margins, in pixels."""
COLUMNS = 3
WIDE = {"serif": 0.6, "sans": 0.54}
"""Mean width of a letter, in parts of the size of the type; rather too large than too small."""


@dataclass(frozen=True)
class Line:
    """A line of words."""

    text: str
    y: int
    size: int


@dataclass(frozen=True)
class ShownFigure:
    """A value with what it is."""

    kind: str
    """`seen`, `set` or `status`."""
    label: str
    value: Line
    note: str = ""
    status: str = ""
    """Key of `status` in the words."""


@dataclass(frozen=True)
class StatusCount:
    """How many indicators have a status, and where that stands."""

    status: str
    number: int
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """What stands on one picture."""

    above: str
    """Where it belongs to: the city of an indicator; or empty."""
    title: tuple[Line, ...]
    below: tuple[Line, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    counts: tuple[StatusCount, ...] = ()
    row: RowChart | None = None
    unapproved: str = ""
    """Sentence that nobody approved the strategy, or an empty string."""


def path(language: str, city: str = "", indicator: str = "") -> str:
    """Where a picture lies in the site."""
    return f"assets/pictures/{'/'.join(filter(None, (language, city or 'site', indicator)))}.png"


def files(site: Site, templates: Path) -> Iterator[tuple[str, bytes]]:
    """Path in the site and content of every picture."""
    environment = Environment(
        loader=FileSystemLoader([templates, OUTPUTS]), autoescape=True, trim_blocks=True
    )
    template = environment.get_template("pictures/shared.html")
    wanted = {}
    for code in LANGUAGES:
        words = words_in(code)
        given = {
            "t": words,
            "colours": COLOURS,
            "signed": SIGNED,
            "ruler": frame.ruler(site.today),
            "axis": rows.axis(),
        }
        for name, shown in drawn(site, words):
            wanted[name] = template.render(shown=shown, **given)
    yield from pictures.pictures(wanted, site.root / ".cache/pictures").items()


def drawn(site: Site, words: Words) -> Iterator[tuple[str, Picture]]:
    """What stands on every picture of a language, by its path."""
    code = words.language
    about = tuple(lines(words("site.description"), 330, 34, 3, "sans"))
    yield path(code), Picture("", tuple(lines(words("site.title"), 230, 84, 1)), about)
    for slug, standing in site.standings.items():
        yield path(code, slug), _city(standing, words)
        for progress in standing.progress:
            identifier = progress.indicator.id
            row = site.rows.get(f"{slug}/{identifier}")
            yield path(code, slug, identifier), _indicator(standing, progress, row, words)


def _city(standing: Standing, words: Words) -> Picture:
    folder, counts = standing.folder, standing.counts
    name = folder.city.name[words.language]
    title = folder.strategy.title[words.language] if folder.strategy else ""
    reported = words("home.reported", reported=counts.reported, total=counts.total)
    return Picture(
        above="",
        title=tuple(lines(name, 215, 88, 1)),
        below=(*lines(title, 285, 34, 2, "sans"), Line(f"{reported}.", 392, 28)),
        counts=tuple(_counts(counts.occurring)),
        unapproved=unapproved.sentence(folder, words),
    )


def _counts(occurring: Iterable[tuple[str, int]]) -> Iterator[StatusCount]:
    """The statuses that occur, in three columns."""
    for place, (status, number) in enumerate(occurring):
        yield StatusCount(status, number, 72 + place % COLUMNS * ROOM // COLUMNS, 450 + place // COLUMNS * 48)


def _indicator(standing: Standing, progress: Progress, row: RowChart | None, words: Words) -> Picture:
    name = titled(progress.indicator, words)
    return Picture(
        above=standing.folder.city.name[words.language],
        title=tuple(lines(name, 212, 54 if len(name) < 60 else 44, 2)),
        figures=tuple(_figures(progress, words)),
        row=row,
        unapproved=unapproved.sentence(standing.folder, words),
    )


def _figures(progress: Progress, words: Words) -> Iterator[ShownFigure]:
    latest, set_now = progress.latest, progress.in_force or progress.next
    if latest:
        label = words("head.picture.seen", year=latest.year)
        note = words("remarks.provisional") if latest.actual.provisional else ""
        yield ShownFigure("seen", label, fitted(told(progress.indicator, latest.actual.value, words)), note)
    if set_now:
        label, basis = words("head.picture.set", year=set_now.year), words(f"basis.{set_now.basis}")
        yield ShownFigure("set", label, fitted(told(progress.indicator, set_now.value, words)), basis)
    status = fitted(words(f"status.{progress.status}"), 276, 32, "sans")
    yield ShownFigure("status", words("monitoring.status"), status, status=progress.status)


def lines(text: str, y: int, size: int, most: int, family: str = "serif") -> Iterator[Line]:
    """A text in as many lines as there may be, cut where they do not hold it."""
    letters = int(ROOM / (size * WIDE[family]))
    wrapped = wrap(text, letters)
    if len(wrapped) > most:
        wrapped[most - 1 :] = [cut(" ".join(wrapped[most - 1 :]), letters)]
    for place, line in enumerate(wrapped):
        yield Line(line, y + round(place * size * 1.16), size)


def fitted(text: str, width: int = 290, largest: int = 46, family: str = "serif") -> Line:
    """A value in one line, smaller or cut where it is long."""
    least = 20
    shown = cut(text, int(width / (least * WIDE[family])))
    return Line(shown, 384, max(least, min(largest, int(width / (len(shown) * WIDE[family])))))
