"""The datasets of the catalogue: all cities, each city, its indicators, profile and text, the comparisons.

Owns which datasets there are and what belongs to each. Must not know a format.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citystrategy import addresses
from citystrategy.facts import unapproved, values
from citystrategy.facts.bilingual import bilingual
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model import Bilingual
from citystrategy.model.tree import CityFolder
from citystrategy.outputs import csvw
from citystrategy.outputs.catalogue.described import Described
from citystrategy.outputs.catalogue.graph import (
    Properties,
    Resource,
    links,
    literal,
    parts,
)
from citystrategy.outputs.catalogue.names import (
    CC_BY,
    KAZAKHSTAN,
    LANGUAGE,
    LAW_STANDARD,
    PACKAGE_STANDARD,
    own,
)
from citystrategy.words.words import LANGUAGES, Words


@dataclass(frozen=True)
class Datasets(Described):
    """Makes the datasets of a site."""

    def every(self) -> Iterator[Resource]:
        """All datasets."""
        yield self.everything()
        yield self.register()
        for standing in self.site.standings.values():
            yield self.city(standing)
            yield self.text(standing)
            if standing.folder.profile:
                yield self.profile(standing)
            for progress in standing.progress:
                yield self.indicator(standing, progress)
        for recommended in self.site.tree.recommended:
            yield self.comparison(recommended.id, recommended.title)

    def everything(self) -> Resource:
        """All values of all cities."""
        folders, stem = self.site.tree.strategies, addresses.ALL
        rights = tuple(self.rights(folders))
        package = self.files.file(
            f"{addresses.PACKAGE}/datapackage.json", links("dct:conformsTo", PACKAGE_STANDARD), rights
        )
        archive = self.files.file(f"{stem}.zip", links("dct:language", *LANGUAGE.values()), rights)
        told = bilingual(
            lambda words: " ".join((f"{words('data.package_about')}.", *unapproved.listed(folders, words)))
        )
        worded = any(map(csvw.any_worded, self.site.standings.values()))
        return self.dataset(
            "all",
            bilingual(lambda words: words("data.of_all")),
            told,
            "data/",
            folders,
            links("dct:spatial", KAZAKHSTAN),
            self.covered([progress for city in self.site.standings.values() for progress in city.progress]),
            parts("dcat:distribution", *self.files.data(stem, "values", worded, rights), archive, package),
        )

    def register(self) -> Resource:
        """The cities that have to have a strategy."""
        return self.dataset(
            "cities",
            bilingual(lambda words: words("data.cities")),
            bilingual(lambda words: words("data.catalogue.cities")),
            "",
            (),
            links("dct:spatial", KAZAKHSTAN),
            parts("dcat:distribution", self.files.document(addresses.CITIES, "cities", ())),
        )

    def city(self, standing: Standing) -> Resource:
        """All indicators of a city."""
        slug, folder = standing.folder.city.slug, standing.folder
        stem, worded = addresses.city(slug), csvw.any_worded(standing)
        files = self.files.data(stem, "city", worded, self.rights([folder]))
        return self.dataset(
            slug,
            self.marked(folder, lambda words: words("data.of_city", city=folder.city.name[words.language])),
            bilingual(lambda words: words("data.dataset_city", status=_status(folder, words))),
            f"{slug}/monitoring/",
            [folder],
            self.located(folder),
            self.covered(standing.progress),
            links("dct:isPartOf", self.files.address(own("all"))),
            parts("dcat:distribution", *files),
        )

    def indicator(self, standing: Standing, progress: Progress) -> Resource:
        """One indicator of a city."""
        folder, indicator = standing.folder, progress.indicator
        slug, name = folder.city.slug, indicator.id
        stem, worded = addresses.indicator(slug, name), csvw.worded(indicator)
        files = self.files.data(stem, "indicator", worded, self.rights([folder]))
        return self.dataset(
            f"{slug}/indicators/{name}",
            self.marked(
                folder,
                lambda words: f"{folder.city.name[words.language]}: {indicator.name[words.language]}",
            ),
            bilingual(
                lambda words: words(
                    "data.dataset_about",
                    definition=values.written(indicator.definition, words),
                    status=_status(folder, words),
                )
            ),
            f"{slug}/indicators/{name}/",
            [folder],
            self.located(folder),
            self.covered([progress]),
            links("dct:isPartOf", self.files.address(own(slug))),
            parts("dcat:distribution", *files),
            direction=indicator.direction,
        )

    def comparison(self, name: str, title: Bilingual) -> Resource:
        """All cities in one recommended indicator."""
        folders = self.site.tree.strategies
        document = self.files.document(addresses.comparison(name), "comparison", self.rights(folders))
        return self.dataset(
            f"comparison/{name}",
            bilingual(lambda words: words("data.catalogue.comparison", name=title[words.language])),
            bilingual(lambda words: words("data.catalogue.comparison_about")),
            f"compare/{name}/",
            folders,
            links("dct:spatial", KAZAKHSTAN),
            parts("dcat:distribution", document),
        )

    def profile(self, standing: Standing) -> Resource:
        """The series of a city's profile, which are published as a page."""
        folder, path = standing.folder, f"{standing.folder.city.slug}/profile/"
        said = tuple(self.rights([folder]))
        return self.dataset(
            f"{folder.city.slug}/profile",
            self.marked(
                folder,
                lambda words: words("data.catalogue.profile", city=folder.city.name[words.language]),
            ),
            bilingual(lambda words: words("data.catalogue.profile_about")),
            path,
            [folder],
            self.located(folder),
            parts("dcat:distribution", *(self.files.page(path, code, said) for code in LANGUAGES)),
        )

    def text(self, standing: Standing) -> Resource:
        """The text of a strategy, of the edition in force."""
        folder, path = standing.folder, f"{standing.folder.city.slug}/"
        strategy = folder.strategy
        assert strategy is not None, "a build with a broken strategy.yml has stopped"
        licence = links("dct:license", *([CC_BY] if strategy.status == "demonstration" else []))
        said = (*self.rights([folder], observed=False), *licence)
        edition = strategy.in_force(self.site.today)
        decision = strategy.decision_of(edition) if edition else None
        return self.dataset(
            f"{folder.city.slug}/text",
            self.marked(folder, lambda words: strategy.title[words.language]),
            bilingual(lambda words: words("data.catalogue.text_about", status=_status(folder, words))),
            path,
            [folder],
            self.located(folder),
            literal("dct:issued", decision.date if decision else None, "xsd:date"),
            parts("dcat:distribution", *self.texts(folder.city.slug, edition.number if edition else 0, said)),
        )

    def texts(self, slug: str, edition: int, said: Properties) -> Iterator[Resource]:
        """The pages of a text, and each file that holds the same edition of it."""
        terms = tuple(said)
        for code in LANGUAGES:
            yield self.files.page(f"{slug}/", code, terms)
            law = addresses.law(slug, code, edition)
            for path, forms in ((law, [LAW_STANDARD]), (addresses.document(slug, code), [])):
                if path in self.files.noted:
                    form, language = links("dct:conformsTo", *forms), links("dct:language", LANGUAGE[code])
                    yield self.files.file(path, language, form, terms)


def _status(folder: CityFolder, words: Words) -> str:
    return words(f"strategy.statuses.{folder.strategy.status}") if folder.strategy else ""
