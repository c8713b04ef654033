"""Frozen values: mappings and objects that are read only once they are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, NoReturn, Self, TypeAlias, TypeVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from aipolicy._words import Words
from aipolicy.errors import Code, Unchangeable, fault

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

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # As the default of a field it is written into a JSON Schema.
        written = core_schema.plain_serializer_function_ser_schema(dict)
        return core_schema.is_instance_schema(cls, serialization=written)


class _AsReadOnly:
    """How pydantic reads a mapping that is not to change, and writes it as one of its own types."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        plain = handler.generate_schema(dict.__class_getitem__(get_args(source)))
        written = core_schema.plain_serializer_function_ser_schema(dict, return_schema=plain)
        return core_schema.no_info_after_validator_function(
            ReadOnly, handler(source), serialization=written
        )


ReadOnlyMapping: TypeAlias = Annotated[Mapping[K, V_co], _AsReadOnly()]
"""A mapping as a field of a model that is not to change."""


class Unchanging:
    """An object whose attributes are only read once `_complete` has been called.

    A copy of it is the object itself.

    >>> class Tariff(Unchanging):
    ...     def __init__(self, rate: int) -> None:
    ...         self.rate = rate
    ...         self._complete()
    >>> Tariff(3).rate = 4
    Traceback (most recent call last):
    aipolicy.errors.Unchangeable: rate=4: Tariff objects are immutable; make another one
    """

    _is_complete = False
    _instead = Words("请另建一个", "make another one")

    def _complete(self) -> None:
        """End the making of the object."""
        object.__setattr__(self, "_is_complete", True)

    def __setattr__(self, name: str, value: object) -> None:
        if self._is_complete:
            self._refuse_change(name, value=value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        self._refuse_change(f"del {name}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def _refuse_change(self, name: str, **given: object) -> NoReturn:
        kind = type(self).__name__
        raise Unchangeable(
            fault(Code.FROZEN_CHANGED, name, kind=kind, instead=self._instead, **given)
        )
