"""The table of the data package that says how far strategies meet the order, rule by rule.

Owns its columns. Must not know how tables are written or described.
"""

from collections.abc import Sequence

from citystrategy.checks.finding import STATUSES
from citystrategy.outputs.conformities import RulingRecord
from citystrategy.outputs.documents import CityDocument
from citystrategy.outputs.normal import Cells, Field, ForeignKey, Table, both, texts


def conformity(described: Sequence[CityDocument]) -> Table:
    """What was found on every rule, by city."""
    fields = (
        Field("city", "string", "City"),
        Field("rule", "string", "Stable name of the rule"),
        Field("paragraph", "string", "Paragraph of the order"),
        Field("level", "string", "must or recommended"),
        *both("asks", "What is asked"),
        Field("verdict", "string", f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}"),
        *both("reason", "What decided it"),
        *both("declared_by", "Who declares it: body and office"),
        Field("declared", "date", "Day of the declaration"),
        *both("statement", "What is declared, or why the rule does not apply"),
        Field(
            "places",
            "string",
            "Pages of the city, with anchors after #; of a missing one, what fails",
        ),
    )
    rows = tuple([one.city.id, *_ruling(each)] for one in described for each in one.conformity.rules)
    about = "What was found on every rule of the order"
    own, cities = ("city", "rule"), ForeignKey(("city",), "cities")
    return Table("conformity", about, fields, own, (cities,), rows)


def _ruling(one: RulingRecord) -> Cells:
    declared = one.declaration
    return [
        *(one.rule, one.paragraph, one.level, *texts(one.asks), one.verdict, *texts(one.reason)),
        *texts(declared.by if declared else None),
        declared.date if declared else None,
        *texts(declared.statement if declared else None),
        " ".join(f"{place.page}#{place.anchor or ''}".rstrip("#") for place in one.places) or None,
    ]
