"""The keys of a case file: what may stand under each, and how it is read.

Words are turned into values here, at the door, and nowhere else: 是 and 否, yes and no, true and
false for conditions, digits for counts and years, `800万元` for sums.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from aipolicy.calc.documents.period import Convention
from aipolicy.calc.documents.terms import Applicant, Level
from aipolicy.calc.values.quantity import SUM, Quantity, QuantityKind
from aipolicy.cases.yaml_text import Written
from aipolicy.errors import Fault, UnreadableValue
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import nearest_or

Reader: TypeAlias = Callable[[str, Written, list[Fault]], object]
"""Reads what stands at a place, and adds what is wrong with it to the faults."""

_WORDS = {
    "true": True, "yes": True, "是": True, "false": False, "no": False, "否": False,
}  # fmt: skip

_LONGEST_NUMBER = 30

_HOW_TO_WRITE: Mapping[QuantityKind, str] = {
    QuantityKind.SUM: "write a sum in yuan, such as 800万元",
    QuantityKind.RECEIVED: "write the sum received to date, 0 if none",
    QuantityKind.RATE: "write a share such as 0.30",
    QuantityKind.AREA: "write square metres, such as 1200.5",
    QuantityKind.COUNT: "write digits",
    QuantityKind.YEAR: "write the number of the year, 1 for the first",
    QuantityKind.CONDITION: "write 是 or 否",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key: how what stands under it is read, and whether it has to be there."""

    read: Reader
    required: bool = False


def told(written: Written) -> str:
    """Return what is written as a message prints it.

    >>> told("800万元"), told(""), told(["a"]), told({"a": "b"})
    ("'800万元'", '(empty)', '(a list)', '(a mapping)')
    """
    if isinstance(written, str):
        return shown(written) if written else "(empty)"
    return "(a list)" if isinstance(written, list) else "(a mapping)"


def read_keys(
    where: str, written: Mapping[str, Written], keys: Mapping[str, Key], faults: list[Fault]
) -> dict[str, object]:
    """Return what stands under the keys that can be read; what cannot is added to the faults."""
    values: dict[str, object] = {}
    for name, value in written.items():
        if name in keys:
            count = len(faults)
            read = keys[name].read(f"{where}{name}", value, faults)
            values |= {name: read} if len(faults) == count else {}
        else:
            limit, cure = "this key is unknown", _nearest(name, keys, "keys")
            faults.append(Fault(f"{where}{name}", told(value), limit, cure))
    for name, key in keys.items():
        if key.required and name not in written:
            cure = f"write {name}:"
            faults.append(Fault(f"{where}{name}", "(missing)", "this key is required", cure))
    return values


def facts_of(
    asked: Mapping[str, Quantity], written: Mapping[str, Written]
) -> tuple[dict[str, object], list[Fault]]:
    """Return written facts as values, and what could not be read; unknown names stay as written.

    >>> from aipolicy.calc.values.quantity import CONDITION, COUNT
    >>> facts_of({"passed": CONDITION, "scenarios": COUNT}, {"passed": "是", "scenarios": "5"})
    ({'passed': True, 'scenarios': 5}, [])
    """
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for name, value in written.items():
        try:
            values[name] = _fact(asked[name], value) if name in asked else value
        except UnreadableValue as bad:
            faults.append(Fault(name, told(value), bad.limit, bad.cure))
    return values, faults


def missing_fact(where: str, quantity: Quantity) -> Fault:
    """Return the fault of a fact that the clause asks for and the file does not state."""
    return Fault(where, "(missing)", "this fact is required", _HOW_TO_WRITE[quantity.kind])


def _fact(quantity: Quantity, written: Written) -> object:
    text = _one(written)
    if quantity.kind is QuantityKind.CONDITION:
        return _yes_or_no(text)
    return quantity.read(_whole(text) if quantity.scale == 1 else text)


def _one(written: Written) -> str:
    if not isinstance(written, str):
        raise UnreadableValue("one value stands here", "write it behind the colon")
    if not written:
        raise UnreadableValue("nothing is written here", "write it, or drop the key")
    return written


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _WORDS:
        raise UnreadableValue("this is not yes or no", "write 是 or 否, yes or no, true or false")
    return _WORDS[text.lower()]


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UnreadableValue("this is not a whole number", "write digits")
    if len(text) > _LONGEST_NUMBER:
        raise UnreadableValue(f"a number has at most {_LONGEST_NUMBER} digits", "check it")
    return int(text)


