"""A clause over several years: each year's sum with its steps, what was received added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from aipolicy.calc.calculations.evaluation import evaluate
from aipolicy.calc.calculations.step import Step
from aipolicy.calc.documents.over_years import FirstReached
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.values.money import ZERO, fen_of, yuan_of
from aipolicy.calc.values.quantity import FactValue, QuantityKind
from aipolicy.errors import Code, InvalidFacts, fault
from aipolicy.errors.fault import Shown

if TYPE_CHECKING:
    from aipolicy.calc.calculations.calculation import AnyCalculation


@dataclass(frozen=True, slots=True)
class YearOfSupport:
    """One year of a schedule: its number, its facts, what it gives in yuan, and the steps.

    `most` is the sum, or the ceiling where the words fix no more than that; `received` is what
    was received in the years before, None where the authority decided those sums.
    """

    number: int
    facts: Mapping[str, FactValue]
    received: Decimal | None
    least: Decimal
    most: Decimal
    steps: tuple[Step, ...]


def schedule_of(
    clause: AnyCalculation, years: Sequence[Mapping[str, object]]
) -> tuple[YearOfSupport, ...]:
    """Return the years of a clause in a row; see `Clause.schedule`."""
    if not isinstance(years, list | tuple):
        raise InvalidFacts(clause.id, [fault(Code.VALUE_LIST, "years", value=years)])
    running = [name for name, q in clause.facts.items() if q.kind is QuantityKind.RECEIVED]
    numbered = [name for name, q in clause.facts.items() if q.kind is QuantityKind.YEAR]
    firsts = [one for one in clause.terms.over_years if isinstance(one, FirstReached)]
    reached: dict[str, FactValue] = {}
    schedule: list[YearOfSupport] = []
    received: Decimal | None = ZERO
    of_support = 1
    for number, stated in enumerate(years, start=1):
        counted: dict[str, object] = {**dict.fromkeys(numbered, of_support), **reached}
        if received is not None:
            counted |= dict.fromkeys(running, received)
        facts = _read(clause, number, {**counted, **_stated(clause, number, stated)})
        for name in running:
            received = yuan_of(fen_of(facts[name]))
        for name in numbered:
            of_support = int(facts[name]) + 1
        for first in firsts:
            reached[first.past] = max(facts[first.fact], facts[first.past])
        given = evaluate(clause, facts)
        schedule.append(
            YearOfSupport(number, facts, received, given.least, given.most, given.steps)
        )
        # A ceiling is not money received: only the authority knows what was.
        fixed = received is not None and clause.grants is Grants.AMOUNT
        received = yuan_of(fen_of(received) + fen_of(given.most)) if fixed else None
    return tuple(schedule)


def _stated(clause: AnyCalculation, number: int, facts: object) -> Mapping[str, object]:
    """Return the facts of a year, which are a mapping."""
    if isinstance(facts, Mapping):
        return cast("Mapping[str, object]", facts)
    example = Shown("{" + ", ".join(f'"{name}": ...' for name in clause.facts) + "}")
    wrong = fault(Code.VALUE_MAPPING, "years", number - 1, value=facts, example=example)
    raise InvalidFacts(clause.id, [wrong])


def _read(
    clause: AnyCalculation, number: int, facts: Mapping[str, object]
) -> Mapping[str, FactValue]:
    try:
        return clause.read(facts)
    except InvalidFacts as invalid:
        faults = (one.within("years", number - 1) for one in invalid.faults)
        raise InvalidFacts(invalid.where, faults) from None
