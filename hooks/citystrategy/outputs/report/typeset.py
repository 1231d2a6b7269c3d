"""The annual report as PDF. How it looks stands in `report.typ`; what it says is made in `facts.report`."""

from pathlib import Path

from citystrategy.facts.report import Report
from citystrategy.outputs.report.content import charts, content, legends, titles
from citystrategy.outputs.typesetting import press
from citystrategy.words.words import Words

TEMPLATE = Path(__file__).parent / "report.typ"


def pdf(report: Report, words: Words) -> bytes:
    """The file of a report. Raises LetterError."""
    given = {
        **content(report),
        "charts": charts(report),
        "legends": legends(report, words),
        "words": titles(words),
    }
    return press.pdf(TEMPLATE, given)
