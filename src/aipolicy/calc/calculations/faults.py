"""Faults of facts and figures, for the person who gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pydantic import ValidationError

from aipolicy._words import Words
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import Shown, shown
from aipolicy.errors.validation import faults_of

_HOW: Mapping[QuantityKind, tuple[Words, Words]] = {
    QuantityKind.SUM: (
        Words("请填写以元为单位的金额", "give a sum in yuan"),
        Words("请填写金额，如 800万元", "write a sum in yuan, such as 800万元"),
    ),
    QuantityKind.RECEIVED: (
        Words("请填写已获累计金额，没有则填 0", "give the sum received to date in yuan, 0 if none"),
        Words("请填写已获累计金额，没有则填 0", "write the sum received to date, 0 if none"),
    ),
    QuantityKind.RATE: (
        Words("请填写比例，如 0.30", "give a share such as percent(30)"),
        Words("请填写比例，如 0.30", "write a share such as 0.30"),
    ),
    QuantityKind.AREA: (
        Words("请填写平方米数", "give square metres"),
        Words("请填写平方米数，如 1200.5", "write square metres, such as 1200.5"),
    ),
    QuantityKind.COUNT: (
        Words("请填写整数", "give a whole number"),
        Words("请填写阿拉伯数字", "write digits"),
    ),
    QuantityKind.YEAR: (
        Words("请填写第几年，首年为 1", "give the number of the year, 1 for the first"),
        Words("请填写第几年，首年为 1", "write the number of the year, 1 for the first"),
    ),
    QuantityKind.MULTIPLE: (
        Words("请填写倍数，如 1.5", "give a number such as 1.5"),
        Words("请填写倍数，如 1.5", "write a number such as 1.5"),
    ),
    QuantityKind.CONDITION: (
        Words("请填写 True 或 False", "give True or False"),
        Words("请填写是或否", "write 是 or 否"),
    ),
}
"""How to give a fact of each kind, in a call and in a file."""


def label(name: str, section: str = "facts") -> Words:
    """Return the name of a fact or a figure in both languages."""
    return Words(named(name, "zh", section), name)


def missing_fact(name: str, quantity: Quantity) -> Fault:
    """Return the fault of a fact that a clause asks for and nobody gives.

    >>> from aipolicy.calc.values.quantity import CONDITION
    >>> print(missing_fact("review_passed", CONDITION))
    review_passed=(missing): this fact is required; give True or False
    """
    how, how_in_file = _HOW[quantity.kind]
    return fault(Code.FACT_MISSING, name, how=how, how_in_file=how_in_file, label=label(name))


def unknown_fact(name: str, value: object, facts: Collection[str]) -> Fault:
    """Return the fault of a fact that a clause does not have."""
    return fault(Code.FACT_UNKNOWN, name, value=value, misspelt=name, known=tuple(facts))


def fact_faults(
    facts: Mapping[str, Quantity],
    figures: Collection[str],
    points: Collection[str],
    error: ValidationError,
) -> Iterator[Fault]:
    """Yield the faults of the facts given to a clause with these facts, figures and points."""
    for wrong in faults_of(error):
        name = str(wrong.path[-1])
        given = wrong.params.get("value", Shown())
        match wrong.code:
            case Code.KEY_MISSING:
                yield missing_fact(name, facts[name])
            case Code.KEY_UNKNOWN if name in figures:
                yield fault(Code.FACT_IS_FIGURE, name, value=given, label=label(name, "figures"))
            case Code.KEY_UNKNOWN if name in points or name == "reading":
                yield fault(Code.FACT_IS_READING, name, value=given)
            case Code.KEY_UNKNOWN:
                yield unknown_fact(name, given, facts)
            case _:
                yield wrong.stating(label=label(name))


def figure_faults(figures: Collection[str], error: ValidationError) -> Iterator[Fault]:
    """Yield the faults of the figures given to `with_figures`."""
    for wrong in faults_of(error):
        name = str(wrong.path[0])
        if wrong.code is Code.KEY_UNKNOWN:
            value, known = wrong.params["value"], tuple(figures)
            yield fault(Code.FIGURE_UNKNOWN, name, value=value, misspelt=name, known=known)
        else:
            yield wrong.stating(label=label(name, "figures"))


def argument_fault(facts: Collection[str], args: Sequence[object]) -> Fault:
    """Return the fault of giving facts by place and not by name."""
    given = Shown(", ".join(map(shown, args)))
    names = Shown(", ".join(f"{name}=..." for name in facts))
    return fault(Code.FACT_POSITIONAL, "arguments", value=given, names=names)
