"""Options: the ways to keep items of one module, and the best of them.

A module is a set of items that every rule from outside treats alike: each outside item excludes
all of them or none, and each outside cap holds for all of them or for none. What is best inside
does not depend on what is kept outside.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from functools import cmp_to_key
from heapq import nsmallest
from typing import NamedTuple, TypeAlias


class Option(NamedTuple):
    """Items of a module that are kept together.

    Attributes:
        value: what they come to under the caps inside the module, in fen.
        uncut: their sum before the caps cut it.
        kept: the items, in document order.
    """

    value: int
    uncut: int
    kept: tuple[int, ...]


Options: TypeAlias = Sequence[Option]
"""Different options of one module, best first; all are maximal."""


def rank(option: Option) -> tuple[int, int, tuple[int, ...]]:
    """Return what orders options, the best first: by value, uncut sum and document order.

    Of two options that exclude each other, neither has all items of the other.

    >>> sorted([Option(5, 5, (2,)), Option(5, 6, (3,)), Option(5, 6, (1, 4))], key=rank)[0].kept
    (1, 4)
    """
    return -option.value, -option.uncut, option.kept


def best_of(options: Iterable[Option], count: int) -> list[Option]:
    """Return the best options of modules that exclude each other, best first."""
    return nsmallest(count, options, key=rank)


def undominated(options: Iterable[Option], count: int) -> list[Option]:
    """Return the options that may be among the best under whatever caps hold for all of them.

    Caps from outside may cut the larger value to the smaller. So an option is dropped only if
    `count` others come to as much and are ahead of it by uncut sum and document order too.

    >>> undominated([Option(5, 5, (0,)), Option(4, 6, (1,)), Option(3, 5, (2,))], 1)
    [Option(value=5, uncut=5, kept=(0,)), Option(value=4, uncut=6, kept=(1,))]
    """
    found: list[Option] = []
    ahead: list[tuple[int, tuple[int, ...]]] = []
    for option in sorted(options, key=rank):
        order = rank(option)[1:]
        if len(ahead) < count or order < ahead[-1]:
            found.append(option)
        insort(ahead, order)
        del ahead[count:]
    return found


def combined(value: int, modules: Sequence[Options], count: int) -> list[Option]:
    """Return the best options of modules that do not exclude each other, taken together.

    Args:
        value: what the best options of all modules come to together, in fen.
        modules: the options of each.
        count: how many options to return, at most.

    >>> one, other = [Option(5, 5, (0,)), Option(3, 3, (1,))], [Option(4, 4, (2,))]
    >>> [option.kept for option in combined(9, [one, other], 8)]
    [(0, 2), (1, 2)]
    """
    first = [options[0] for options in modules]
    uncut = sum([option.uncut for option in first])
    several = [options for options in modules if len(options) > 1] if count > 1 else []
    # A set among the best changes only modules whose second option costs least.
    changing = nsmallest(count, several, key=cmp_to_key(_cheaper_to_change))
    fixed = {id(options) for options in changing}
    rest = [options[0] for options in modules if id(options) not in fixed]
    value -= sum(options[0].value for options in changing)
    uncut -= sum(options[0].uncut for options in changing)
    kept = sorted([item for option in rest for item in option.kept])
    found = [Option(value, uncut, tuple(kept))]
    for options in changing:
        found = best_of(
            (
                _united(one, other)
                for place, one in enumerate(found, 1)
                for other in options[: count // place]
            ),
            count,
        )
    return found


def _united(one: Option, other: Option) -> Option:
    kept = tuple(sorted(one.kept + other.kept))
    return Option(one.value + other.value, one.uncut + other.uncut, kept)


def _cheaper_to_change(one: Options, other: Options) -> int:
    """Return below 0 where all modules rank higher with the second option of one, not of other."""
    here, there = (_united(some[1], rest[0]) for some, rest in ((one, other), (other, one)))
    return -1 if rank(here) < rank(there) else 1
