"""What the references of a text may name: values, observed values, series and tables of one city.

Owns that set. Must not know what a text says.
"""

from citystrategy.reading.load import CityStrategy

Referent = tuple[str, str, int | None]
"""Name, id and year of a reference."""


def referable(strategy: CityStrategy) -> set[Referent]:
    """Everything that a reference may name."""
    found: set[Referent] = set()
    for indicator in strategy.indicators:
        found |= {("value", indicator.id, target.year) for target in indicator.targets}
        if indicator.baseline and indicator.baseline.value is not None:
            found.add(("value", indicator.id, indicator.baseline.year))
    for _, year in strategy.actuals:
        found |= {("actual", actual.indicator, year.year) for actual in year.values}
    for series in strategy.profile.series if strategy.profile else ():
        found |= {("profile", series.id, point.year) for point in series.values}
        found.add(("series", series.id, None))
    for direction in strategy.methodology.directions():
        found |= {("targets", direction.id, None), ("sources", direction.id, None)}
    return found
