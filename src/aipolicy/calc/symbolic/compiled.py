"""The compiled form: a decision tree as plain integer arithmetic on fen.

The tree is written out as a small Python function of nested `if`s; every comparison and every
sum is exact, and the sum is rounded once, where it is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import floor
from typing import cast

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Condition, Holds, Outcome, Tree


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A clause compiled: what it gives in fen, and the number of the row that applies.

    `ends` and `row` take the facts by name in minor units (fen, hundredths of a square metre,
    items, 0 or 1); `of_values` takes them as values. `ends` and `of_values` give one whole
    number, or two for a range.
    """

    ends: Callable[..., int | tuple[int, int]]
    of_values: Callable[..., int | tuple[int, int]]
    row: Callable[..., int]
    source: str


def compile_tree(name: str, tree: Tree, scales: Mapping[str, int]) -> Arithmetic:
    """Return a tree as integer arithmetic; `scales` has the minor units in one unit of each fact.

    >>> from fractions import Fraction
    >>> ten_percent = Polynomial.constant(Fraction(1, 10)) * Polynomial.fact("cost")
    >>> compiled = compile_tree("tenth", Outcome(ten_percent, ten_percent), {"cost": 100})
    >>> compiled.ends(cost=5), compiled.ends(cost=4)
    (1, 0)
    """
    parameters = ", ".join(["*", *scales]) if scales else ""
    numbers = count()
    ends = "\n".join(_lines(tree, scales, lambda outcome: _ends(outcome, scales), 1))
    row = "\n".join(_lines(tree, scales, lambda _: str(next(numbers)), 1))
    bodies = {"ends": ends, "of_values": "\n".join([*_in_minor_units(scales), ends]), "row": row}
    source = "\n\n".join(f"def {n}({parameters}):\n{body}\n" for n, body in bodies.items())
    space: dict[str, object] = {}
    # The source holds only the clause's own names and whole numbers computed above.
    exec(compile(source, f"<arithmetic of {name}>", "exec"), space)  # noqa: S102
    return Arithmetic(
        cast("Callable[..., int | tuple[int, int]]", space["ends"]),
        cast("Callable[..., int | tuple[int, int]]", space["of_values"]),
        cast("Callable[..., int]", space["row"]),
        source,
    )


def _in_minor_units(scales: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines that turn values into minor units, exactly and in any decimal context."""
    for fact, scale in scales.items():
        if scale > 1:
            yield f"    _n, _d = {fact}.as_integer_ratio()"
            yield f"    {fact} = _n * {scale} // _d"


def _lines(
    tree: Tree, scales: Mapping[str, int], result: Callable[[Outcome], str], depth: int
) -> Iterator[str]:
    indent = "    " * depth
    if isinstance(tree, Outcome):
        yield f"{indent}return {result(tree)}"
    else:
        yield f"{indent}if {condition_in_minor_units(tree.condition, scales)}:"
        yield from _lines(tree.met, scales, result, depth + 1)
        yield from _lines(tree.unmet, scales, result, depth)


def _ends(outcome: Outcome, scales: Mapping[str, int]) -> str:
    most = fen_rounded(outcome.most, scales)
    return f"{fen_rounded(outcome.least, scales)}, {most}" if outcome.is_range else most


def fen_rounded(sum_: Polynomial, scales: Mapping[str, int]) -> str:
    """Return a sum in yuan as source code for fen, rounded half up.

    >>> fen_rounded(Polynomial.fact("cost"), {"cost": 100})
    'cost'
    """
    whole, under = (sum_ * Polynomial.constant(Fraction(100))).in_minor_units(scales).whole()
    if under == 1:
        return written(whole)
    if under % 2 == 0:
        return f"({written(whole + Polynomial.constant(Fraction(under, 2)))}) // {under}"
    doubled = whole + whole + Polynomial.constant(Fraction(under))
    return f"({written(doubled)}) // {2 * under}"


def condition_in_minor_units(condition: Condition, scales: Mapping[str, int]) -> str:
    """Return a condition as source code on minor units.

    >>> condition_in_minor_units(Holds("review_passed", value=False), {"review_passed": 1})
    'not review_passed'
    """
    if isinstance(condition, Holds):
        return condition.fact if condition.value else f"not {condition.fact}"
    minor, _ = condition.difference.in_minor_units(scales).whole()
    variable = minor.without_constant.terms
    if len(variable) == 1:  # one product against a number: compare with a whole bound
        monomial, coefficient = variable[0]
        edge = -minor.constant_part / coefficient
        product = " * ".join(monomial)
        if coefficient > 0:
            at_least = -floor(-edge) if condition.or_equal else floor(edge) + 1
            return f"{product} >= {at_least}"
        at_most = floor(edge) if condition.or_equal else -floor(-edge) - 1
        return f"{product} <= {at_most}"
    return f"{written(minor)} {'>=' if condition.or_equal else '>'} 0"


def written(whole: Polynomial) -> str:
    """Return a polynomial with whole coefficients as source code.

    >>> written(Polynomial.fact("cost") + Polynomial.constant(Fraction(5)))
    'cost + 5'
    """
    positive = sorted(whole.terms, key=lambda term: (term[1] < 0, term[0] == (), term[0]))
    pieces = [
        f"{'+' if c > 0 else '-'} {' * '.join([*monomial, *_factor(c, monomial)])}"
        for monomial, c in positive
    ]
    text = " ".join(pieces)
    return text.removeprefix("+ ") if text else "0"


def _factor(coefficient: Fraction, monomial: tuple[str, ...]) -> list[str]:
    size = abs(coefficient.numerator)
    return [] if size == 1 and monomial else [str(size)]
