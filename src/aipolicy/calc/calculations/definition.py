"""What a definition must be, checked when it is made: its number, figures, facts that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, cast, get_args, get_origin

from aipolicy._words import Language, Words
from aipolicy.calc.calculations.signature import Signature
from aipolicy.calc.documents.terms import Terms
from aipolicy.calc.symbolic.tree import Above, Fork, Tree
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, InvalidClause, UnreadableValue, fault

_YUAN = {QuantityKind.SUM, QuantityKind.RECEIVED}
_BOTH: tuple[Language, Language] = ("zh", "en")
_NUMBER = re.compile(r"[1-9][0-9]*(\.[1-9][0-9]*)*")


def require_definition(id_: str, signature: Signature, terms: Terms) -> None:
    """Refuse a definition whose number, figures or named facts are not what they should be.

    Raises:
        InvalidClause: the first of its faults.
    """
    number = id_.rpartition("/")[2]
    if not _NUMBER.fullmatch(number):
        raise InvalidClause(fault(Code.DEFINITION_NUMBERING, id_, number=number))
    for wrong in (*_named_facts(id_, signature, terms), *_figures(id_, signature)):
        raise InvalidClause(wrong)


def require_single_yuan(id_: str, tree: Tree, facts: Mapping[str, Quantity]) -> None:
    """Refuse a tree in which a fact in yuan is multiplied by another one, or by itself.

    Raises:
        InvalidClause: it has such a product.
    """
    yuan = {name for name, fact in facts.items() if fact.kind in _YUAN}
    left: list[Tree] = [tree]
    while left:
        one = left.pop()
        if isinstance(one, Fork):
            left += one.met, one.unmet
            sums = [one.condition.difference] if isinstance(one.condition, Above) else []
        else:
            sums = [one.least, one.most]
        for monomial in (monomial for worth in sums for monomial, _ in worth.terms):
            if sum(name in yuan for name in monomial) > 1:
                zh, en = (" × ".join(named(n, language) for n in monomial) for language in _BOTH)
                raise InvalidClause(fault(Code.DEFINITION_YUAN_SQUARED, id_, term=Words(zh, en)))


def _named_facts(id_: str, signature: Signature, terms: Terms) -> Iterator[Fault]:
    known = tuple(signature.facts)
    for option in ("falls_with", "jumps_with"):
        for name in getattr(terms, option):
            quantity = signature.facts.get(name)
            if quantity is None:
                yield fault(Code.DEFINITION_NO_FACT, id_, option=option, value=name, known=known)
            elif quantity.kind is QuantityKind.CONDITION:
                yield fault(Code.DEFINITION_CONDITION_NAMED, id_, option=option, name=name)


def _figures(id_: str, signature: Signature) -> Iterator[Fault]:
    """Yield what is wrong with the figures, each read as one that `with_figures` changes."""
    for name, printed in signature.figures.items():
        hint = signature.figure_types[name]
        if isinstance(printed, tuple):
            yield from _tiers(id_, name, printed, hint)
            continue
        for quantity in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
            if isinstance(quantity, Quantity):
                yield from _value(id_, name, printed, quantity)


def _tiers(id_: str, name: str, tiers: tuple[object, ...], hint: object) -> Iterator[Fault]:
    """Yield what is wrong with tiers: pairs of two sums, the first of each rising."""
    pairs = [cast("tuple[object, ...]", one) for one in tiers if isinstance(one, tuple)]
    if not tiers or len(pairs) < len(tiers) or any(len(pair) != 2 for pair in pairs):
        yield fault(Code.DEFINITION_TIERS, id_, name=name)
        return
    kinds = _quantities(hint)
    wrong = [
        one
        for pair in pairs
        for value, quantity in zip(pair, kinds, strict=False)
        for one in _value(id_, name, value, quantity)
    ]
    yield from wrong
    thresholds = [cast("int", pair[0]) for pair in pairs]
    if not wrong and any(later <= before for before, later in pairwise(thresholds)):
        yield fault(Code.DEFINITION_TIERS, id_, name=name)


def _quantities(hint: object) -> list[Quantity]:
    """Return the quantities of which a type is made, from left to right."""
    if isinstance(hint, Quantity):
        return [hint]
    return [quantity for part in get_args(hint) for quantity in _quantities(part)]


def _value(id_: str, name: str, value: object, quantity: Quantity) -> Iterator[Fault]:
    try:
        quantity.read(value)
    except UnreadableValue as bad:
        yield bad.fault.stating(value=value).within(id_, name)