def _year(text: str) -> int:
    year = _whole(text)
    if not 1949 <= year <= 2200:
        raise UnreadableValue("a calendar year is between 1949 and 2200", "write it as 2023")
    return year


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableValue("this is no day", "write it as 2023-06-01") from None


def _sum(text: str) -> object:
    return SUM.read(text)


def _text(text: str) -> str:
    return text


def _one_of(known: type[StrEnum]) -> Reader:
    def read(text: str) -> str:
        if text not in list(known):
            noun = "there is no such choice"
            raise UnreadableValue(noun, _nearest(text, [*known], "choices"))
        return text

    return _single(read)


def _single(read: Callable[[str], object]) -> Reader:
    """Return the reader of a key under which one value stands."""

    def reading(where: str, written: Written, faults: list[Fault]) -> object:
        try:
            return read(_one(written))
        except UnreadableValue as bad:
            faults.append(Fault(where, told(written), bad.limit, bad.cure))
            return None

    return reading


_read_text, _read_sum = _single(_text), _single(_sum)


def _texts(where: str, written: Written, faults: list[Fault]) -> object:
    if not isinstance(written, list):
        cure = "put it in brackets, as in [A-1, A-2]"
        faults.append(Fault(where, told(written), "a list stands here", cure))
        return None
    return tuple(_read_text(f"{where}[{n}]", one, faults) for n, one in enumerate(written, 1))


def _sums(where: str, written: Written, faults: list[Fault]) -> object:
    if not isinstance(written, dict):
        cure = "write each with its name, as in {contract_cost: 800万元}"
        faults.append(Fault(where, told(written), "sums by name stand here", cure))
        return None
    return {name: _read_sum(f"{where}.{name}", one, faults) for name, one in written.items()}


def _readings(where: str, written: Written, faults: list[Fault]) -> object:
    if not isinstance(written, dict):
        cure = "write each document with its readings, as in {langfang_2023: no_top_up}"
        faults.append(Fault(where, told(written), "readings by document stand here", cure))
        return None
    return {
        document: (_texts if isinstance(names, list) else _read_text)(
            f"{where}.{document}", names, faults
        )
        for document, names in written.items()
    }


def as_it_stands(where: str, written: Written, faults: list[Fault]) -> object:  # noqa: ARG001
    """Return what is written; it is read where the clause is known."""
    return written


def _nearest(name: str, known: Iterable[str], noun: str) -> str:
    names = [str(one) for one in known]
    return nearest_or(name, names, f"{noun}: {', '.join(sorted(names))}")


_TEXT, _DAY = Key(_read_text), Key(_single(_day))

_ENTRY: Mapping[str, Key] = {
    "on": Key(_single(_day), required=True),
    "claimant": _TEXT,
    "subject": _TEXT,
    "effective_from": _DAY,
    "term": Key(_one_of(Convention)),
    "determined": Key(_read_sum),
    "exception": _TEXT,
    "applicant": Key(_one_of(Applicant)),
    "year": Key(_single(_year)),
    "contract": _TEXT,
    "content": _TEXT,
    "invoices": Key(_texts),
    "bases": Key(_sums),
}

CASE: Mapping[str, Key] = MappingProxyType(
    {
        "claimant": _TEXT,
        "claims": Key(as_it_stands, required=True),
        "history": Key(as_it_stands),
        "readings": Key(_readings),
    }
)
"""The keys of the file itself."""

CLAIM: Mapping[str, Key] = MappingProxyType(
    {
        "clause": Key(_read_text, required=True),
        "facts": Key(as_it_stands),
        "reading": _TEXT,
        **_ENTRY,
    }
)
"""The keys of a claim."""

PAYMENT: Mapping[str, Key] = MappingProxyType(
    {
        "clause": _TEXT,
        "name": _TEXT,
        "level": Key(_one_of(Level)),
        "same_kind": Key(_single(_yes_or_no)),
        "amount": Key(_read_sum, required=True),
        **_ENTRY,
    }
)
"""The keys of a payment under `history`."""
