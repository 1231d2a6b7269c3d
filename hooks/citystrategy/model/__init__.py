"""The typed model of a strategy: what the YAML files hold, validated and frozen.

One module for each kind of file under `strategies/`. The field documentation on the site and the
JSON Schema come from here. Must not read files, nor check what one file says against another
(`checks` does).
"""

from citystrategy.model.actuals import Actual, Actuals, Finding, Receipt, Revision
from citystrategy.model.base import Address, Bilingual, Decimals, Identifier, Model, PageAddress, Word, Year
from citystrategy.model.benchmarks import Benchmark, BenchmarkEdition, BenchmarkPlace
from citystrategy.model.indicators import (
    Baseline,
    Category,
    Due,
    Indicator,
    Indicators,
    Kind,
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
    Redirect,
    Redirects,
    Register,
    Source,
    Sources,
)
from citystrategy.model.strategy import (
    ApprovalStep,
    Decision,
    Declaration,
    Edition,
    Signatory,
    Step,
    Strategy,
    Versions,
)
from citystrategy.model.values import FORMS, Range, Value

__all__ = [
    "FORMS",
    "Actual",
    "Actuals",
    "Address",
    "ApprovalStep",
    "Baseline",
    "Benchmark",
    "BenchmarkEdition",
    "BenchmarkPlace",
    "Bilingual",
    "Category",
    "City",
    "CityName",
    "CityPopulation",
    "Coordinates",
    "Decimals",
    "Decision",
    "Declaration",
    "Due",
    "Edition",
    "Finding",
    "Identifier",
    "Indicator",
    "Indicators",
    "Kind",
    "Method",
    "Model",
    "NotAssessable",
    "PageAddress",
    "Point",
    "Profile",
    "Range",
    "Receipt",
    "Redirect",
    "Redirects",
    "Register",
    "Revision",
    "Series",
    "Signatory",
    "Source",
    "Sources",
    "Step",
    "Strategy",
    "Target",
    "Value",
    "Versions",
    "Word",
    "Year",
]
