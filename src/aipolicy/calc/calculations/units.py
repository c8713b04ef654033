"""Units that fit: yuan are not multiplied by yuan, nor added to square metres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from aipolicy._words import Words
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import Fact, Number, Product, Term
from aipolicy.calc.symbolic.tree import Above
from aipolicy.calc.symbolic.writer import Unit, Writer
from aipolicy.calc.symbolic.written import Written, term_of
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import Code, Fault, fault

if TYPE_CHECKING:
    from aipolicy.calc.calculations.calculation import AnyCalculation

_Dimension: TypeAlias = tuple[int, int]
"""How often a term has yuan and square metres as factors."""

_YUAN: _Dimension = (1, 0)
_DIMENSIONS: Mapping[QuantityKind, _Dimension] = {
    QuantityKind.SUM: _YUAN,
    QuantityKind.RECEIVED: _YUAN,
    QuantityKind.AREA: (0, 1),
}


def unit_faults(clause: AnyCalculation) -> tuple[Fault, ...]:
    """Return where the function of a clause multiplies, adds or compares what does not fit.

    >>> from aipolicy.rules import dalian_2025_draft
    >>> unit_faults(dalian_2025_draft.rent_support)
    ()
    """
    check = _Check(clause.id, clause.facts)
    for row in clause.table.drawing.rows:
        for condition in row.conditions:
            if isinstance(condition, Above):
                check.comparison(condition.difference)
        for end in (row.outcome.least, row.outcome.most):
            check.is_money(term_of(end))
    return tuple(dict.fromkeys(check.faults))


@dataclass(slots=True)
class _Check:
    where: str
    facts: Mapping[str, Quantity]
    faults: list[Fault] = field(default_factory=list[Fault])
    compared: set[frozenset[Term]] = field(default_factory=set[frozenset[Term]])

    def comparison(self, difference: Polynomial) -> None:
        """Note sides that are compared and have not one unit, whichever stands first."""
        sides = difference.sides if isinstance(difference, Written) else None
        terms = sides or (term_of(difference),)
        if frozenset(terms) not in self.compared:
            self.compared.add(frozenset(terms))
            self.alike(terms)

    def alike(self, terms: tuple[Term, ...]) -> _Dimension | None:
        """Return the one dimension of terms that are added or compared."""
        known = [(term, found) for term in terms if (found := self.dimension(term)) is not None]
        for term, found in known[1:]:
            if found != known[0][1]:
                self._refuse(Code.DEFINITION_UNITS_DIFFER, one=known[0][0], other=term)
                return None
        return known[0][1] if known else None

    def is_money(self, term: Term) -> None:
        """Note an outcome that is no sum of money."""
        found = self.dimension(term)
        if found is not None and not found[0]:
            self._refuse(Code.DEFINITION_NOT_MONEY, term=term)

    def dimension(self, term: Term) -> _Dimension | None:
        """Return the dimension of a term; None where a plain number may stand for anything."""
        if isinstance(term, Fact):
            return _DIMENSIONS.get(self.facts[term.name].kind, (0, 0))
        if isinstance(term, Number):
            return None if term.kind is None else _DIMENSIONS.get(term.kind, (0, 0))
        if not isinstance(term, Product):
            return self.alike(tuple(addend for _, addend in term.addends))
        return self._of_product(term)

    def _of_product(self, product: Product) -> _Dimension | None:
        each = [self.dimension(factor) for factor in product.factors]
        yuan, area = (sum(one[side] for one in each if one is not None) for side in (0, 1))
        if yuan > 1:
            self._refuse(Code.DEFINITION_YUAN_SQUARED, term=product)
            return None
        if not yuan and None in each:
            return None  # a plain number may be a price
        return (1, 0) if yuan else (0, area)  # so much for each square metre, times the area

    def _refuse(self, code: Code, **terms: Term) -> None:
        zh, en = (Writer(self.facts, language) for language in ("zh", "en"))
        said = {
            name: Words(zh.term(term, Unit.NUMBER), en.term(term, Unit.NUMBER))
            for name, term in terms.items()
        }
        self.faults.append(fault(code, self.where, **said))
