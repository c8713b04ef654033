"""What the columns of clauses are called: by one name, by a pattern, or by a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Final, TypeAlias, cast

from aipolicy.calc.clause import AnyClause
from aipolicy.errors import Code, Fault, InvalidColumns, fault
from aipolicy.frames.columns.text import is_text
from aipolicy.frames.request.task import Names
from aipolicy.registry import clause as clause_of

Named: TypeAlias = Sequence[tuple[AnyClause, Names]]
"""Clauses, each with the columns that it writes."""


class _Default(str):
    """The text of a default, told from the same text in a call."""

    __slots__ = ()


BY_ID: Final[str] = _Default("{id}")
"""The pattern of the names unless another is given."""

_FIELDS = ("id", "policy", "number", "name", "reading")


def one_clause(clause: AnyClause | str, into: object) -> Named:
    """Return one clause with the columns that it writes.

    Raises:
        InvalidColumns: the name is not text, or empty.
        UnknownClause: no clause has the id.

    >>> [(clause, names)] = one_clause("harbin_2022/4.1", "due")
    >>> clause.name, names.into
    ('application_scenario', 'due')
    """
    found = clause_of(clause)
    _raise(found.id, _name_faults("into", into))
    return [(found, Names(cast("str", into)))]


def several_clauses(clauses: object, into: object) -> Named:
    """Return clauses with the columns that they write: named by a mapping, or else by a pattern.

    Raises:
        InvalidColumns: they are not several clauses, or their names are not text.
        UnknownClause: no clause has an id.

    >>> [(_, names)] = several_clauses(["harbin_2022/4.1"], "{policy}_{number}")
    >>> names.into
    'harbin_2022_4.1'
    >>> [(_, names)] = several_clauses({"law": "harbin_2022/4.1"}, BY_ID)
    >>> names.most
    'law_most'
    """
    if isinstance(clauses, Mapping):
        return _by_name(cast("Mapping[object, AnyClause | str]", clauses), into)
    if isinstance(clauses, Iterable) and not isinstance(clauses, str):
        listed = cast("Iterable[AnyClause | str]", clauses)
        return _by_pattern([clause_of(one) for one in listed], into)
    kind = type(clauses).__name__
    raise InvalidColumns("over_all", [fault(Code.CLAUSES_TYPE, "clauses", type=kind)])


def _by_name(clauses: Mapping[object, AnyClause | str], into: object) -> Named:
    wrong = [one for name in clauses for one in _name_faults("clauses", name)]
    if not isinstance(into, _Default):
        wrong.append(fault(Code.INTO_NAMED, "into", value=into))
    _raise("over_all", wrong)
    return [(clause_of(one), Names(str(name))) for name, one in clauses.items()]


def _by_pattern(clauses: Sequence[AnyClause], into: object) -> Named:
    where = clauses[0].id if clauses else "over_all"
    _raise(where, _name_faults("into", into))
    pieces = _pieces(cast("str", into), where)
    named = [(clause, _filled(pieces, clause)) for clause in clauses]
    _raise(where, (wrong for _, name in named for wrong in _name_faults("into", name)))
    return [(clause, Names(name)) for clause, name in named]


def _pieces(into: str, where: str) -> list[tuple[str, str | None]]:
    """Return the pieces of a pattern: a literal text, and the field that follows it.

    Raises:
        InvalidColumns: a field is none of the five, or says more than its name.
    """
    pieces: list[tuple[str, str | None]] = []
    try:
        for text, field, spec, conversion in Formatter().parse(into):
            if field is not None and (field not in _FIELDS or spec or conversion is not None):
                raise ValueError  # noqa: TRY301  (as a pattern with a single brace)
            pieces.append((text, field))
    except ValueError:
        known = tuple(f"{{{field}}}" for field in _FIELDS)
        wrong = fault(Code.INTO_PATTERN, "into", value=into, fields=known)
        raise InvalidColumns(where, [wrong]) from None
    return pieces


def _filled(pieces: Iterable[tuple[str, str | None]], clause: AnyClause) -> str:
    parts = {
        "id": clause.id,
        "policy": clause.policy,
        "number": clause.number,
        "name": clause.name,
        "reading": "+".join(clause.chosen.values()),
    }
    return "".join(text + parts.get(field or "", "") for text, field in pieces)


def _name_faults(argument: str, name: object) -> Iterator[Fault]:
    """Yield what is wrong with the name of a column."""
    if not is_text(name):
        yield fault(Code.INTO_TYPE, argument, value=name)
    elif not str(name).strip():
        yield fault(Code.INTO_EMPTY, argument, value=name)


def _raise(where: str, faults: Iterable[Fault]) -> None:
    """Raise if there are faults.

    Raises:
        InvalidColumns: there are.
    """
    if wrong := list(faults):
        raise InvalidColumns(where, wrong)
