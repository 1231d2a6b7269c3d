"""From a strategy to what an edition of it holds, and back.

Owns which content of a city's folder is approved. Must not write files: `editing/sealing` says how.
"""

from dataclasses import replace

from citystrategy.editions import content
from citystrategy.model import Strategy
from citystrategy.model.edition import Content, SealedChapter
from citystrategy.model.tree import ChapterText, CityFolder, SealedEdition
from citystrategy.words.words import LANGUAGES


def of(folder: CityFolder, about: Strategy) -> Content:
    """The content of a strategy, with its `strategy.yml`, as it stands in its files now."""
    texts = {_name(text): text.content for text in folder.chapters if text.language in LANGUAGES}
    chapters = {
        name: SealedChapter(
            kk=content.sections(texts.get((name, "kk"), "")),
            ru=content.sections(texts.get((name, "ru"), "")),
        )
        for name in sorted({name for name, _ in texts})
    }
    indicators = {indicator.id: indicator for indicator in folder.indicators}
    return Content(
        city=folder.city.slug,
        title=about.title,
        methodology=about.methodology.isoformat(),
        chapters=chapters,
        indicators=indicators,
    )


def _name(text: ChapterText) -> tuple[str, str]:
    """Name of the chapter's files without the language, and the language."""
    return text.path.rsplit("/", 1)[-1].removesuffix(f".{text.language}.md"), text.language


def former(folder: CityFolder, sealed: SealedEdition) -> CityFolder:
    """A strategy as it was in a sealed edition; observed values and profile are those of now."""
    then = sealed.content
    if then is None or folder.strategy is None:
        return replace(folder, chapters=())
    place = {indicator.id: number for number, indicator in enumerate(folder.indicators)}
    indicators = sorted(
        then.indicators.values(), key=lambda indicator: (place.get(indicator.id, len(place)), indicator.id)
    )
    chapters = tuple(
        ChapterText(sealed.path, name.split("-", 1)[-1], language, chapter.text(language))
        for name, chapter in then.chapters.items()
        for language in LANGUAGES
    )
    return replace(
        folder,
        strategy=folder.strategy.model_copy(update={"title": then.title}),
        methodology=sealed.methodology,
        indicators=tuple(indicators),
        chapters=chapters,
        sealed=(),
    )
