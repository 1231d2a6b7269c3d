"""The annual report as a table for spreadsheets: the columns and rows of the site's tables.

Owns which rows belong to a report.
"""

from collections.abc import Mapping

from citystrategy.method.standing import Standing
from citystrategy.model import Source
from citystrategy.outputs import sheets
from citystrategy.outputs.tables import MARK, for_spreadsheets
from citystrategy.words.words import Words


def csv(standing: Standing, sources: Mapping[str, Source], words: Words) -> bytes:
    """The file of all indicators of a standing that was made for a report."""
    rows = (
        row.cells for progress in standing.progress for row in sheets.rows(standing, progress, sources, words)
    )
    return f"{MARK}{for_spreadsheets([sheets.titles(words), *rows])}".encode()
