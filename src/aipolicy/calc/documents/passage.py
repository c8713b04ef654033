"""A passage: where words of the law are, without the words."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aipolicy._schema import described_in_short
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import custom_error

READ_ONLY = ConfigDict(frozen=True, extra="forbid", json_schema_extra=described_in_short)
"""How all models of a document's data behave: nothing changes, and no key is passed over."""


class Passage(BaseModel):
    """Where words are in the body of a document, and their SHA-256.

    Attributes:
        start: the offset of the first character in the body's normal form.
        end: the offset just after the last character; always above `start`.
        sha256: the hash of the words in normal form, 64 hexadecimal digits.
        role: what the words are where they belong to no provision: "heading", "departments",
            "aim", "title", "validity" and the like; None for a provision's own words.

    >>> Passage(start=10, end=14, sha256="0" * 64).length
    4
    """

    model_config = READ_ONLY

    start: int = Field(ge=0)
    end: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: str | None = None

    @property
    def length(self) -> int:
        """How many characters of normal form the words have."""
        return self.end - self.start

    @model_validator(mode="after")
    def _ends_behind_its_start(self) -> Self:
        if self.end <= self.start:
            raise custom_error(fault(Code.DOCUMENT_ORDER, value=self.end, least=self.start))
        return self
