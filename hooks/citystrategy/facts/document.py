"""A strategy as one document in one language: what stands before and behind its chapters.

Owns which facts belong there and in which order. Chapters are laid out from their texts; every sentence,
status and value of the annex is that of the pages. Must not know any format.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citystrategy.editions import content, seal
from citystrategy.facts import report, requisites, terms, unapproved
from citystrategy.facts.indicator import used_sources
from citystrategy.facts.report import ReportGroup, ReportStatus
from citystrategy.facts.report_indicator import ReportSource
from citystrategy.facts.requisites import Requisite
from citystrategy.markdown.document import ParsedText
from citystrategy.method.standing import Standing
from citystrategy.model import Source, Strategy
from citystrategy.words.alphabet import alphabetical
from citystrategy.words.words import Words


@dataclass(frozen=True)
class StrategyDocument:
    """What a document says besides its chapters."""

    language: str
    city: str
    title: str
    named: str
    """What the document is called outside of itself: that it is not approved stands in it."""
    status: str
    notice: str
    """That nobody approved the strategy, in a sentence for every sheet; empty where it is approved."""
    decision: str
    """The decision that approved the text; empty where there is none."""
    day: str
    """As of which day the annex tells."""
    requisites: tuple[Requisite, ...]
    lead: str
    counts: tuple[str, ...]
    statuses: tuple[ReportStatus, ...]
    groups: tuple[ReportGroup, ...]
    sources: tuple[ReportSource, ...]
    """What the chapters cite and the values rest on, by title."""


def strategy_document(
    standing: Standing, sources: Mapping[str, Source], address: str, words: Words
) -> StrategyDocument:
    """The document of a strategy, as of the day of its standing; `address` is that of its page, or empty."""
    folder, about = standing.folder, standing.folder.strategy
    assert about, "only a strategy that could be read is published"
    decision = about.decision
    return StrategyDocument(
        language=words.language,
        city=folder.city.name[words.language],
        title=about.title[words.language],
        named=unapproved.marked(about.title[words.language], folder, words),
        status=words(f"strategy.statuses.{about.status}"),
        notice=words(f"unapproved.{folder.unapproved}.notice") if folder.unapproved else "",
        decision=requisites.of_decision(decision, folder, words) if decision else "",
        day=words("data.readme.day_text", date=standing.today),
        requisites=tuple(_requisites(standing, about, address, words)),
        lead=words("monitoring.lead", date=standing.today),
        counts=tuple(report.reported(standing, words)),
        statuses=report.statuses(standing, words),
        groups=tuple(report.groups(standing, None, sources, words)),
        sources=tuple(_sources(standing, sources, words)),
    )


def _requisites(standing: Standing, about: Strategy, address: str, words: Words) -> Iterator[Requisite]:
    folder = standing.folder
    yield Requisite(words("home.city"), folder.city.name[words.language])
    yield from requisites.of_strategy(about, about.edition, folder, words)
    if about.decision:
        yield from requisites.details(about.decision, words)
    else:
        # Of an approved strategy the seal is the same digest.
        digest = content.digest(content.canonical(seal.of(folder, about)))
        yield Requisite(words("document.digest"), digest)
    yield requisites.of_order(folder, words)
    yield Requisite(words("document.annex"), words("data.readme.day_text", date=standing.today))
    yield Requisite(words("document.terms"), terms.of_data((folder,), words))
    if address:
        yield Requisite(words("document.address"), address)


def cited_sources(standing: Standing, sources: Mapping[str, Source], language: str) -> dict[str, Source]:
    """The registered sources that a strategy's chapters in a language, its values and its series name."""
    folder = standing.folder
    texts: list[ParsedText] = [text.document for text in folder.chapters if text.language == language]
    names = [label for text in texts for label in text.citations]
    used = [source for progress in standing.progress for source in used_sources(progress, sources)]
    referred = {reference.id for text in texts for reference in text.references if reference.name == "series"}
    names += [
        point.source
        for series in (folder.profile.series if folder.profile else ())
        if series.id in referred
        for point in series.values
    ]
    return {source.id: source for source in used} | {name: sources[name] for name in names if name in sources}


def _sources(standing: Standing, sources: Mapping[str, Source], words: Words) -> Iterator[ReportSource]:
    cited = cited_sources(standing, sources, words.language).values()
    shown = (ReportSource(source.title[words.language], source.url) for source in cited)
    yield from alphabetical(shown, words.language, lambda source: source.title)
