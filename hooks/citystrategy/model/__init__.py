"""The typed model of a strategy: what the YAML files hold, validated and frozen.

One module for each kind of file under `strategies/`. The field documentation on the site and the
JSON Schema come from here. Must not read files, nor check what one file says against another
(`checks` does).
"""

from citystrategy.model.actuals import Actual, Actuals
from citystrategy.model.base import Address, Bilingual, Decimals, Identifier, Model, Word, Year
from citystrategy.model.indicators import (
    Baseline,
    Due,
    Indicator,
    Indicators,
    Method,
    NotAssessable,
    Target,
)
from citystrategy.model.profile import Point, Profile, Series
from citystrategy.model.registers import (
    City,
    CityName,
    CityPopulation,
    Coordinates,
    Register,
    Source,
    Sources,
)
from citystrategy.model.strategy import (
    ApprovalStep,
    Decision,
    Declaration,
    Edition,
    Step,
    Strategy,
)

__all__ = [
    "Actual",
    "Actuals",
    "Address",
    "ApprovalStep",
    "Baseline",
    "Bilingual",
    "City",
    "CityName",
    "CityPopulation",
    "Coordinates",
    "Decimals",
    "Decision",
    "Declaration",
    "Due",
    "Edition",
    "Identifier",
    "Indicator",
    "Indicators",
    "Method",
    "Model",
    "NotAssessable",
    "Point",
    "Profile",
    "Register",
    "Series",
    "Source",
    "Sources",
    "Step",
    "Strategy",
    "Target",
    "Word",
    "Year",
]
