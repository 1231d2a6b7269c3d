"""What makes a strategy an official document, as lines of a name and what it is: status, decision, seal.

Owns which lines there are and in which order. Must not know any format.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citystrategy.model import Decision, Edition, Strategy
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import LANGUAGES, Words


@dataclass(frozen=True)
class Requisite:
    """A name and what it is."""

    name: str
    text: str


def of_strategy(
    about: Strategy, edition: Edition | None, folder: CityFolder, words: Words
) -> Iterator[Requisite]:
    """Status and approving body, then an edition with its decision and seal, or that there is no decision."""
    yield Requisite(words("strategy.status"), words(f"strategy.statuses.{about.status}"))
    yield Requisite(words("strategy.approving"), folder.city.maslikhat[words.language])
    if edition is None:
        yield Requisite(words("strategy.decision"), words("strategy.no_decision"))
        return
    kind = words(f"edition.kinds.{edition.kind}")
    yield Requisite(words("edition.label"), f"№ {edition.number}, {kind}, {words.date(edition.date)}")
    if decision := about.decision_of(edition):
        yield Requisite(words("strategy.decision"), of_decision(decision, folder, words))
        yield Requisite(words("edition.official"), decision.url)
        yield Requisite(words("edition.seal"), edition.seal or "")


def of_decision(decision: Decision, folder: CityFolder, words: Words) -> str:
    """A decision: body, date, number, and its number in the register of legal acts."""
    body = (decision.body or folder.city.maslikhat)[words.language]
    told = words("edition.decision_text", body=body, number=decision.number, date=decision.date)
    if decision.registration:
        told = f"{told}, {words('edition.registration', number=decision.registration)}"
    return told


def details(decision: Decision, words: Words) -> Iterator[Requisite]:
    """What is known of a decision besides; what is not is said to be so."""
    unknown = words("edition.unknown")
    yield Requisite(words("edition.session"), decision.session or unknown)
    yield Requisite(words("edition.convocation"), decision.convocation or unknown)
    signed = (
        f"{signatory.office[words.language]} – {signatory.name[words.language]}"
        for signatory in decision.signatories
    )
    yield Requisite(words("edition.signatories"), "; ".join(signed) or unknown)
    versions = (
        f"{words(f'edition.languages.{code}')} – {(decision.versions and decision.versions[code]) or unknown}"
        for code in LANGUAGES
    )
    yield Requisite(words("edition.versions"), "; ".join(versions))


def of_order(folder: CityFolder, words: Words) -> Requisite:
    """The order that the strategy follows."""
    order, edition = folder.methodology.order, folder.methodology.edition
    told = words("strategy.methodology_text", number=order.number, date=order.date, edition=edition)
    return Requisite(words("strategy.methodology"), told)
