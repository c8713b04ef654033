"""Objects that are complete once made: the law as loaded is the same for everyone who reads it."""

from __future__ import annotations

from typing import NoReturn, Self

from aipolicy.errors import Unchangeable


class Unchanging:
    """An object whose attributes are only read once `_complete` has been called.

    A copy of it is the object itself.

    >>> class Tariff(Unchanging):
    ...     def __init__(self, rate: int) -> None:
    ...         self.rate = rate
    ...         self._complete()
    >>> Tariff(3).rate = 4
    Traceback (most recent call last):
    aipolicy.errors.Unchangeable: rate=4: a Tariff is complete once made; make another one
    """

    _is_complete = False
    _instead = "make another one"

    def _complete(self) -> None:
        """End the making of the object."""
        object.__setattr__(self, "_is_complete", True)

    def __setattr__(self, name: str, value: object) -> None:
        if self._is_complete:
            self._refuse_change(f"{name}={value!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        self._refuse_change(f"del {name}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def _refuse_change(self, what: str) -> NoReturn:
        kind = type(self).__name__
        raise Unchangeable(f"{what}: a {kind} is complete once made; {self._instead}")
