"""What was found on the order's rules, in words: the pages of conformity.

Owns the sentences and the links to the place in the strategy. Must not know HTML or how a rule is
decided (`conformity`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from citystrategy.checks.conformity import counts
from citystrategy.checks.ruling import Ruling, Status
from citystrategy.model.methodology import Methodology, Rule
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words


@dataclass(frozen=True)
class LabelledPlace:
    """A place in the strategy."""

    address: str
    """Address below the city's."""
    label: str


@dataclass(frozen=True)
class WordedRuling:
    """One rule as a page shows it."""

    rule: Rule
    status: Status
    reason: str
    declared: str
    """The declaration, with who and when; empty where there is none."""
    places: tuple[LabelledPlace, ...]


@dataclass(frozen=True)
class Rulings:
    """All rules of one strategy."""

    folder: CityFolder
    rulings: tuple[WordedRuling, ...]
    counts: dict[Status, int]

    @property
    def by_rule(self) -> dict[str, WordedRuling]:
        """The rulings by the id of their rule."""
        return {ruling.rule.id: ruling for ruling in self.rulings}


@dataclass(frozen=True)
class FollowedOrder:
    """An edition of the order with the strategies that follow it."""

    methodology: Methodology
    followed: tuple[Rulings, ...]


def orders(all_rulings: Iterable[Rulings]) -> Iterator[FollowedOrder]:
    """The strategies by the edition of the order that they follow, the newest one first."""
    by_date: dict[date, list[Rulings]] = {}
    for of_city in all_rulings:
        by_date.setdefault(of_city.folder.methodology.edition, []).append(of_city)
    for _, followed in sorted(by_date.items(), reverse=True):
        yield FollowedOrder(followed[0].folder.methodology, tuple(followed))


def rulings(folder: CityFolder, rulings: tuple[Ruling, ...], words: Words) -> Rulings:
    """What was found on a strategy, in one language."""
    worded = tuple(
        WordedRuling(
            rule=ruling.rule,
            status=ruling.status,
            reason=reason(ruling, words),
            declared=_declared(ruling, words),
            places=tuple(_places(folder, ruling, words)),
        )
        for ruling in rulings
    )
    return Rulings(folder, worded, counts(rulings))


def reason(ruling: Ruling, words: Words) -> str:
    """What decided a verdict, in a sentence."""
    arguments: dict[str, object] = dict(ruling.arguments)
    for name in ("date", "earlier"):
        if name in arguments:
            arguments[name] = date.fromisoformat(str(arguments[name]))
    for name, group in (("status", "home.statuses"), ("step", "conformity.steps")):
        if name in arguments:
            arguments[name] = words(f"{group}.{arguments[name]}")
    return words(f"conformity.reasons.{ruling.reason}", **arguments)


def _declared(ruling: Ruling, words: Words) -> str:
    declaration = ruling.declaration
    if declaration is None:
        return ""
    return words(
        "conformity.declared_by",
        statement=declaration.statement[words.language],
        by=declaration.by[words.language],
        date=declaration.date,
    )


def _places(folder: CityFolder, ruling: Ruling, words: Words) -> Iterator[LabelledPlace]:
    """The places with labels: chapter and section, indicator, or the page of monitoring."""
    named = {f"indicators/{indicator.id}": indicator.name[words.language] for indicator in folder.indicators}
    named |= {
        f"monitoring/#{indicator.id}": indicator.name[words.language] for indicator in folder.indicators
    }
    for address in ruling.places:
        page, _, anchor = address.partition("/#")
        page = page.rstrip("/")
        chapter = next((chapter for chapter in folder.methodology.chapters if chapter.id == page), None)
        if chapter is not None:
            section = next((section for section in chapter.sections if section.id == anchor), None)
            title = (section or chapter).title[words.language]
            yield LabelledPlace(address, f"{chapter.number}. {title}")
        else:
            yield LabelledPlace(address, named.get(address.rstrip("/"), words("strategy.monitoring")))
