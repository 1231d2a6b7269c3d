"""The indicators of a strategy with their set values, as the annex of a law.

Owns its tables and the names of their rows, by which a change of a value is told. Must not know where the
annex stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from citystrategy.facts.values import text, written
from citystrategy.method.plan import ApprovedPoint, plan
from citystrategy.method.standing import Standing
from citystrategy.model import Indicator
from citystrategy.outputs.law.elements import PAGE, add, write
from citystrategy.outputs.law.identity import indicator as eid_of
from citystrategy.outputs.law.source import LawTexts
from citystrategy.words.words import Words


@dataclass(frozen=True)
class AnnexRow:
    """What is set of an indicator under a key."""

    key: str
    """Key of the file, or the year of a target."""
    label: str
    value: str
    number: float | None = None
    """The value, where it is a number."""
    basis: str = ""
    """On what a value rests that nobody approved."""


def name_indicators(references: Element, texts: LawTexts) -> None:
    """Writes what each indicator of the annex is called, and where its page is."""
    for indicator in _in_order(texts):
        shown = indicator.name[texts.words.language]
        named = {"eId": f"indicator_{indicator.id}", "href": _page(texts, indicator), "showAs": shown}
        add(references, "TLCConcept", named)


def write_annex(body: Element, texts: LawTexts) -> None:
    """Writes every indicator of the strategy, in the order of its directions."""
    for indicator in _in_order(texts):
        eid = eid_of(indicator.id)
        named = {"name": "indicator", "eId": eid, "refersTo": f"#indicator_{indicator.id}"}
        container = add(body, "hcontainer", {**named, PAGE: _page(texts, indicator)})
        add(container, "heading", text=indicator.name[texts.words.language])
        table = add(add(container, "content"), "table", {"eId": f"{eid}__table_1"})
        for row in rows(texts.standing, indicator, texts.words):
            _row(table, indicator, row)


def _in_order(texts: LawTexts) -> Iterator[Indicator]:
    standing = texts.standing
    for direction in standing.folder.methodology.directions():
        yield from (progress.indicator for progress in standing.of_direction(direction.id))


def _page(texts: LawTexts, indicator: Indicator) -> str:
    """The page of an indicator; the edition's where the strategy has that indicator no longer."""
    current = texts.site.standings[texts.slug].folder.indicator(indicator.id)
    return texts.link(f"{texts.slug}/indicators/{indicator.id}/" if current else texts.whole)


def _row(table: Element, indicator: Indicator, row: AnnexRow) -> None:
    element = add(table, "tr", {"eId": eid_of(indicator.id, row.key)})
    add(add(element, "th"), "p", text=row.label)
    paragraph = add(add(element, "td"), "p")
    if row.number is None:
        write(paragraph, row.value)
    else:
        written = f"{row.number:.0f}" if row.number == int(row.number) else repr(row.number)
        named = {"normalized": written, "refersTo": f"#indicator_{indicator.id}"}
        add(paragraph, "quantity", named, row.value)
    if row.basis:
        write(paragraph, f" ({row.basis})")


def rows(standing: Standing, indicator: Indicator, words: Words) -> Iterator[AnnexRow]:
    """What is set of an indicator, in the words of its language."""
    language = words.language
    direction = next(
        chapter for chapter in standing.folder.methodology.directions() if chapter.id == indicator.direction
    )
    yield AnnexRow("definition", words("edition.keys.definition"), written(indicator.definition, words))
    yield AnnexRow("direction", words("edition.keys.direction"), direction.title[language])
    yield AnnexRow("unit", words("edition.keys.unit"), written(indicator.unit, words))
    start = indicator.baseline
    if start and start.absent:
        yield AnnexRow("baseline", words("edition.keys.baseline_value"), start.absent[language])
    for point in plan(indicator).points:
        yield _set(indicator, point, words)
    if indicator.not_assessable:
        explained = indicator.not_assessable.explanation[language]
        yield AnnexRow("not_assessable", words("status.not-assessable"), explained)
    yield AnnexRow("source", words("monitoring.information"), written(indicator.source, words))
    yield AnnexRow("collection", words("edition.keys.collection"), written(indicator.collection, words))
    yield AnnexRow("responsible", words("edition.keys.responsible"), written(indicator.responsible, words))


def _set(indicator: Indicator, point: ApprovedPoint, words: Words) -> AnnexRow:
    """The baseline or a target."""
    start = point.basis == "baseline"
    name = "baseline" if start else "targets"
    label = words(f"edition.keys.{name}_value", item=point.year)
    value = point.value
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    return AnnexRow(
        key="baseline" if start else str(point.year),
        label=f"{label} ({point.year})" if start else label,
        value=text(indicator, value, words),
        number=number,
        basis="" if point.basis in ("baseline", "approved") else words(f"basis.{point.basis}"),
    )
