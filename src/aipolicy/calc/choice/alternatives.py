"""The other lawful choices, best first, for an applicant who may choose.

A choice is lawful and whole if none of the items left out could be kept beside the kept ones.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice.bitmasks import Tangle, bits, tangle
from aipolicy.calc.choice.bounds import bounds, cover
from aipolicy.calc.choice.branch_and_bound import repriced, total_paid
from aipolicy.calc.choice.budget import STEPS, Effort
from aipolicy.calc.choice.components import Part, parts
from aipolicy.calc.choice.presolve import shrunk
from aipolicy.calc.choice.problem import Problem
from aipolicy.calc.choice.solver import shares

MOST_OTHERS = 8
"""How many other choices are listed for one part."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of items that may be kept together, and what is paid to each, in fen.

    >>> Choice(kept=(0, 2), paid=(5, 3)).total
    8
    """

    kept: tuple[int, ...]
    paid: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of what is paid, in fen."""
        return sum(self.paid)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The choices among items that depend on each other.

    Attributes:
        chosen: what `solve` keeps of them.
        others: the best other choices, the better first.

    >>> Alternatives(Choice((0,), (5,)), (Choice((1,), (3,)),)).others[0].total
    3
    """

    chosen: Choice
    others: tuple[Choice, ...]


def alternatives(
    problem: Problem, *, most: int = MOST_OTHERS, steps: int = STEPS
) -> Iterator[Alternatives]:
    """Yield the choices of each part of a problem where there is more than one.

    Parts are items that exclusions, conflicts and binding joint caps tie together; they come
    in the order of their first items. Choices are compared as by `solve`: by the total paid,
    then by the sum before cuts, then by document order.

    Args:
        problem: the items and the rules.
        most: how many other choices are listed for a part, at the most; the best ones are.
        steps: how much a part may be searched; see `TooEntangled`.

    Raises:
        TooEntangled: where a part takes more steps.

    >>> from aipolicy.calc.choice.problem import Exclusion
    >>> (found,) = alternatives(Problem((5, 3, 9), (Exclusion(frozenset({0, 1})),)))
    >>> found.chosen, found.others
    (Choice(kept=(0,), paid=(5,)), (Choice(kept=(1,), paid=(3,)),))
    """
    for part in parts(problem):
        found = alternatives_of(part, problem.amounts, most=most, steps=steps)
        if found is not None:
            yield found


def alternatives_of(
    part: Part, amounts: Sequence[int], *, most: int = MOST_OTHERS, steps: int = STEPS
) -> Alternatives | None:
    """Return the choices of one part, or None where there is but one.

    >>> alternatives_of(Part([0, 1], [], [], [(0, 1)]), (5, 3)).others
    (Choice(kept=(1,), paid=(3,)),)
    >>> alternatives_of(Part([0, 1], [], [], []), (5, 3))
    """
    ranked = _ranked(part, amounts, most + 1, steps)
    if len(ranked) == 1:
        return None
    chosen, *others = (
        Choice(tuple(kept), tuple(shares(part, kept, amounts, steps))) for kept in ranked
    )
    return Alternatives(chosen, tuple(others))


def _ranked(part: Part, amounts: Sequence[int], count: int, steps: int) -> list[list[int]]:
    """Return the best whole choices of a part, the better first."""
    if not part.conflicts and not part.caps and len(part.exclusions) == 1:
        # One unit alone is the common case, and needs no search.
        heaviest = sorted(part.items, key=lambda item: (-amounts[item], item))
        return [[item] for item in heaviest[:count]]
    small = shrunk(part, amounts, each=count)
    web = tangle(small.part, small.amounts)
    found = _searched(web, count, Effort(part.items, steps))
    return [sorted({*web.items(kept), *small.uncontested}) for _, _, kept in reversed(found)]


def _searched(web: Tangle, count: int, effort: Effort) -> list[tuple[int, int, int]]:
    """Return the best whole choices with their totals and worths, the better last."""
    reach, shift = web.reach, web.shift
    open_ = sum(web.worth)
    cliques = cover(web, 0, open_)
    bound = bounds(web, web.caps, cliques)
    found: list[tuple[int, int, int]] = []
    # Kept, open, left out though no kept item excludes it, and the caps that are priced.
    waiting = [(0, open_, 0, 0)]
    while waiting:
        effort.spend(len(cliques))
        kept, open_, barred, priced = waiting.pop()
        if any(not reach[bit] & open_ for bit in bits(barred)):
            continue
        if len(found) == count:
            total, worth, _ = found[0]
            most = bound(kept | open_, priced)
            if most >> shift >= total:
                effort.spend(len(cliques) * len(web.caps))
                most, priced = repriced(bound, kept | open_, priced, most, len(web.caps))
            if (most >> shift, bound(kept | open_, 0)) <= (total, worth):
                continue
        if open_:
            one = open_ & -open_
            waiting.append((kept, open_ ^ one, barred | one, priced))
            waiting.append((kept | one, open_ & ~reach[one], barred & ~reach[one], priced))
            continue
        insort(found, (total_paid(bound, shift, kept, web.caps, effort), bound(kept, 0), kept))
        found = found[-count:]
    return found
