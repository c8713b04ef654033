"""Pools and quotas: what a document sets aside for all claimants together.

A pool is a sum, a quota a number of awards. Both bind the provisions they name as a whole. They
are stated here and compared with a copy of the text, as every figure is; nothing is counted
against them, since none of the documents says who goes without when they are used up.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, Field, model_validator

from aipolicy.calc.documents.passage import READ_ONLY, Passage
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import custom_error


class Bound(StrEnum):
    """Which side of a pool's sum the words fix."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Span(StrEnum):
    """The time over which a pool or a quota is counted."""

    YEAR = "year"
    TERM = "term"
    """The whole life of the document."""


class _Shared(BaseModel):
    model_config = READ_ONLY

    article: str
    of: str
    per: Span
    binds: tuple[str, ...] = Field(min_length=1)
    printed: str
    passages: tuple[Passage, ...] = Field(min_length=1)


class Pool(_Shared):
    """A sum set aside for all claimants of some provisions together.

    Attributes:
        article: the article that sets it.
        of: what it is a pool of, as printed, such as 算力券.
        total: the sum in yuan, above 0.
        bound: whether the sum is the most or the least that is set aside. A least sum binds
            what is set aside, not what is taken up.
        per: the time over which it is counted.
        binds: the ids of the provisions that draw on it.
        printed: the sum as the text prints it.
        passages: where its words are.

    >>> words = Passage(start=0, end=1, sha256="0" * 64)
    >>> vouchers = Pool(article="6", of="算力券", total=20_000_000, bound="at_most", per="year",
    ...     binds=["a/6.1"], printed="2000万元", passages=[words])
    >>> vouchers.bound.value, vouchers.per.value
    ('at_most', 'year')
    """

    total: Decimal = Field(gt=0)
    bound: Bound


class Quota(_Shared):
    """A number of awards set for all claimants of some provisions together.

    Attributes:
        article: the article that sets it.
        of: what is counted, as printed, such as 标杆示范场景.
        least: the smallest number the words name; 0 where they name none.
        most: the largest number, included.
        per: the time over which it is counted.
        binds: the ids of the provisions it binds.
        printed: the number as the text prints it.
        passages: where its words are.

    >>> words = Passage(start=0, end=1, sha256="0" * 64)
    >>> models = Quota(article="3", of="大模型", most=3, per="year", binds=["a/3.1"],
    ...     printed="3个", passages=[words])
    >>> models.least, models.most
    (0, 3)
    """

    least: int = Field(default=0, ge=0)
    most: int = Field(gt=0)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.least > self.most:
            raise custom_error(fault(Code.DOCUMENT_ORDER, value=self.most, least=self.least))
        return self
