"""What every page says of itself where only its head is read: in a list of results, beside a shared link.

Owns those sentences, one description for each kind of page, from the facts that the page shows. Must not
know HTML, nor which template makes which page.
"""

import re
from collections.abc import Iterable

from citystrategy.facts import unapproved
from citystrategy.facts.comparison import ComparisonOverview
from citystrategy.facts.editions import PublishedEdition
from citystrategy.facts.values import titled, told
from citystrategy.markdown.document import UNREAD, ParsedText
from citystrategy.method.progress import Progress
from citystrategy.method.standing import Standing
from citystrategy.model.tree import ChapterText, CityFolder
from citystrategy.words.words import SENTENCE_END, Words

MOST = 170
"""Signs of a description; what searches show ends about there."""
LEAST = 40
"""Signs of a text's beginning below which it tells nothing."""
LEFT_OUT = re.compile(r"\{\{|\s{2}|\s[.,;:]")
"""Where a reference stands in a sentence, or code stood."""


def fitting(sentences: Iterable[str], most: int = MOST) -> str:
    """The first sentences, as many as fit; the first one always, cut between two words if need be."""
    first, *others = filter(None, sentences)
    beginning = cut(first, most)
    for sentence in others:
        if len(beginning) + 1 + len(sentence) > most:
            break
        beginning = f"{beginning} {sentence}"
    return beginning


def cut(text: str, most: int) -> str:
    """A text, cut between two words where it is too long."""
    if len(text) <= most:
        return text
    kept = text[: most - 1].rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,;:–-')} …"


def city(standing: Standing, words: Words) -> str:
    """What the strategy is called, what it is worth, and how many indicators have new values."""
    folder = standing.folder
    title = folder.strategy.title[words.language] if folder.strategy else folder.city.name[words.language]
    return fitting((f"{unapproved.marked(title, folder, words)}.", _reported(standing, words)))


def monitoring(standing: Standing, words: Words) -> str:
    """What is put beside each other, and how many indicators have new values."""
    return fitting((of_city("monitoring", standing.folder, words), _reported(standing, words)))


def _reported(standing: Standing, words: Words) -> str:
    counts = standing.counts
    return f"{words('home.reported', reported=counts.reported, total=counts.total)}."


def of_city(kind: str, folder: CityFolder, words: Words) -> str:
    """A page of a city that is described by what it holds."""
    return words(f"head.{kind}", city=_name(folder, words))


def _name(folder: CityFolder, words: Words) -> str:
    """A city's name with the mark of a strategy that nobody approved: a description travels alone."""
    return unapproved.marked(folder.city.name[words.language], folder, words)


def indicator(standing: Standing, progress: Progress, words: Words) -> str:
    """The last value, the status and the value in force."""
    latest, about = progress.latest, progress.indicator
    status = words(f"status.{progress.status}")
    sentences = [words("head.indicator", city=_name(standing.folder, words), title=titled(about, words))]
    if latest is None:
        sentences.append(words("head.no_value", status=status))
    else:
        value = told(about, latest.actual.value, words)
        sentences.append(words("head.value", value=value, year=latest.year, status=status))
    if progress.in_force:
        value, kind = told(about, progress.in_force.value, words), words(f"basis.{progress.in_force.basis}")
        sentences.append(words("head.set", value=value, basis=kind, year=progress.in_force.year))
    return fitting(sentences)


def chapter(folder: CityFolder, text: ChapterText, begun: str, words: Words) -> str:
    """Which chapter of which strategy it is, and its first sentence."""
    place = next(chapter for chapter in folder.methodology.chapters if chapter.id == text.id)
    title = place.title[words.language]
    named = words("head.chapter", city=_name(folder, words), number=place.number, title=title)
    room = MOST - len(named) - 1
    return f"{named} {cut(begun, room)}" if begun and room > LEAST else cut(named, MOST)


def both(folder: CityFolder, identifier: str, words: Words) -> str:
    """Which chapter of which strategy stands in both languages."""
    place = next(chapter for chapter in folder.methodology.chapters if chapter.id == identifier)
    title = place.title[words.language]
    return words("head.both", city=_name(folder, words), number=place.number, title=title)


def guide(text: ParsedText) -> str:
    """How a text about the site begins; nothing of a page without one."""
    begun = opening(text)
    return fitting(SENTENCE_END.split(begun)) if begun else ""


def opening(text: ParsedText) -> str:
    """The sentences of the first paragraph that are whole without references, notes and code."""
    paragraphs = (
        block.text for section in text.sections for block in section.blocks if block.kind == "paragraph"
    )
    written = next(paragraphs, "").replace("\n", " ").replace(UNREAD, "")
    whole = (sentence for sentence in SENTENCE_END.split(written) if not LEFT_OUT.search(sentence))
    return " ".join(whole).strip()


def edition(folder: CityFolder, published: PublishedEdition, words: Words) -> str:
    """Which edition it is, and by which decision."""
    named = words("head.edition", city=_name(folder, words), number=published.edition.number)
    if published.decision is None:
        return named
    decided = words("strategy.decision_text", number=published.decision.number, date=published.decision.date)
    return fitting((named, f"{words('strategy.decision')}: {decided}."))


def changes(folder: CityFolder, after: int, words: Words) -> str:
    """Which two editions are compared."""
    return words("head.changes", city=_name(folder, words), before=after - 1, after=after)


def comparison(overview: ComparisonOverview, words: Words) -> str:
    """What is compared, and of how many cities."""
    return fitting(
        (
            words("head.comparison", title=overview.recommended.title[words.language]),
            f"{words('comparison.counts.cities')}: {overview.cities}; "
            f"{words(f'comparison.states.{overview.state}')}.",
        )
    )
