"""The annual report as PDF/UA-1, typeset by Typst.

Owns Typst and its fonts, those of the pictures, so that the same report has the same bytes everywhere. How it
looks stands in `report.typ`; what it says is made in `facts.report`.
"""

import json
from datetime import date
from pathlib import Path

import typst

from citystrategy.charts.outlines import FONTS
from citystrategy.facts.report import Report
from citystrategy.outputs.report.content import charts, content, legends, titles
from citystrategy.words.words import Words

TEMPLATE = Path(__file__).parent / "report.typ"


class LetterError(Exception):
    """No font has a letter of the text; the argument is what Typst says."""


def pdf(report: Report, words: Words) -> bytes:
    """The file of a report. Raises LetterError."""
    given = {
        **content(report),
        "charts": charts(report),
        "legends": legends(report, words),
        "words": titles(words),
    }
    inputs = {"report": json.dumps(given, ensure_ascii=False, default=date.isoformat)}
    for own_fonts_only in (True, False):
        try:
            made = typst.compile(
                TEMPLATE,
                font_paths=[FONTS],
                ignore_system_fonts=own_fonts_only,
                sys_inputs=inputs,
                format="pdf",
                pdf_standards="ua-1",
            )
        except typst.TypstError as error:
            # The system may have a letter that the packaged fonts lack.
            reason = str(error)
        else:
            return made
    raise LetterError(reason)
