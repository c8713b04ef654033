"""Where the fields of rows come from: each from a column, or from one value for all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    FieldType,
    unknown_word,
)

_KINDS = {
    FieldType.TEXT: ("Categorical", "Enum"),
    FieldType.SUM: ("integer", "decimal", "float"),
    FieldType.DAY: ("day", "moment"),
    FieldType.YEAR: ("integer", "decimal", "float"),
    FieldType.TRUTH: ("truth",),
}
_ANY = ("text", "object")
"""The kinds of columns that may hold anything; their values are checked one by one."""

_SUMS = ("amount", "most")
_ELSEWHERE = ("bases", "invoices")
"""What a claim may state and a row may not."""

Constant = str | int | bool


@dataclass(frozen=True, slots=True)
class FieldSources:
    """The fields that are given, by column or by constant, and what is wrong with them.

    Constants are held as columns hold them: sums in fen, days counted from 1970-01-01.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, Constant]
    faults: Sequence[Fault]

    def has(self, name: str) -> bool:
        """Return whether a field is given."""
        return name in self.columns or name in self.constants


def field_sources(
    kinds: Mapping[str, str], columns: Mapping[str, str], constants: Mapping[str, object]
) -> FieldSources:
    """Return where the fields of the rows come from.

    Args:
        kinds: what each column of the frame holds, as `kinds_of` names it.
        columns: columns by the field that they hold, where they have another name.
        constants: values that are the same on every row, by field.

    >>> found = field_sources({"clause": "text", "sum": "integer"}, {"amount": "sum"}, {"on": 5})
    >>> found.columns, [str(fault) for fault in found.faults]
    ({'clause': 'clause', 'amount': 'sum'}, ['on=5: this is not a day; give ...'])
    """
    named: dict[str, str] = {}
    fixed: dict[str, Constant] = {}
    faults = list(_unknown_names(kinds, columns, constants))
    for name, type_ in FIELDS.items():
        if name in constants and name in columns:
            both = f"{shown(constants[name])} and column {columns[name]}"
            limit = "a field is one constant or one column"
            faults.append(Fault(name, both, limit, "leave one of them out"))
        elif name in constants:
            try:
                fixed[name] = _constant(name, constants[name])
            except UnreadableValue as bad:
                faults.append(Fault(name, shown(constants[name]), bad.limit, bad.cure))
        elif name in columns or name in kinds:
            column = columns.get(name, name)
            if (fault := _column_fault(name, column, kinds)) is None:
                named[name] = column
            else:
                faults.append(fault)
        elif name in {"clause", "on"}:
            faults.append(_missing(name, type_))
    if not any(name in where for where in (kinds, columns, constants) for name in _SUMS):
        faults.append(_missing("amount", FieldType.SUM))
    return FieldSources(named, fixed, faults)


def _missing(name: str, type_: FieldType) -> Fault:
    example = "date(2024, 6, 1)" if type_ is FieldType.DAY else "..."
    cure = f"name its column by columns={{{name!r}: ...}}, or give {name}={example} for all rows"
    return Fault(name, "(missing)", "this field is neither a column nor a constant", cure)


def _unknown_names(
    kinds: Mapping[str, str], columns: Mapping[str, str], constants: Mapping[str, object]
) -> Iterator[Fault]:
    """Yield the names that are not fields, and those of fields that rows cannot have."""
    for name, value in (*constants.items(), *columns.items()):
        if name in FIELDS or name in _ELSEWHERE:
            continue
        cure = nearest_or(name, FIELDS, f"the fields are {', '.join(FIELDS)}")
        yield Fault(name, shown(value), "no award has such a field", cure)
    for name in _ELSEWHERE:
        if name in constants or name in columns or name in kinds:
            value = shown(constants.get(name, columns.get(name, name)))
            cure = "call aipolicy.stack for such awards, or name the column otherwise"
            limit = f"awards in a frame are stacked without {name}"
            yield Fault(name, value, limit, cure)


def _column_fault(name: str, column: str, kinds: Mapping[str, str]) -> Fault | None:
    """Return what is wrong with the column of a field, if anything is."""
    if column not in list(kinds):  # a list compares also what cannot be hashed
        cure = nearest_or(column, kinds, f"its columns are {', '.join(kinds) or 'none'}")
        return Fault(name, shown(column), "the frame has no such column", cure)
    type_, kind = FIELDS[name], kinds[column]
    allowed = (*_KINDS[type_], *_ANY)
    if kind.partition("(")[0] in allowed:
        return None
    limit = f"{type_.value} is read from {' or '.join(allowed)}"
    return Fault(column, kind, limit, "cast the column")


def _constant(name: str, value: object) -> Constant:
    """Return a constant as columns hold it.

    Raises:
        UnreadableValue: the value is not of the field's type.
    """
    match FIELDS[name]:
        case FieldType.SUM:
            return fen_of(value)
        case FieldType.DAY:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.toordinal() - EPOCH
            raise UnreadableValue("this is not a day", "give datetime.date(2024, 6, 1)")
        case FieldType.TRUTH:
            if isinstance(value, bool):
                return value
            raise UnreadableValue("this is not a truth value", "give True or False")
        case FieldType.YEAR:
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
