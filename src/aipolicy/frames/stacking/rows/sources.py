"""Where the fields of rows come from: each from a column, or from one value for all rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from aipolicy._words import Words
from aipolicy.calc.awards.claim import FIRST_YEAR, LAST_YEAR
from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.money import fen_of
from aipolicy.calc.values.names import read_name
from aipolicy.calc.values.quantity import CONDITION
from aipolicy.errors import Code, Fault, UnreadableValue, fault
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import bare_name, in_plain_sight
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.columns.frame import kind_words
from aipolicy.frames.columns.text import is_text
from aipolicy.frames.stacking.rows.fields import (
    FIELDS,
    IN_CHINESE,
    WORDS,
    WRONG_YEAR,
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

_HALF = Words("半个字符", "half a character")
"""What text holds that cannot be encoded: half a surrogate pair."""

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
    ({'clause': 'clause', 'amount': 'sum'}, ['on=5: not a date; pass ...'])
    """
    named: dict[str, str] = {}
    fixed: dict[str, Constant] = {}
    columns, faults = _by_field(columns)
    faults += _unknown_names(kinds, columns, constants)
    respelled = dict(_respelled(kinds, {*columns, *constants}))
    for name, type_ in FIELDS.items():
        if name in constants and (name in columns or name in kinds):
            column = in_plain_sight(str(columns.get(name, name)))
            wrong = fault(Code.FIELD_TWICE, name, value=constants[name], column=column)
            faults.append(wrong)
        elif name in constants:
            try:
                fixed[name] = _constant(name, constants[name])
            except UnreadableValue as bad:
                faults.append(replace(bad.fault, path=(name,)).stating(value=constants[name]))
        elif name in columns or name in kinds:
            column = columns.get(name, name)
            if (bad_column := _column_fault(name, column, kinds)) is None:
                named[name] = column
            else:
                faults.append(bad_column)
        elif name in respelled:
            wrong = fault(Code.FIELD_RESPELLED, name, column=shown(respelled[name]))
            faults.append(wrong)
        elif name in {"clause", "on"}:
            faults.append(_missing(name, type_))
    if not any(name in where for where in (kinds, columns, constants, respelled) for name in _SUMS):
        faults.append(_missing("amount", FieldType.SUM))
    return FieldSources(named, fixed, faults)


def _by_field(columns: Mapping[str, str]) -> tuple[Mapping[str, str], list[Fault]]:
    """Return columns by the English names of fields, and what is named twice."""
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for name, column in columns.items():
        english = IN_CHINESE.get(name, name)
        if english in found:
            faults.append(fault(Code.KEY_TWICE, "columns", str(name)))
        found[english] = column
    return found, faults


def _respelled(kinds: Iterable[str], given: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that would be ignored, though their name is all but that of a field.

    It differs in blanks, case, width or invisible signs, or is the Chinese name; and the field is
    not given otherwise.
    """
    bare = {bare_name(name): field for name, field in IN_CHINESE.items()}
    bare |= {bare_name(field): field for field in FIELDS}
    present = list(kinds)
    for column in reversed(present):  # so that the first of several is the one that is named
        field = bare.get(bare_name(str(column)))  # pandas has names of any type
        if field is not None and field not in given and field not in present:
            yield field, column


def _missing(name: str, type_: FieldType) -> Fault:
    example = "date(2024, 6, 1)" if type_ is FieldType.DAY else "..."
    return fault(Code.FIELD_MISSING, name, example=example)


def _unknown_names(
    kinds: Mapping[str, str], columns: Mapping[str, str], constants: Mapping[str, object]
) -> Iterator[Fault]:
    """Yield the names that are not fields, and those of fields that rows cannot have."""
    for name, value in (*constants.items(), *columns.items()):
        if name in FIELDS or name in _ELSEWHERE:
            continue
        known = tuple(FIELDS)
        yield fault(Code.FIELD_UNKNOWN, str(name), value=value, misspelt=name, known=known)
    for name in _ELSEWHERE:
        if name in constants or name in columns or name in kinds:
            value = constants.get(name, columns.get(name, name))
            yield fault(Code.FIELD_UNSUPPORTED, name, value=value)


def _column_fault(name: str, column: str, kinds: Mapping[str, str]) -> Fault | None:
    """Return what is wrong with the column of a field, if anything is."""
    if column not in list(kinds):  # a list compares also what cannot be hashed
        return fault(Code.COLUMN_UNKNOWN, name, value=column, known=tuple(kinds))
    type_, kind = FIELDS[name], kinds[column]
    allowed = (*_KINDS[type_], *_ANY)
    if kind.partition("(")[0] in allowed:
        return None
    (given,), known = kind_words([kind]), kind_words(allowed)
    return fault(Code.COLUMN_TYPE, column, place=given, noun=type_.value, allowed=known)


def _constant(name: str, value: object) -> Constant:
    """Return a constant as columns hold it.

    Raises:
        UnreadableValue: the value is not of the field's type.
    """
    value = as_python(value)
    match FIELDS[name]:
        case FieldType.SUM:
            return fen_of(value)
        case FieldType.DAY:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.toordinal() - EPOCH
            moment = isinstance(value, datetime)
            raise UnreadableValue(fault(Code.DAY_TIME if moment else Code.DAY_TYPE))
        case FieldType.TRUTH:
            return CONDITION.read(value) is True
        case FieldType.YEAR:
            if type(value) is int and FIRST_YEAR <= value <= LAST_YEAR:
                return value
            raise UnreadableValue(WRONG_YEAR)
        case _:
            if not isinstance(value, str):
                raise UnreadableValue(fault(Code.VALUE_TEXT, type=type(value).__name__))
            if not is_text(value):
                raise UnreadableValue(fault(Code.VALUE_TEXT, type=_HALF))
            if name in WORDS and (wrong := unknown_word(name, value)):
                raise UnreadableValue(wrong)
            return str(value) if name in WORDS else read_name(value)
