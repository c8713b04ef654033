"""The facts given to `match`, read for each clause that asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from aipolicy._words import Words
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.fact_names import english_names
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, UnreadableValue, fault
from aipolicy.errors.nearest import bare_name, did_you_mean
from aipolicy.matching.result import FactRange

_PLAIN = {QuantityKind.SUM, QuantityKind.AREA, QuantityKind.COUNT}


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that was given: in minor units, and as the one value it was taken to have."""

    minor: int
    taken: FactRange

    @classmethod
    def of(cls, quantity: Quantity, value: object) -> KnownFact:
        """Return a value read as a quantity.

        Raises:
            UnreadableValue: it cannot be read.
        """
        read = quantity.read(value)
        if isinstance(read, bool):
            return _YES if read else _NO
        one = quantity.canonical(read)
        return cls(quantity.to_minor(read), FactRange(one, one))


_YES = KnownFact(1, FactRange(least=True, most=True))
_NO = KnownFact(0, FactRange(least=False, most=False))


class Asking(NamedTuple):
    """A clause that asks for a fact: its id, the fact's English name and what the fact can be."""

    clause: str
    fact: str
    quantity: Quantity


@dataclass
class Known:
    """What is known of each clause's facts, what needs a clause's name, and what is wrong."""

    facts: dict[str, dict[str, KnownFact]] = field(default_factory=dict[str, dict[str, KnownFact]])
    unqualified: list[str] = field(default_factory=list[str])
    faults: list[Fault] = field(default_factory=list[Fault])


def known_facts(facts: Mapping[str, object], every: tuple[AnyClause, ...]) -> Known:
    """Return the facts given, by the ids of the clauses that ask for them.

    A fact that is given by its clause's name wins over one given by its plain name.
    """
    asking = _asking(every)
    known = Known()
    stated = set[tuple[str, str, bool]]()
    given = [(str(name), value) for name, value in facts.items()]
    given.sort(key=lambda item: ":" in item[0])
    for name, value in given:
        by = asking.get(name.removeprefix(":"), ())
        qualified = ":" in name.removeprefix(":")
        keys = [(one.clause, one.fact, qualified) for one in by]
        if not by:
            known.faults.append(_unknown(name, value, every))
        elif not stated.isdisjoint(keys):
            known.faults.append(fault(Code.KEY_TWICE, name, value=value))
        else:
            stated.update(keys)
            meant = by if qualified else [one for one in by if one.quantity.kind in _PLAIN]
            if not meant:
                known.unqualified.append(name)
            _read(name, value, meant, known)
    return known


def _read(name: str, value: object, by: Iterable[Asking], known: Known) -> None:
    """Add a value to the known facts of clauses, or what is wrong with it to the faults."""
    read: KnownFact | None = None
    quantity: Quantity | None = None
    for asking in by:
        if read is None or asking.quantity is not quantity:
            quantity = asking.quantity
            try:
                read = KnownFact.of(quantity, value)
            except UnreadableValue as bad:
                known.faults.append(bad.fault.stating(value=value).within(name))
                return
        known.facts.setdefault(asking.clause, {})[asking.fact] = read


@cache
def _asking(every: tuple[AnyClause, ...]) -> Mapping[str, tuple[Asking, ...]]:
    """Return the clauses that ask for a fact by each of its names, alone and with the clause's."""
    found: dict[str, tuple[Asking, ...]] = {}
    for clause in every:
        for written, fact in _names(clause):
            asking = Asking(clause.id, fact, clause.facts[fact])
            for name in (written, f"{clause.id}:{written}"):
                found[name] = (*found.get(name, ()), asking)
    return found


def _names(clause: AnyClause) -> Iterator[tuple[str, str]]:
    """Yield each name of a clause's facts, Chinese and English, with the English one."""
    english = english_names(clause.facts)
    yield from ((written, fact) for written, fact in english.items() if fact in clause.facts)
    yield from ((fact, fact) for fact in clause.facts if fact not in english)


def _unknown(name: str, value: object, every: tuple[AnyClause, ...]) -> Fault:
    """Return the fault of a name that no clause asks for, with the nearest one in its language."""
    wrong = fault(Code.FACT_UNKNOWN_ANYWHERE, name, value=value)
    own = [clause for clause in every if clause.id == name.rpartition(":")[0]]
    in_english = bare_name(name).isascii()
    known: dict[str, str] = {}
    for clause in own or every:
        qualified = [f"{clause.id}:"] if own or "/" in name else []
        for fact in clause.facts:
            written = fact if in_english else named(fact, "zh")
            for prefix in (*qualified, *([] if own else [""])):
                known[f"{prefix}{written}"] = f"{prefix}{fact}"
    near = did_you_mean(name, known)
    if near is None:
        return wrong
    meant = known[near]
    shown = meant if in_english else Words(f"{near}（{meant}）", f"{near} ({meant})")
    return wrong.stating(nearest=shown)
