"""The charts of indicators as pages that other sites show in a frame: no script, nothing of ours around them.

Owns where they lie and which there are. They are in no navigation and in no site map, and searches are led to
the page of the indicator. Must not know HTML or MkDocs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citystrategy.addresses import Place
from citystrategy.addresses import page as page_address
from citystrategy.charts.plot import is_drawn
from citystrategy.facts.plot_words import PlotFacts, plot_facts
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.site import Site
from citystrategy.words.words import Words

FOLDER = "embed"
"""Below the page of the indicator."""
LOW, HIGH = 15, 20
"""Heights of the drawing in rem: in a narrow frame and in a wide one. They stand in `site.css` too."""


@dataclass(frozen=True)
class EmbedPage:
    """The chart of an indicator for the frames of other sites."""

    file: str
    """Path of the file in the site."""
    standing: Standing
    progress: Progress
    plot: PlotFacts
    page: str
    """Address of the indicator's page, seen from here."""
    canonical: str
    """The whole address of the indicator's page; empty where that of the site is not known."""
    link: Callable[[str], str]
    """The address of a file of the site, seen from here."""


def embed_pages(site: Site, base: str, words: Words) -> Iterator[EmbedPage]:
    """The pages of a language; `base` is the address of the site, or empty."""
    for slug, standing in site.standings.items():
        for progress in filter(is_drawn, standing.progress):
            page = page_address(f"{slug}/indicators/{progress.indicator.id}/", words.language)
            plot = plot_facts(progress, site.today, words, low=LOW, high=HIGH)
            assert plot, "asked before"
            file = f"{page}{FOLDER}/index.html"
            link = Place("", file).link
            canonical = f"{base}{page}" if base else ""
            yield EmbedPage(file, standing, progress, plot, link(page), canonical, link)
