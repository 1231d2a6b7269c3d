"""Why cities cannot be compared, in words: the reasons of one city, and in what the indicators differ.

Must not know HTML, nor what has to agree (`comparability`).
"""

from collections.abc import Iterator

from citystrategy.facts import sentences
from citystrategy.method.comparability import CityEntry, Difference, Trait, Unranked
from citystrategy.model import Bilingual
from citystrategy.words.words import Words


def reasons(unranked: Unranked, words: Words) -> Iterator[str]:
    """Why a city is not ranked, in one line, and the strategy's own explanation."""
    traits = ", ".join(words(f"comparison.traits.{trait}") for trait in unranked.differing)
    line = "; ".join(words(f"comparison.reasons.{reason}", traits=traits) for reason in unranked.reasons)
    yield line[0].upper() + line[1:]
    if unranked.entry.indicator.not_assessable:
        yield unranked.entry.indicator.not_assessable.explanation[words.language]


def variants(difference: Difference, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The variants of a trait in words, with the slugs of their cities."""
    for entries in difference.variants:
        yield _wording(entries[0], difference.trait, words), tuple(entry.city for entry in entries)


def _wording(entry: CityEntry, trait: Trait, words: Words) -> str:
    """What an indicator has of a trait."""
    indicator, language = entry.indicator, words.language
    if trait in ("territory", "kind", "better"):
        return words(f"comparison.{trait}.{getattr(indicator, trait)}")
    if trait == "method":
        named = indicator.method and sentences.method_name(indicator, indicator.method, words)
        return named or words("table.absent")
    if trait == "categories":
        return ", ".join(category.name[language] for category in indicator.categories)
    written = getattr(indicator, trait)
    return written[language] if isinstance(written, Bilingual) else str(written)
