"""What the parts of the published documents are made of: records, values, links.

Owns what all records have in common. What a field means is said once: where a record says what a file says,
its words are those of the model. Must not know what is published of what.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from citystrategy import addresses
from citystrategy.addresses import Place
from citystrategy.model import Bilingual, Range, Value
from citystrategy.model.described import describe
from citystrategy.words.words import LANGUAGES

# A document's schema explains the parts of files that stand in it.
describe()


def _plain(value: Any) -> Any:
    """A value as it is published: a whole number without a comma."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


PublishedValue = Annotated[bool | int | float | str | Range | Bilingual, BeforeValidator(_plain)]
"""A number; true or false; the id of a category, or a status that a body gave; a range; words."""


class Record(BaseModel):
    """What every part of a document has in common: a field without words means what it means `as_in`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, from_attributes=True
    )
    as_in: ClassVar[type[BaseModel] | None] = None

    def __init_subclass__(cls, as_in: type[BaseModel] | None = None) -> None:
        super().__init_subclass__()
        cls.as_in = as_in

    @classmethod
    def __pydantic_init_subclass__(cls, **arguments: object) -> None:
        """Gives each field that has no words those of the next class that has some; there must be one."""
        _, *others = kin(cls)
        for name, field in cls.model_fields.items():
            if not (name in cls.__annotations__ and field.description):
                described = (owner.model_fields[name] for owner in others if name in owner.model_fields)
                field.description = next(described).description
        cls.model_rebuild(force=True)

    @classmethod
    def of(cls, part: object, **others: Any) -> Self:
        """The record of a part of a file or of a result: what that calls by the same names, and others."""
        same = {name: getattr(part, name) for name in cls.model_fields.keys() - others.keys()}
        return cls(**same, **others)


def kin(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The classes that may say what a field means, in order: each one, then that `as_in` which it speaks."""
    for owner in model.__mro__:
        if issubclass(owner, BaseModel):
            yield owner
            if as_in := vars(owner).get("as_in"):
                yield from kin(as_in)


class Document(Record):
    """What every document begins with."""

    schema_address: str = Field(serialization_alias="$schema")
    """Address of the JSON Schema of this document."""
    as_of: datetime.date
    """Day on which the statuses were computed."""
    terms: Bilingual
    """On which terms data and texts of this document may be used; what nobody declared is said to be so."""


class PageLinks(Record):
    """The same thing in both languages."""

    kk: str
    """Address in Kazakh."""
    ru: str
    """Address in Russian."""


def page_links(path: str, place: Place) -> PageLinks:
    """A page in both languages."""
    kazakh, russian = (place.link(addresses.page(path, code)) for code in LANGUAGES)
    return PageLinks(kk=kazakh, ru=russian)


class DownloadLinks(Record):
    """The same data in other formats."""

    json_file: str = Field(serialization_alias="json")
    """JSON document."""
    csv: PageLinks
    """Table of values for spreadsheets: UTF-8, semicolons, decimal commas."""
    xlsx: str
    """Excel workbook with a sheet in each language."""
    svg: PageLinks | None
    """Chart of an indicator as a drawing without fonts; null where nothing is drawn."""
    png: PageLinks | None
    """The same as a picture, 1200 pixels wide."""


def download_links(stem: str, place: Place, drawn: bool = False) -> DownloadLinks:
    """The files of a city, or of an indicator, whose chart is drawn where there is something to draw."""

    def pictures(ending: str) -> PageLinks | None:
        links = {code: place.link(f"{stem}.{code}.{ending}") for code in LANGUAGES}
        return PageLinks(**links) if drawn else None

    return DownloadLinks(
        json_file=place.link(f"{stem}.json"),
        csv=PageLinks(kk=place.link(f"{stem}.kk.csv"), ru=place.link(f"{stem}.ru.csv")),
        xlsx=place.link(f"{stem}.xlsx"),
        svg=pictures("svg"),
        png=pictures("png"),
    )


class PointRecord(Record):
    """A value with its year."""

    year: int
    """Year that the value describes."""
    value: PublishedValue
    """Value, in the indicator's unit."""


def point(year: int, value: Value) -> PointRecord:
    """A value with its year."""
    return PointRecord(year=year, value=value)


class NamedRecord(Record):
    """A category, or a version of the definition."""

    id: str
    """Name by which values refer to it."""
    name: Bilingual
    """What it is called."""
