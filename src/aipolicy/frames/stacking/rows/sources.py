"""Where the fields of rows stand: each in a column, or the same for all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from aipolicy.calc.values.money import fen_of
from aipolicy.errors import Fault, UnreadableValue
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import nearest_or
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.stacking.rows.encoded_text import is_text
from aipolicy.frames.stacking.rows.fields import (
    FIELDS,
    FIRST_YEAR,
    LAST_YEAR,
    WORDS,
    Holds,
    unknown_word,
)

_KINDS = {
    Holds.TEXT: ("Categorical", "Enum"),
    Holds.SUM: ("integer", "decimal", "float"),
    Holds.DAY: ("day", "moment"),
    Holds.YEAR: ("integer", "decimal", "float"),
    Holds.TRUTH: ("truth",),
}
_ANY = ("text", "object")
"""Kinds that every column may be of in which there is nothing; what is in them is looked at."""

_SUMS = ("amount", "most")
_ELSEWHERE = ("bases", "invoices")
"""What a claim may state and a row may not."""

Constant = str | int | bool


@dataclass(slots=True)
class Given:
    """The fields that are given, by column or by constant, and what is wrong with them.

    Constants are held as columns hold them: sums in fen, days as days since 1970.
    """

    columns: dict[str, str] = field(default_factory=dict[str, str])
    constants: dict[str, Constant] = field(default_factory=dict[str, Constant])
    faults: list[Fault] = field(default_factory=list[Fault])

    def has(self, name: str) -> bool:
        """Return whether a field is given."""
        return name in self.columns or name in self.constants


def given(
    kinds: Mapping[str, str], columns: Mapping[str, str], constants: Mapping[str, object]
) -> Given:
    """Return where the fields of the rows stand.

    `kinds` says what each column of the frame holds.

    >>> found = given({"clause": "text", "sum": "integer"}, {"amount": "sum"}, {"on": 5})
    >>> found.columns, [str(fault) for fault in found.faults]
    ({'clause': 'clause', 'amount': 'sum'}, ['on=5: this is not a day; give ...'])
    """
    found = Given()
    _check_names(found, kinds, columns, constants)
    for name, holds in FIELDS.items():
        if name in constants and name in columns:
            both = f"{shown(constants[name])} and column {columns[name]}"
            limit = "a field is one constant or one column"
            found.faults.append(Fault(name, both, limit, "leave one of them out"))
        elif name in constants:
            _take_constant(found, name, constants[name])
        elif name in columns:
            _take_column(found, name, columns[name], kinds)
        elif name in kinds:
            _take_column(found, name, name, kinds)
        elif name in {"clause", "on"}:
            found.faults.append(_missing(name, holds))
    if not any(name in where for where in (kinds, columns, constants) for name in _SUMS):
        found.faults.append(_missing("amount", Holds.SUM))
    return found


def _missing(name: str, holds: Holds) -> Fault:
    example = "date(2024, 6, 1)" if holds is Holds.DAY else "..."
    cure = f"name its column by columns={{{name!r}: ...}}, or give {name}={example} for all rows"
    return Fault(name, "(missing)", "this field is neither a column nor a constant", cure)


def _check_names(
    found: Given,
    kinds: Mapping[str, str],
    columns: Mapping[str, str],
    constants: Mapping[str, object],
) -> None:
    for name, value in (*constants.items(), *columns.items()):
        if name in FIELDS or name in _ELSEWHERE:
            continue
        cure = nearest_or(name, FIELDS, f"the fields are {', '.join(FIELDS)}")
        found.faults.append(Fault(name, shown(value), "no award has such a field", cure))
    for name in _ELSEWHERE:
        if name in constants or name in columns or name in kinds:
            value = shown(constants.get(name, columns.get(name, name)))
            cure = "call aipolicy.stack for such awards, or name the column otherwise"
            limit = f"awards in a frame are stacked without {name}"
            found.faults.append(Fault(name, value, limit, cure))


def _take_column(found: Given, name: str, column: str, kinds: Mapping[str, str]) -> None:
    if column not in list(kinds):  # what is no name at all may not be looked up
        cure = nearest_or(column, kinds, f"its columns are {', '.join(kinds) or 'none'}")
        found.faults.append(Fault(name, shown(column), "the frame has no such column", cure))
        return
    holds, kind = FIELDS[name], kinds[column]
    allowed = (*_KINDS[holds], *_ANY)
    if kind.partition("(")[0] not in allowed:
        limit = f"{holds.value} is read from {' or '.join(allowed)}"
        found.faults.append(Fault(column, kind, limit, "cast the column"))
        return
    found.columns[name] = column


def _take_constant(found: Given, name: str, value: object) -> None:
    try:
        found.constants[name] = _constant(name, value)
    except UnreadableValue as bad:
        found.faults.append(Fault(name, shown(value), bad.limit, bad.cure))


def _constant(name: str, value: object) -> Constant:
    """Return a constant as columns hold it.

    Raises:
        UnreadableValue: it is not what the field holds.
    """
    match FIELDS[name]:
        case Holds.SUM:
            return fen_of(value)
        case Holds.DAY:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.toordinal() - EPOCH
            raise UnreadableValue("this is not a day", "give datetime.date(2024, 6, 1)")
        case Holds.TRUTH:
            if isinstance(value, bool):
                return value
            raise UnreadableValue("this is not a truth value", "give True or False")
        case Holds.YEAR:
            if type(value) is int and FIRST_YEAR <= value <= LAST_YEAR:
                return value
            limit = f"a year is a whole number from {FIRST_YEAR} to {LAST_YEAR}"
            raise UnreadableValue(limit, "give the year of the sum")
        case _:
            if not (isinstance(value, str) and is_text(value)):
                raise UnreadableValue("this is not text", f"give {name} as text")
            if name in WORDS and (wrong := unknown_word(name, value)):
                raise UnreadableValue(*wrong)
            return str(value)
