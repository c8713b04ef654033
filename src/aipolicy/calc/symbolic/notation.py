"""How sums, conditions and formulas are written for people, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from aipolicy._words import Language, Words
from aipolicy.calc.symbolic.formula import Expression, Greatest, Least, Where
from aipolicy.calc.symbolic.polynomial import Monomial, Polynomial
from aipolicy.calc.symbolic.tree import Above, Condition, Holds
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.glossary import named

_MONEY = {QuantityKind.SUM, QuantityKind.RECEIVED}
_NUMBERS = {QuantityKind.COUNT, QuantityKind.YEAR}
_FLIPPED = {">": "<", "≥": "≤"}
_YES_NO: Mapping[Language, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}


def money(yuan: Fraction) -> str:
    """Return a sum in yuan with its thousands apart; fractions of a fen only where there are any.

    >>> money(Fraction(5000000)), money(Fraction(1, 1000))
    ('5,000,000.00', '0.001')
    """
    fen = yuan * 100
    if fen.denominator == 1:
        return f"{'-' if fen < 0 else ''}{abs(int(fen)) // 100:,}.{abs(int(fen)) % 100:02d}"
    return digits(yuan)


def percentage(ratio: Fraction) -> str:
    """Return a share as a percentage, exactly.

    >>> percentage(Fraction(3, 10)), percentage(Fraction(33333333, 100000000))
    ('30%', '33.333333%')
    """
    return f"{digits(ratio * 100)}%"


def yes_or_no(value: object, language: Language) -> str:
    """Return a truth value in words.

    >>> yes_or_no(True, "zh"), yes_or_no(False, "en")
    ('是', 'no')
    """
    return _YES_NO[language][0 if value else 1]


@dataclass(frozen=True, slots=True)
class Notation:
    """Writes a clause's polynomials and conditions; `facts` gives the quantity of each name."""

    facts: Mapping[str, Quantity]
    language: Language = "en"

    def condition(self, condition: Condition) -> str:
        """Return a condition with its variables on the left and its number on the right."""
        if isinstance(condition, Holds):
            name = named(condition.fact, self.language)
            return f"{name} = {yes_or_no(condition.value, self.language)}"
        left, sign, right = sides(condition)
        like = condition.difference
        return f"{self.sum(left, like)} {sign} {self.sum(right, like)}"

    def sum(self, polynomial: Polynomial, like: Polynomial | None = None) -> str:
        """Return a polynomial as a sum of terms; its number is written in the unit of `like`."""
        terms = sorted(polynomial.terms, key=lambda term: (term[1] < 0, term[0] == ()))
        if not terms:
            return self.number(Fraction(0), like)
        pieces = [
            ("−" if c < 0 else "+", self._term(monomial, abs(c), like)) for monomial, c in terms
        ]
        head = pieces[0][1] if pieces[0][0] == "+" else f"−{pieces[0][1]}"
        return "".join([head, *(f" {sign} {term}" for sign, term in pieces[1:])])

    def expression(self, expression: Expression) -> str:
        """Return a formula on one line."""
        if isinstance(expression, Polynomial):
            return self.sum(expression)
        if isinstance(expression, Least | Greatest):
            operands = [self.expression(one) for one in expression.of]
            least = isinstance(expression, Least)
            if self.language == "zh":
                return f"{'孰低' if least else '孰高'}（{'，'.join(operands)}）"
            return f"{'min' if least else 'max'}({', '.join(operands)})"
        conditions = (" 且 " if self.language == "zh" else " and ").join(
            self.condition(condition) for condition in expression.conditions
        )
        met, unmet = self.expression(expression.met), self.expression(expression.unmet)
        if isinstance(expression.met, Where):
            met = f"（{met}）" if self.language == "zh" else f"({met})"
        if self.language == "zh":
            return f"如 {conditions}：{met}；否则 {unmet}"
        return f"{met} if {conditions} else {unmet}"

    def _term(self, monomial: Monomial, size: Fraction, like: Polynomial | None) -> str:
        if not monomial:
            return self.number(size, like)
        names = " × ".join(named(name, self.language) for name in monomial)
        if size == 1:
            return names
        if all(self.facts[name].kind in _NUMBERS for name in monomial):
            return f"{money(size)} × {names}"
        whole = size.denominator == 1 and size > 10
        return f"{digits(size) if whole else percentage(size)} × {names}"

    def number(self, size: Fraction, like: Polynomial | None) -> str:
        """Return a number in the unit of `like`; the same in both languages."""
        measures = {self.facts[name].kind for name in (like.facts if like else ())}
        if like is None or measures & _MONEY:
            return money(size)
        number = digits(size)
        return f"{number} m²" if QuantityKind.AREA in measures else number


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it is written: its two sides, each in both languages, and the sign.

    It is made once for a row of a table and says itself for the facts of many awards.
    """

    left: Polynomial
    right: Polynomial
    sign: str
    words: tuple[Words, Words]
    number: Callable[[Fraction], str]

    @classmethod
    def of(cls, condition: Above, facts: Mapping[str, Quantity]) -> Comparison:
        """Return a condition as a comparison of the facts of a clause."""
        left, sign, right = sides(condition)
        like = condition.difference
        zh, en = Notation(facts, "zh"), Notation(facts, "en")
        one, other = (Words(zh.sum(side, like), en.sum(side, like)) for side in (left, right))
        return cls(left, right, sign, (one, other), partial(en.number, like=like))

    def at(self, facts: Mapping[str, Fraction]) -> Words:
        """Return the comparison with the value that each side has at these facts."""
        values = self.number(self.left.at(facts)), self.number(self.right.at(facts))
        return Words(*(self._said(values, language) for language in ("zh", "en")))

    def _said(self, values: tuple[str, str], language: Language) -> str:
        pieces = (words.text(language) for words in self.words)
        left, right = (
            piece if piece == value else f"{piece} = {value}"
            for piece, value in zip(pieces, values, strict=True)
        )
        return f"{left} {self.sign} {right}"


def sides(condition: Above) -> tuple[Polynomial, str, Polynomial]:
    """Return the two sides of a comparison and the sign between them."""
    variable = condition.difference.without_constant
    rising = Polynomial(tuple((m, c) for m, c in variable.terms if c > 0))
    falling = Polynomial(tuple((m, -c) for m, c in variable.terms if c < 0))
    number = Polynomial.constant(condition.difference.constant_part)
    sign = "≥" if condition.or_equal else ">"
    if rising.terms:
        return rising, sign, falling - number
    return falling, _FLIPPED[sign], number


def digits(number: Fraction) -> str:
    """Return a number in digits where these end, else as a fraction.

    >>> digits(Fraction(241, 2)), digits(Fraction(1, 3))
    ('120.5', '1/3')
    """
    under, digits = number.denominator, 0
    while 10**digits % under and digits < 30:
        digits += 1
    if 10**digits % under:
        return f"{number.numerator:,}/{under:,}"
    whole, part = divmod(abs(number.numerator) * (10**digits // under), 10**digits)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{digits}d}" if digits else "")
