"""What every dataset says of itself: titles, themes, place, years, sources, terms.

Owns what all datasets have in common. What is not known – when something was first published, a licence that
nobody declared – is not told. Must not know which datasets there are.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from citystrategy import addresses
from citystrategy.facts import coverage, unapproved
from citystrategy.facts.bilingual import bilingual
from citystrategy.facts.indicator import used_sources
from citystrategy.method.progress import Progress
from citystrategy.model import Bilingual
from citystrategy.model.tree import CityFolder
from citystrategy.outputs.catalogue.distributions import Files
from citystrategy.outputs.catalogue.graph import Properties, Resource, links, literal, parts, resource, texts
from citystrategy.outputs.catalogue.names import LANGUAGE, PUBLIC, own, place, source, terms, theme
from citystrategy.site import Site
from citystrategy.words.words import LANGUAGES, Words


@dataclass(frozen=True)
class Described:
    """What the description of a dataset is made from."""

    site: Site
    files: Files
    contact: Properties
    """To whom to write, where that is known."""

    def dataset(
        self,
        name: str,
        title: Bilingual,
        about: Bilingual,
        page: str,
        folders: Collection[CityFolder],
        *more: Properties,
        direction: str = "",
    ) -> Resource:
        """A dataset with what all have in common; `page` shows it."""
        status = sorted({folder.unapproved for folder in folders if folder.unapproved})
        words = (bilingual(lambda words, each=each: words(f"unapproved.{each}.mark")) for each in status)  # type: ignore[misc]
        pages = (addresses.page(page, code) for code in LANGUAGES)
        return resource(
            "dcat:Dataset",
            literal("dct:identifier", name),
            texts("dct:title", title),
            texts("dct:description", about),
            *(texts("dcat:keyword", word) for word in words),
            links("dcat:theme", *theme(direction)),
            links("dct:publisher", self.files.address(own("publisher"))),
            self.contact,
            links("dct:language", *LANGUAGE.values()),
            links("dct:accessRights", PUBLIC),
            links("dcat:landingPage", *map(self.files.address, pages)),
            *more,
            link=self.files.address(own(name)),
        )

    def marked(self, folder: CityFolder, say: Callable[[Words], str]) -> Bilingual:
        """A title with the mark of a strategy that is not approved."""
        return bilingual(lambda words: unapproved.marked(say(words), folder, words))

    def rights(self, folders: Collection[CityFolder], observed: bool = True) -> Properties:
        """The terms of data, or of texts alone, of strategies."""
        return links("dct:rights", self.files.address(terms(statuses(folders), observed)))

    def located(self, folder: CityFolder) -> Properties:
        """The place that a dataset is about."""
        return links("dct:spatial", self.files.address(place(folder.city.slug)))

    def covered(self, indicators: Collection[Progress]) -> Properties:
        """Years, last recorded change and sources of the values of indicators."""
        years = coverage.years(indicators)
        if years:
            period = resource(
                "dct:PeriodOfTime",
                literal("dcat:startDate", years[0], "xsd:gYear"),
                literal("dcat:endDate", years[1], "xsd:gYear"),
            )
            yield from parts("dct:temporal", period)
        yield from literal("dct:modified", coverage.changed(indicators), "xsd:date")
        used = (each for progress in indicators for each in used_sources(progress, self.site.sources))
        names = dict.fromkeys(each.id for each in used)
        yield from links("prov:wasDerivedFrom", *(self.files.address(source(name)) for name in names))


def statuses(folders: Collection[CityFolder]) -> set[str]:
    """The statuses that strategies have."""
    return {folder.strategy.status for folder in folders if folder.strategy}
