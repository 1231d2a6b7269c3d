"""How values were received, in words: which body gave them by which letter, and whether two people saw them.

The names of officers are personal data: they stay in the file and are no part of what the site says.
"""

from collections.abc import Iterator
from datetime import date

from citystrategy.method.happened import year_before
from citystrategy.model import Receipt
from citystrategy.model.tree import CityFolder
from citystrategy.words.words import Words


def of_a_year(folder: CityFolder, today: date, words: Words) -> Iterator[str]:
    """What was received within a year, the newest first."""
    receipts = [(receipt, year.year) for _, year in folder.actuals for receipt in year.received]
    since = year_before(today)
    recent = [(receipt, year) for receipt, year in receipts if since < receipt.date <= today]
    for receipt, year in sorted(recent, key=lambda pair: (pair[0].date, pair[1]), reverse=True):
        yield sentence(receipt, year, words)


def sentence(receipt: Receipt, year: int, words: Words) -> str:
    """How values of a year were received."""
    said = words("happened.receipt", date=receipt.date, year=year, body=receipt.body[words.language])
    if receipt.letter and receipt.letter_date:
        letter = words("happened.letter_dated", number=receipt.letter, date=receipt.letter_date)
    else:
        letter = words("happened.letter", number=receipt.letter) if receipt.letter else ""
    names = {" ".join(name.split()).casefold() for name in (receipt.filled_by, receipt.checked_by)}
    checked = words("happened.checked") if len(names) > 1 else ""
    return " ".join(part for part in (said, letter, checked) if part)
