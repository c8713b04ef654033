"""What can go wrong, each written for the person who must act.

Every error of the library has the one root `AipolicyError` and is also the builtin that a
caller would catch. A message names what was given, the limit it breaks and the cure, and
reports all faults of a call at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LONGEST_VALUE = 60
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what was given, the limit it breaks, and the cure.

    >>> print(Fault("total_investment", "-5", "a sum is 0 or more", "give the sum in yuan"))
    total_investment=-5: a sum is 0 or more; give the sum in yuan
    """

    name: str
    value: str
    limit: str
    cure: str

    def __str__(self) -> str:
        return f"{self.name}={self.value}: {self.limit}; {self.cure}"


class AipolicyError(Exception):
    """The root of every error of the library."""


class Faulty(AipolicyError, ValueError):
    """Something given is wrong; `where` says in what, `faults` hold every single fault.

    >>> print(Faulty("harbin_2022/4.1", [Fault("a", "1", "no", "drop it")]))
    harbin_2022/4.1: 1 fault
      a=1: no; drop it
    """

    def __init__(self, where: str, faults: Iterable[Fault]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(self.where, self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        lines = [f"{self.where}: {count} fault{'' if count == 1 else 's'}"]
        return "\n  ".join([*lines, *map(str, self.faults)])


class InvalidFacts(Faulty):
    """The facts given to a clause are not what its words ask for."""


class InvalidFigures(Faulty):
    """A figure or a reading given to `with_figures` or `read_as` cannot be taken."""


class InvalidCase(Faulty):
    """A case file or a case built by a caller cannot be assessed."""


class InvalidClaim(Faulty):
    """What a claim states contradicts the document or the clause it is made under."""


class OutOfRange(Faulty):
    """A determined sum lies outside the range that the words fix."""


class UnreadableValue(AipolicyError, ValueError):
    """A value cannot be taken as what it is meant to be; bears the limit and the cure."""

    def __init__(self, limit: str, cure: str) -> None:
        self.limit = limit
        self.cure = cure
        super().__init__(limit, cure)

    def __str__(self) -> str:
        return f"{self.limit}; {self.cure}"


class InvalidDay(AipolicyError, TypeError, ValueError):
    """What stands for a day is no day, or lies beyond the calendar."""


class Overflow(AipolicyError, OverflowError):
    """A sum is larger than the library holds."""


class NotInForce(AipolicyError, ValueError):
    """The day asked for lies outside the days in which the document is in force."""


class ValidityUnknown(AipolicyError, ValueError):
    """The document bears no day, and the caller stated none."""


class UnknownClause(AipolicyError, LookupError):
    """No clause has this id."""


class UnknownPolicy(AipolicyError, LookupError):
    """No policy has this id."""


class TooEntangled(AipolicyError, RuntimeError):
    """The items of one component depend on each other in too many ways to try them all.

    No approximation is given in its place. `items` are the indices of the component, in
    document order; `steps` is the limit that was reached.

    >>> print(TooEntangled((0, 4, 7), steps=1_000))
    component=items 0, 4, 7: not resolved within 1,000 steps; stack these awards apart, drop \
conflicts or joint caps that cannot apply to them, or raise `steps`
    """

    def __init__(self, items: Sequence[int], steps: int) -> None:
        self.items = tuple(items)
        self.steps = steps
        super().__init__(self.items, self.steps)

    def __str__(self) -> str:
        named = ", ".join(map(str, self.items[:_NAMED]))
        rest = len(self.items) - _NAMED
        fault = Fault(
            name="component",
            value=f"items {named}{f' and {rest} more' if rest > 0 else ''}",
            limit=f"not resolved within {self.steps:,} steps",
            cure="stack these awards apart, drop conflicts or joint caps that cannot apply to "
            "them, or raise `steps`",
        )
        return str(fault)


class InvalidClause(AipolicyError, TypeError):
    """A function cannot be read as a clause; the message says what to write instead."""


class InvalidDocument(AipolicyError, ValueError):
    """A document's data file is not what the library can read."""


class Unchangeable(AipolicyError, AttributeError):
    """An attribute of a clause, a policy or a split is only read: it is the law as loaded."""


class MissingExtra(AipolicyError, ImportError):
    """An optional library is not installed; the message says which extra brings it."""


def shown(value: object) -> str:
    """Return a value as an error message prints it, cut where it is long.

    >>> shown("800万元"), shown(7)
    ("'800万元'", '7')
    """
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  (an error message must not fail on what it tells of)
        text = f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def did_you_mean(name: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to a misspelt one, or None where none is near.

    >>> did_you_mean("reveiw_passed", ["review_passed", "investment"])
    'review_passed'
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only where something is misspelt)

    near = get_close_matches(str(name), list(known), n=5, cutoff=0.6)
    return max(near, key=lambda one: _alike_from_the_start(str(name), one), default=None)


def _alike_from_the_start(one: str, other: str) -> int:
    """Return how long two names are the same: people err at the end more than at the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
