"""What a workbook would change and what is wrong with it, line by line in the editor's language.

Owns those sentences. Must not decide anything.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from citystrategy.editing.given import UnclearError
from citystrategy.facts import values
from citystrategy.model import Bilingual
from citystrategy.tools.entries import content
from citystrategy.tools.yearly.filled import written_day
from citystrategy.tools.yearly.found import CellRemark
from citystrategy.tools.yearly.understood import Taken
from citystrategy.words.words import LANGUAGES, Words, tool_words


def change(taken: Taken, titles: Mapping[str, Mapping[str, str]], words: Words) -> Iterator[str]:
    """A row that would change, and below it what changes."""
    language = readers(words).language
    row = words(f"workbook.{'row_hidden' if taken.hidden else 'row'}", row=taken.row)
    name = taken.indicator.name[language]
    yield words("workbook.row_of", sheet=taken.sheet, row=row, name=name, year=taken.entry.year)
    for key in taken.before | taken.after:
        before, after = (_written(taken, key, state.get(key), words) for state in (taken.before, taken.after))
        if key == "source":
            before, after = (titles.get(name, {}).get(language, name) for name in (before, after))
        if before != after:
            title = words(f"workbook.columns.{key}")
            yield words("workbook.was_is", title=title, before=before or "–", after=after or "–")
    if reason := (taken.entry.reason or {}).get(language):
        yield words("workbook.reason", reason=reason)


def readers(words: Words) -> Words:
    """The words of the site beside those of the editor: the site speaks no English."""
    return words if words.language in LANGUAGES else tool_words(LANGUAGES[0])


def _written(taken: Taken, key: str, value: Any, words: Words) -> str:
    """A value of the state as a reader sees it."""
    words = readers(words)
    if value is None:
        return ""
    if key == "value":
        return f"{content(taken.indicator, key, value, words)}{values.sign(taken.indicator)}"
    if key == "date":
        return words.date(date.fromisoformat(value))
    return words("value.affirmative") if value is True else str(value)


def remark(told: CellRemark, words: Words, kind: str) -> str:
    """A remark with its place: `kind` is `wrong` or `noticed`."""
    arguments = {name: _argument(value, words) for name, value in told.arguments.items()}
    error = told.arguments.get("error")
    if isinstance(error, UnclearError):
        sentence = error.told(words)
    else:
        if "key" in arguments:
            arguments["name"] = words(f"workbook.sheets.{arguments.pop('key')}")
        if "item" in arguments:
            arguments["title"] = words(f"workbook.signed.{arguments['item']}")
        sentence = words(f"workbook.{kind}.{told.code}", **arguments)
    if not told.sheet:
        return sentence
    place = "place" if told.cell else "sheet_place"
    return words(f"workbook.{place}", sheet=told.sheet, cell=told.cell, said=sentence)


def _argument(value: Any, words: Words) -> Any:
    if isinstance(value, Bilingual):
        return value[readers(words).language]
    return written_day(value) if isinstance(value, date) else value
