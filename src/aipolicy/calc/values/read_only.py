"""Mappings that are complete once made: what an award states nobody changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias, TypeVar

from pydantic import AfterValidator, PlainSerializer

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class ReadOnly(Mapping[K, V_co]):
    """A mapping that can be read, compared, hashed, copied and sent, and not changed.

    >>> facts = ReadOnly({"robots": 3})
    >>> facts["robots"], facts == {"robots": 3}
    (3, True)
    >>> facts["robots"] = 4
    Traceback (most recent call last):
    TypeError: 'ReadOnly' object does not support item assignment
    """

    __slots__ = ("_of",)

    def __init__(self, of: Mapping[K, V_co]) -> None:
        self._of = dict(of)

    def __getitem__(self, key: K) -> V_co:
        return self._of[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def __hash__(self) -> int:
        return hash(frozenset(self._of.items()))

    def __repr__(self) -> str:
        return repr(self._of)


ReadOnlyMapping: TypeAlias = Annotated[
    Mapping[K, V_co], AfterValidator(ReadOnly), PlainSerializer(dict)
]
"""A mapping as a field of a model that is not to change."""
