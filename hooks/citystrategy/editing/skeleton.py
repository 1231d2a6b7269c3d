"""The files of a strategy that is begun: what the order asks for, each thing still to be written.

Owns what stands in them and in which form it is open, as notes and blanks that the check lists
(`checks/unwritten`) and no page shows as a text. Must not write files, nor know a city's content.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date

from citystrategy.checks.unwritten import BLANK
from citystrategy.editing.yaml_text import written
from citystrategy.model import City
from citystrategy.model.methodology import Chapter, Methodology, Recommended, Rule, Section
from citystrategy.words.words import LANGUAGES, Words

WIDTH = 100
"""Columns of a note or a comment."""
OPEN_TEXT = re.compile(rf":\n +kk: {BLANK}\n +ru: {BLANK}(?=\n|$)")
STATEMENT, STEP = "statement", "step"
"""The kinds of rules that `strategy.yml` answers."""


def files(
    city: City, order: Methodology, today: date, words: Mapping[str, Words], own: str
) -> dict[str, str]:
    """Every file of a new strategy by its name in the city's folder; comments are in the language `own`."""
    made = {
        "strategy.yml": strategy(city, order, today, words, own),
        "indicators.yml": indicators(order, words, own),
        "profile.yml": profile(order, words[own]),
        "actuals/.gitkeep": "",
    }
    for chapter in order.chapters:
        for language in LANGUAGES:
            made[f"chapters/{chapter.file_name(language)}"] = text(chapter, order, words[language])
    return made


def text(chapter: Chapter, order: Methodology, words: Words) -> str:
    """A chapter: its title, and under each section's heading what the order asks of it."""
    parts = [f"# {chapter.title[words.language]}"]
    for section in chapter.sections:
        parts.append(f"## {section.title[words.language]} {{#{section.id}}}")
        parts.append(note(chapter, section, order, words))
    return "\n\n".join(parts) + "\n"


def note(chapter: Chapter, section: Section, order: Methodology, words: Words) -> str:
    """What the order asks of a section, as a comment that no page shows."""
    lines = [f"to-write: {words.citation(section.paragraph)}."]
    for rule in order.rules:
        if section.id in rule.sections and _concerns(rule, chapter):
            asks = f"{words.citation(rule.paragraph)}: {rule.asks[words.language]}."
            lines += textwrap.wrap(asks, WIDTH, break_long_words=False, break_on_hyphens=False)
    if len(lines) > 1:
        return "\n".join(["<!--", *lines, words("new_city.remove"), "-->"])
    return f"<!-- {lines[0]} {words('new_city.remove')} -->"


def _concerns(rule: Rule, chapter: Chapter) -> bool:
    """Whether a rule about sections asks for those of a chapter."""
    return chapter.direction if rule.kind == "each-direction" else chapter.id in rule.chapters


def strategy(city: City, order: Methodology, today: date, words: Mapping[str, Words], own: str) -> str:
    """`strategy.yml`: a draft, with the steps and declarations that an approval needs as comments."""
    own_words = words[own]
    about = {
        "status": "draft",
        "methodology": order.edition,
        "written": today,
        "title": {code: _filled(words[code], "title", city.name[code], order) for code in LANGUAGES},
        "summary": {code: _filled(words[code], "summary", city.name[code], order) for code in LANGUAGES},
    }
    lines = [*_comment(own_words("new_city.comments.strategy")), *written(about)]
    lines += ["", *_comment(own_words("new_city.comments.steps")), "# approval:"]
    republican = city.status in ("capital", "republican")
    for rule in order.rules:
        if rule.kind == STEP and rule.step and (republican or rule.step != "adjacent-oblasts"):
            asks = f"{own_words.citation(rule.paragraph)}: {rule.asks[own]}."
            lines += _comment(asks, "#   # ")
            lines += _commented({"step": rule.step, "date": f"{BLANK}", "document": _open()})
    lines += ["", *_comment(own_words("new_city.comments.declarations")), "# declarations:"]
    for rule in order.rules:
        if rule.kind == STATEMENT:
            asks = f"{own_words.citation(rule.paragraph)}: {rule.asks[own]}."
            lines += [*_comment(asks, "#   # "), f"#   - rule: {rule.id}"]
    return "\n".join(lines) + "\n"


def _filled(words: Words, key: str, name: str, order: Methodology) -> str:
    return words(f"new_city.{key}", city=name, horizon=order.horizon)


def indicators(order: Methodology, words: Mapping[str, Words], own: str) -> str:
    """`indicators.yml`: the recommended indicators by the order's names, all else open."""
    lines = [*_comment(words[own]("new_city.comments.indicators")), "indicators:"]
    for chapter in order.directions():
        lines += ["", *_comment(chapter.title[own], "  # ")]
        for recommended in order.recommended_indicators:
            if recommended.direction == chapter.id:
                lines += _indicator(recommended, words)
    return "\n".join(lines) + "\n"


def _indicator(recommended: Recommended, words: Mapping[str, Words]) -> Iterator[str]:
    name = {code: recommended.title[code][0].upper() + recommended.title[code][1:] for code in LANGUAGES}
    unset = {code: words[code]("new_city.unset") for code in LANGUAGES}
    content = {
        "id": recommended.id,
        "direction": recommended.direction,
        "recommended": recommended.id,
        "name": name,
        "definition": _open(),
        "kind": "number",
        "unit": _open(),
        "decimals": 0,
        "better": "higher",
        "source": _open(),
        "collection": _open(),
        "responsible": _open(),
        "not_assessable": {"reason": "unmeasurable", "explanation": unset},
    }
    first, *others = _lines(content)
    yield f"  - {first}"
    yield from (f"    {line}" for line in others)


def profile(order: Methodology, words: Words) -> str:
    """`profile.yml`: no series yet, and as comments those that the order knows, with a pattern."""
    lines = [*_comment(words("new_city.comments.profile")), "series: []"]
    pattern = {
        **{"id": order.profile_series[0].id, "unit": _open(), "decimals": 0, "territory": "city"},
        "values": [{"year": BLANK, "value": BLANK, "source": BLANK}],
    }
    lines += _commented(pattern)
    lines += ["", *_comment(words("new_city.comments.series"))]
    for series in order.profile_series:
        cited = words.citation(series.paragraph)
        lines.append(f"#   {series.id}: {series.title[words.language]} ({cited})")
    return "\n".join(lines) + "\n"


def _open() -> dict[str, str]:
    """A text in both languages that is still to be written."""
    return dict.fromkeys(LANGUAGES, BLANK)


def _lines(content: Mapping[str, object]) -> list[str]:
    """Content as lines of YAML, what is open in both languages on one line."""
    return OPEN_TEXT.sub(f": {{kk: {BLANK}, ru: {BLANK}}}", "\n".join(written(content))).split("\n")


def _comment(told: str, sign: str = "# ") -> list[str]:
    """A text as lines of a comment of YAML."""
    lines = textwrap.wrap(told, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [sign + line for line in lines]


def _commented(item: Mapping[str, object]) -> list[str]:
    """An item of a list as a comment: whoever deletes the signs `#` has it."""
    first, *others = _lines(item)
    return [f"#   - {first}", *(f"#     {line}" for line in others)]
