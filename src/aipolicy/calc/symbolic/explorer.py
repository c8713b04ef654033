"""The symbolic form: a clause's function, run once for every way through it.

A sum, an area, a count or a year is passed in as a `Symbol`. Comparing one asks the explorer,
which answers yes at first and comes back later for no; so plain `if`, `min` and `max` work
unchanged. Conditions (yes or no) are passed in as plain booleans, one run for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from typing import NoReturn

from aipolicy.calc.symbolic.knowledge import Knowledge
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Holds, Outcome, Tree, fork
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.values.range import Range
from aipolicy.errors import Code, InvalidClause, fault
from aipolicy.errors.fault import shown

MOST_PATHS = 1_000
"""More ways through one clause than this are refused."""

MOST_QUESTIONS = 10_000
"""More comparisons on one way than this mean a loop that never settles."""

_DEEPEST = 90  # Python nests no more than 100 ifs
_HIGHEST_DEGREE, _MOST_TERMS = 6, 200

_DIGITS = 60


def exact_context() -> Context:
    """Return the decimal context in which clauses run: 60 digits, and inexact is an error."""
    return Context(prec=_DIGITS, traps=[Inexact, InvalidOperation, DivisionByZero])


class Explorer:
    """Runs a function over all ways through it and gathers them as a tree."""

    def __init__(
        self,
        where: str,
        law: Callable[..., object],
        facts: Mapping[str, Quantity],
        figures: Mapping[str, object],
    ) -> None:
        self._where = where
        self._law = law
        self._facts = facts
        self._figures = figures
        self._paths = 0
        self._questions = 0
        self._script: Sequence[bool] = ()
        self._answers: list[tuple[Above, bool]] = []
        self._start = Knowledge(
            scales={name: quantity.scale for name, quantity in facts.items()},
            box={name: (quantity.least, quantity.most) for name, quantity in facts.items()},
        )
        self._knowledge = self._start
        self._returned: set[str] = set()
        self._refused: InvalidClause | None = None

    def tree(self) -> Tree:
        """Return the whole tree of the clause.

        Raises:
            InvalidClause: the function cannot be read; the message says what to write instead.
        """
        conditions = [n for n, q in self._facts.items() if q.kind is QuantityKind.CONDITION]
        return self._by_conditions(conditions, {})

    def _by_conditions(self, open_: Sequence[str], given: Mapping[str, bool]) -> Tree:
        if not open_:
            return self._by_comparisons((), given)
        name, *later = open_
        return fork(
            Holds(name),
            self._by_conditions(later, {**given, name: True}),
            self._by_conditions(later, {**given, name: False}),
        )

    def _by_comparisons(self, script: tuple[bool, ...], given: Mapping[str, bool]) -> Tree:
        tree: Tree = self._run(script, given)
        answers = list(self._answers)
        for depth in range(len(answers) - 1, len(script) - 1, -1):
            before = tuple(answer for _, answer in answers[:depth])
            tree = fork(answers[depth][0], tree, self._by_comparisons((*before, False), given))
        return tree

    def _run(self, script: tuple[bool, ...], given: Mapping[str, bool]) -> Outcome:
        self._paths += 1
        if self._paths > MOST_PATHS:
            self.refuse(Code.DEFINITION_PATHS, most=MOST_PATHS)
        self._questions, self._script, self._answers = 0, script, []
        self._knowledge = self._start
        facts = {
            name: given[name] if name in given else Symbol(self._fact(name), self)
            for name in self._facts
        }
        try:
            with localcontext(exact_context()):
                outcome = self._outcome(self._law(**facts, **self._figures))
        except InvalidClause:
            raise
        except Exception as failed:  # noqa: BLE001  (whatever a body does, it is no clause)
            self.refuse(Code.DEFINITION_FAILED, message=str(failed) or type(failed).__name__)
        if self._refused is not None:
            raise self._refused  # a body must not swallow it
        return outcome

    def _fact(self, name: str) -> Polynomial:
        return Polynomial.fact(name)

    def _outcome(self, result: object) -> Outcome:
        is_range = type(result) is Range
        ends = (result.least, result.most) if type(result) is Range else (result, result)
        if not all(type(end) in {Symbol, Decimal} for end in ends):
            self.refuse(Code.DEFINITION_RETURNS, type=type(result).__name__)
        self._returned.add("a range" if is_range else "a sum")
        if len(self._returned) > 1:
            self.refuse(Code.DEFINITION_RETURNS_BOTH)
        least, most = map(self.polynomial, ends)
        return Outcome(least, most, is_range=is_range)

    def decide(self, condition: Above) -> bool:
        """Answer a comparison: as known, as scripted, or yes for now."""
        self._questions += 1
        if self._questions > MOST_QUESTIONS or len(self._answers) > _DEEPEST:
            self.refuse(Code.DEFINITION_LOOPS)
        known = self._knowledge.decides(condition)
        if known is not None:
            return known
        place = len(self._answers)
        answer = self._script[place] if place < len(self._script) else True
        self._answers.append((condition, answer))
        self._knowledge = self._knowledge.learning(condition if answer else condition.negated())
        return answer

    def polynomial(self, value: object) -> Polynomial:
        """Return a symbol or an exact number as a polynomial."""
        if type(value) is Symbol:
            return value.polynomial
        if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
            self.refuse(Code.DEFINITION_NUMBER, type=type(value).__name__, number=shown(value))
        return Polynomial.constant(Fraction(value))

    def refuse(self, code: Code, **params: object) -> NoReturn:
        """Refuse the clause.

        Raises:
            InvalidClause: always, with this code.
        """
        self._refused = InvalidClause(fault(code, self._where, **params))
        raise self._refused


class Symbol:
    """A fact whose value is not known yet, and all that is computed from it."""

    __slots__ = ("_explorer", "polynomial")
    __hash__ = None  # type: ignore[assignment]  # a symbol has no value to look up

    def __init__(self, polynomial: Polynomial, explorer: Explorer) -> None:
        self.polynomial = polynomial
        self._explorer = explorer

    def _with(self, polynomial: Polynomial) -> Symbol:
        degree = max((len(monomial) for monomial, _ in polynomial.terms), default=0)
        if degree > _HIGHEST_DEGREE or len(polynomial.terms) > _MOST_TERMS:
            self._explorer.refuse(Code.DEFINITION_PRODUCTS)
        return Symbol(polynomial, self._explorer)

    def __add__(self, other: object) -> Symbol:
        return self._with(self.polynomial + self._explorer.polynomial(other))

    __radd__ = __add__

    def __sub__(self, other: object) -> Symbol:
        return self._with(self.polynomial - self._explorer.polynomial(other))

    def __rsub__(self, other: object) -> Symbol:
        return self._with(self._explorer.polynomial(other) - self.polynomial)

    def __mul__(self, other: object) -> Symbol:
        return self._with(self.polynomial * self._explorer.polynomial(other))

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Symbol:
        divisor = self._explorer.polynomial(other)
        if not divisor.is_constant:
            return self.__rtruediv__(other)
        if not divisor.constant_part:
            self._explorer.refuse(Code.DEFINITION_DIVIDES_BY_ZERO)
        return self._with(self.polynomial * Polynomial.constant(1 / divisor.constant_part))

    def __rtruediv__(self, _other: object) -> NoReturn:
        self._explorer.refuse(Code.DEFINITION_DIVIDES_BY_FACT)

    def __neg__(self) -> Symbol:
        return self._with(-self.polynomial)

    def __pos__(self) -> Symbol:
        return self

    def __abs__(self) -> Symbol:
        return self if self >= 0 else -self

    def _compare(self, difference: Polynomial, *, or_equal: bool) -> bool:
        if difference.is_constant:
            return Above(difference, or_equal).at({})
        return self._explorer.decide(Above(difference, or_equal))

    def __lt__(self, other: object) -> bool:
        return self._compare(self._explorer.polynomial(other) - self.polynomial, or_equal=False)

    def __le__(self, other: object) -> bool:
        return self._compare(self._explorer.polynomial(other) - self.polynomial, or_equal=True)

    def __gt__(self, other: object) -> bool:
        return self._compare(self.polynomial - self._explorer.polynomial(other), or_equal=False)

    def __ge__(self, other: object) -> bool:
        return self._compare(self.polynomial - self._explorer.polynomial(other), or_equal=True)

    def __eq__(self, other: object) -> bool:
        return self >= other and self <= other

    def __ne__(self, other: object) -> bool:
        return not (self >= other and self <= other)

    def __bool__(self) -> bool:
        return self != 0

    def _no_number(self, *_: object) -> NoReturn:
        self._explorer.refuse(Code.DEFINITION_ROUNDS)

    __float__ = __int__ = __index__ = __complex__ = _no_number
    __round__ = __floor__ = __ceil__ = __trunc__ = _no_number
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _no_number

    def _no_text(self, *_: object) -> NoReturn:
        self._explorer.refuse(Code.DEFINITION_TEXT)

    __str__ = __format__ = _no_text
