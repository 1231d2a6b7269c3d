"""What every part of a file has in common: frozen, strict, and it knows its line.

Owns the kinds of words and numbers that the files are made of.
"""

from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from citystrategy.model.located import LocatedMapping

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
SourceId = Annotated[Identifier, "a source of `_sources.yml`"]
Address = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[0-9A-Za-zЀ-ӿ][0-9A-Za-zЀ-ӿ.-]*(:[0-9]{1,5})?([/?#][^\s<>\"]*)?$"),
]
PageAddress = Annotated[
    str,
    StringConstraints(
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)+(#[a-z0-9]+(-[a-z0-9]+)*)?$",
        max_length=200,
    ),
]
Year = Annotated[int, Field(ge=1900, le=2100)]
Decimals = Annotated[int, Field(ge=0, le=6)]


class Model(BaseModel):
    """What every part of a file has in common: frozen, strict, and it knows its line."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,  # most classes are validated inside others only
        populate_by_name=True,
    )
    _line: int = PrivateAttr(default=1)
    _lines: dict[str, int] = PrivateAttr(default_factory=dict)

    @property
    def line(self) -> int:
        """Line of the file on which this part begins, from 1."""
        return self._line

    def line_of(self, key: str) -> int:
        """Line of the file on which a key stands, or this part's own where it is not written."""
        return self._lines.get(key, self._line)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(data)
        if isinstance(data, LocatedMapping):
            made._line, made._lines = data.line, data.lines
        return made


class Bilingual(Model):
    """The same text in both languages, of equal weight."""

    kk: Word
    """Kazakh text."""
    ru: Word
    """Russian text."""

    def __getitem__(self, language: str) -> str:
        """The text in `kk` or `ru`."""
        return str(getattr(self, language))
