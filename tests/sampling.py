"""Facts drawn on purpose from where a clause turns: its kinks and thresholds, and beside them.

A threshold typed one sign wrong shows only within a fen of it, where chance never looks.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from itertools import permutations

from hypothesis import strategies as st

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.values.quantity import FactValue, Quantity, QuantityKind
from aipolicy.calc.values.range import Range

FEN = Decimal("0.01")


def ordinary(quantity: Quantity) -> st.SearchStrategy[int]:
    """Whole parts that have nothing to do with the clause."""
    most = {QuantityKind.YEAR: 6, QuantityKind.COUNT: 10**12, QuantityKind.CONDITION: 1}.get(
        quantity.kind, min(quantity.most, 10**13)
    )
    everyday = st.integers(quantity.least, min(most, 10**8))
    return everyday | st.integers(quantity.least, most)


@st.composite
def parts_of(draw: st.DrawFn, clause: AnyClause) -> dict[str, int]:
    """Facts in whole parts, most of them at, just under or just over where the clause turns."""
    parts: dict[str, int] = {}
    for name, quantity in sorted(clause.facts.items(), key=lambda item: item[1].kind):
        if quantity.kind is QuantityKind.CONDITION:
            parts[name] = int(draw(st.sampled_from([True, True, True, False])))
    for name in draw(st.permutations([n for n in clause.facts if n not in parts])):
        parts[name] = draw(near_an_edge(clause, name, parts))
    return {name: parts[name] for name in clause.facts}


def near_an_edge(clause: AnyClause, name: str, given: Mapping[str, int]) -> st.SearchStrategy[int]:
    """Whole parts of one fact within two of an edge, the other facts as given so far."""
    quantity = clause.facts[name]
    others = {n: Fraction(p, clause.facts[n].scale) for n, p in given.items() if n != name}
    near = {
        edge + step
        for edge in (*clause.table.edges(name, others), quantity.least)
        for step in (-2, -1, 0, 1, 2)
        if quantity.least <= edge + step <= quantity.most
    }
    return st.sampled_from(sorted(near)) | ordinary(quantity)


def around_kinks(clause: AnyClause) -> Iterator[dict[str, int]]:
    """Facts in whole parts: all conditions, and each number at its kinks and one part beside them.

    A kink can depend on another fact, so the numbers are set one after another in every order.
    """
    conditions = [n for n, q in clause.facts.items() if q.kind is QuantityKind.CONDITION]
    numbers = [name for name in clause.facts if name not in conditions]
    seen = set[tuple[int, ...]]()
    for order in permutations(numbers):
        for parts in _around_kinks(clause, (*conditions, *order), {}):
            facts = {name: parts[name] for name in clause.facts}
            if tuple(facts.values()) not in seen:
                seen.add(tuple(facts.values()))
                yield facts


def _around_kinks(
    clause: AnyClause, names: tuple[str, ...], given: Mapping[str, int]
) -> Iterator[Mapping[str, int]]:
    if not names:
        yield given
        return
    name, quantity = names[0], clause.facts[names[0]]
    others = {n: Fraction(part, clause.facts[n].scale) for n, part in given.items()}
    tried = {quantity.least, min(quantity.most, 10**10)}
    tried |= {e + step for e in clause.table.edges(name, others) for step in (-1, 0, 1)}
    for part in sorted(part for part in tried if quantity.least <= part <= quantity.most):
        yield from _around_kinks(clause, names[1:], {**given, name: part})


def values_of(clause: AnyClause, parts: Mapping[str, int]) -> dict[str, FactValue]:
    """Whole parts as the values that a caller gives."""
    return {name: clause.facts[name].from_minor(part) for name, part in parts.items()}


def law_at_60_digits(clause: AnyClause, facts: Mapping[str, FactValue]) -> Decimal | Range:
    """The plain function at 60 digits with inexact as an error, then rounded half up to the fen."""
    settings: dict[str, object] = {**clause.figures, **clause.chosen}
    with localcontext() as context:
        context.prec = 60
        context.traps[Inexact] = context.traps[InvalidOperation] = True
        result = clause.law(**facts, **settings)
    if isinstance(result, Range):
        return Range(_to_the_fen(result.least), _to_the_fen(result.most))
    return _to_the_fen(result)


def _to_the_fen(sum_: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return Decimal(sum_).quantize(FEN, rounding=ROUND_HALF_UP)
