"""A definition against its own table: units that fit, and what is said of falls and jumps.

It takes some milliseconds for a clause, so it is asked for, and not done when a module is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from aipolicy.calc.calculations.units import unit_faults
from aipolicy.calc.symbolic.tree import Row
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import Code, Fault, fault

if TYPE_CHECKING:
    from aipolicy.calc.calculations.calculation import AnyCalculation

_AMOUNTS = {QuantityKind.SUM, QuantityKind.RECEIVED, QuantityKind.AREA, QuantityKind.COUNT}
_MOST_TRIED = 4_000
_LARGE = 10**11


def definition_faults(clause: AnyCalculation) -> tuple[Fault, ...]:
    """Return what is wrong with a definition that its table shows, under all its readings.

    Raises:
        InvalidClause: the function cannot be read as a clause at all.

    >>> from aipolicy.rules import harbin_2022
    >>> definition_faults(harbin_2022.application_scenario)
    ()
    """
    readings = [clause.read_as(*n) if n else clause for n in product(*clause.points.values())]
    faults = dict.fromkeys(one for read in readings for one in unit_faults(read))
    shapes = [_shape(read) for read in readings]
    return (*faults, *_said_and_seen(clause, shapes))


def _said_and_seen(clause: AnyCalculation, shapes: Sequence[_Shape]) -> Iterator[Fault]:
    """Yield where `falls_with` and `jumps_with` say other than what the table does."""
    for name, quantity in clause.facts.items():
        falls = next((one.falls[name] for one in shapes if name in one.falls), None)
        jumps = next((one.jumps[name] for one in shapes if name in one.jumps), None)
        asked = quantity.kind in _AMOUNTS
        if name in clause.falls_with and falls is None:
            yield fault(Code.DEFINITION_NEVER_FALLS, clause.id, name=name)
        if name not in clause.falls_with and falls is not None and asked:
            yield fault(Code.DEFINITION_FALLS, clause.id, name=name, at=falls)
        if name in clause.jumps_with and jumps is None:
            yield fault(Code.DEFINITION_NEVER_JUMPS, clause.id, name=name)
        if name not in clause.jumps_with and jumps is not None and asked:
            yield fault(Code.DEFINITION_JUMPS, clause.id, name=name, at=jumps)


@dataclass(slots=True)
class _Shape:
    """The facts with which a sum falls or jumps, each with a value at which it does."""

    falls: dict[str, object] = field(default_factory=dict[str, object])
    jumps: dict[str, object] = field(default_factory=dict[str, object])


def _shape(clause: AnyCalculation) -> _Shape:
    """Return where the sum falls and jumps, tried at the edges of each fact and beside them."""
    shape = _Shape()
    for name, quantity in clause.facts.items():
        if quantity.kind is QuantityKind.CONDITION:
            continue
        for others in islice(_grid(clause, name), _MOST_TRIED):
            if name in shape.falls and name in shape.jumps:
                break
            _try(clause, name, others, shape)
    return shape


def _try(clause: AnyCalculation, name: str, others: Mapping[str, int], shape: _Shape) -> None:
    quantity = clause.facts[name]
    exact = {other: Fraction(at, clause.facts[other].scale) for other, at in others.items()}
    edges = {edge + step for edge in clause.table.edges(name, exact) for step in (-1, 0, 1)}
    tried = edges | {quantity.least, min(quantity.most, _LARGE)}
    within = sorted(one for one in tried if quantity.least <= one <= quantity.most)
    sums = [(one, _most(clause, {**others, name: one})) for one in within]
    steepest = max(abs(_slope(row, name, quantity, exact)) for row in clause.table.rows)
    for (low, before), (high, after) in pairwise(sums):
        if after < before:
            shape.falls.setdefault(name, quantity.from_minor(high))
        if high - low == 1 and abs(after - before) > steepest + 1:
            shape.jumps.setdefault(name, quantity.from_minor(high))


def _slope(row: Row, name: str, quantity: Quantity, others: Mapping[str, Fraction]) -> Fraction:
    """Return by how many fen a row's sum moves with one minor unit of a fact."""
    moving = row.outcome.most.given(others).without_constant
    return moving.at({name: Fraction(1, quantity.scale)}) * 100


def _most(clause: AnyCalculation, minor: Mapping[str, int]) -> int:
    ends = clause.arithmetic.ends(**minor)
    return ends[1] if isinstance(ends, tuple) else ends


def _grid(clause: AnyCalculation, leave: str) -> Iterator[dict[str, int]]:
    """Yield values of the other facts: both answers, early and late years, small and large sums."""
    names = [name for name in clause.facts if name != leave]
    yield from (
        dict(zip(names, values, strict=True))
        for values in product(*(_tried(clause, name) for name in names))
    )


def _tried(clause: AnyCalculation, name: str) -> tuple[int, ...]:
    quantity = clause.facts[name]
    if quantity.kind is QuantityKind.CONDITION:
        return (1, 0)
    if quantity.kind is QuantityKind.YEAR:
        return (1, 2, 4)
    if quantity.kind is QuantityKind.RECEIVED:
        return (0, 10**9)
    edges = clause.table.edges(name, {})
    found = {quantity.least, 100, 10**6, 6 * 10**7, 3 * 10**9, 5 * 10**10, *edges}
    return tuple(one for one in sorted(found) if quantity.least <= one <= quantity.most)
