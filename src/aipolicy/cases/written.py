"""Values as people write them in files: 是 and 否, digits for whole numbers, 800万元 for sums.

Words become values here, at the door, and nowhere else; typed calls take values alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard, cast

from pydantic import ValidationInfo

from aipolicy import registry
from aipolicy.calc.awards.award import is_provision_id
from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.names import FULL_WIDTH, visible
from aipolicy.calc.values.quantity import FactValue, Quantity, QuantityKind
from aipolicy.errors import Code, Fault, UnknownPolicy, UnreadableValue, fault

FROM_FILE: Final = "from_file"
"""The key of pydantic's validation context that says values are read from a file."""

_WORDS = {
    "true": True, "yes": True, "是": True, "false": False, "no": False, "否": False,
}  # fmt: skip
_LONGEST_NUMBER = 30


def of_file(info: ValidationInfo) -> bool:
    """Return whether pydantic validates what a file says."""
    context = cast("object", info.context)
    return isinstance(context, dict) and FROM_FILE in context


def value_of(quantity: Quantity, written: object) -> FactValue:
    """Return a written value of a quantity.

    Raises:
        UnreadableValue: it is not such a value.

    >>> from aipolicy.calc.values.quantity import CONDITION, COUNT, SUM
    >>> value_of(CONDITION, "是"), value_of(COUNT, "5"), value_of(SUM, "800万元")
    (True, 5, Decimal('8000000.00'))
    """
    if isinstance(written, list | dict):
        raise UnreadableValue(fault(Code.VALUE_SINGLE, value=cast("object", written)))
    plain = as_python(written)
    if quantity.kind is QuantityKind.CONDITION:
        return plain if isinstance(plain, bool) else _truth(written)
    if quantity.scale == 1 and not isinstance(plain, int):
        return quantity.read(_whole(written))
    return quantity.read(written)


def are_names(value: object) -> TypeGuard[str | Sequence[str]]:
    """Return whether a value is a name, or a list of names.

    >>> are_names("each_year"), are_names(["each_year", "up_to"]), are_names([5])
    (True, True, False)
    """
    names = cast("Sequence[object]", value) if isinstance(value, list | tuple) else [value]
    return all(isinstance(one, str) for one in names)


def names_in(value: str | Sequence[str] | None) -> Sequence[str]:
    """Return a name, several, or none as a list.

    >>> names_in("each_year"), names_in(("each_year", "up_to")), names_in(None)
    (['each_year'], ('each_year', 'up_to'), [])
    """
    return [value] if isinstance(value, str) else value or []


def payment_faults(clause: object, name: object, level: object) -> Iterator[Fault]:
    """Yield what is wrong with what a payment was made under: one clause, or a name and a level.

    >>> [one.code.value for one in payment_faults(None, "省平台补助", None)]
    ['payment.level_missing']
    """
    if clause is None and name is None:
        yield fault(Code.PAYMENT_NO_POLICY, "clause")
    if clause is not None and name is not None:
        yield fault(Code.PAYMENT_TWO_POLICIES, "name", value=name)
    if isinstance(name, str) and is_provision_id(name):
        yield fault(Code.AWARD_NOT_EXTERNAL, "name", value=name)
    if name is not None and level is None:
        yield fault(Code.PAYMENT_LEVEL_MISSING, "level")
    if name is None and level is not None and level != _level_of(clause):
        yield fault(Code.PAYMENT_LEVEL_ALONE, "level", value=level)


def _level_of(clause: object) -> str | None:
    """Return the level of a clause's document, which may be stated beside it."""
    try:
        return registry.policy(str(clause).partition("/")[0]).level
    except UnknownPolicy:
        return None


def _truth(text: object) -> bool:
    word = visible(text).lower() if isinstance(text, str) else ""
    if word not in _WORDS:
        raise UnreadableValue(fault(Code.CONDITION_TEXT, value=text))
    return _WORDS[word]


def _whole(text: object) -> int:
    plain = visible(text).translate(FULL_WIDTH) if isinstance(text, str) else ""
    if not (plain.isascii() and plain.isdigit()):
        raise UnreadableValue(fault(Code.WHOLE_TEXT, value=text))
    if len(plain) > _LONGEST_NUMBER:
        raise UnreadableValue(fault(Code.NUMBER_TOO_LONG, value=text, most=_LONGEST_NUMBER))
    return int(plain)
