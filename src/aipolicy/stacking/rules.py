"""The stacking rules of all documents, each as it is read, and how often their clauses pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from aipolicy import registry
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.frequency import FrequencyReading
from aipolicy.calc.documents.stacking import NamedReading, Stacking
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import Code, Fault, UnknownClause, fault
from aipolicy.errors.fault import Shown


@dataclass(frozen=True, slots=True)
class RulesAsRead:
    """The stacking rules of all documents under the readings that a call chooses.

    Attributes:
        stackings: the rules by the document's id; they also hold how often clauses pay, and to
            what, where the call reads that otherwise.
        chosen: the readings chosen, in the order of the call, each with the id of its document or
            of its clause.
        faults: documents, clauses and readings that are unknown; these keep their default.
    """

    stackings: Mapping[str, Stacking]
    chosen: Sequence[tuple[str, NamedReading]]
    faults: Sequence[Fault]


def rules_as_read(readings: Mapping[str, str | Sequence[str]]) -> RulesAsRead:
    """Return the rules of all documents as a call reads them.

    Args:
        readings: one or more names, by the id of a document, for its rules, or of a clause, for
            how often it pays and to what its sum belongs.

    >>> read = rules_as_read({"langfang_2023": "no_top_up", "langfang_2023/11.1": "yearly"})
    >>> [reading.name for _, reading in read.chosen], read.faults
    (['no_top_up', 'yearly'], [])
    >>> dict(read.stackings["langfang_2023"].how_often)
    {'11.1': <HowOften.YEARLY: 'yearly'>}
    """
    stackings = {one.id: one.stacking for one in registry.policies()}
    chosen: list[tuple[str, NamedReading]] = []
    named = _names_by_id(readings)
    if isinstance(named, Fault):
        return RulesAsRead(stackings, chosen, [named])
    faults: list[Fault] = []
    for id_, names in named.items():
        if _is_of_clause(id_):
            wrong = _read_clause(id_, names, stackings, chosen)
        else:
            wrong = _unknown(id_, readings[id_], names, stackings)
            if not wrong:
                known = stackings[id_].named_readings
                chosen += [(id_, known[name]) for name in names]
                stackings[id_] = stackings[id_].read_as(names)
        faults += wrong
    return RulesAsRead(stackings, chosen, faults)


def reading_faults(readings: Mapping[str, str | Sequence[str]]) -> Sequence[Fault]:
    """Return what is wrong with readings: documents, clauses and readings that are unknown.

    >>> [wrong.code.value for wrong in reading_faults({"langfang_2032": "no_top_up"})]
    ['policy.unknown']
    """
    return rules_as_read(readings).faults


def _names_by_id(
    readings: Mapping[str, str | Sequence[str]],
) -> dict[str, list[str]] | Fault:
    """Return the names of readings by id, each once, or what is wrong with the argument."""
    try:
        return {
            id_: [names] if isinstance(names, str) else list(dict.fromkeys(names))
            for id_, names in readings.items()
        }
    except (AttributeError, TypeError):
        return fault(Code.READINGS_TYPE, "readings", value=readings)


def _is_of_clause(id_: object) -> bool:
    return isinstance(id_, str) and "/" in id_


def _unknown(
    id_: str,
    given: str | Sequence[str],
    names: Sequence[str],
    stackings: Mapping[str, Stacking],
) -> list[Fault]:
    """Return what is unknown: the document, or some of its readings."""
    stacking = stackings.get(id_)
    if stacking is None:
        ids = tuple(sorted(stackings))
        return [fault(Code.POLICY_UNKNOWN, "readings", id_, value=given, misspelt=id_, known=ids)]
    known = tuple(stacking.named_readings)
    return [
        fault(Code.RULE_READING_UNKNOWN, "readings", id_, value=name, known=known)
        for name in names
        if name not in known
    ]


def _read_clause(
    id_: str,
    names: Sequence[str],
    stackings: dict[str, Stacking],
    chosen: list[tuple[str, NamedReading]],
) -> list[Fault]:
    """Read a clause as named, and return what is wrong with the names."""
    try:
        clause = registry.clause(id_)
    except UnknownClause as unknown:
        return [replace(unknown.fault, path=("readings", id_))]
    known = clause.frequency_readings
    if wrong := [*_unknown_of_clause(id_, names, known)]:
        return wrong
    read = [known[name] for name in names]
    if wrong := [*_twice(id_, read, known)]:
        return wrong
    stackings[clause.policy] = _as_read(stackings[clause.policy], clause, read)
    # Two names of one answer are one reading.
    chosen += [(id_, next(same)) for _, same in groupby(read, attrgetter("zh"))]
    return []


def _unknown_of_clause(
    id_: str, names: Sequence[str], known: Mapping[str, FrequencyReading]
) -> Iterator[Fault]:
    for name in names:
        if not known:
            yield fault(Code.CLAUSE_READING_NONE, "readings", id_, value=name)
        elif name not in known:
            yield fault(
                Code.CLAUSE_READING_UNKNOWN, "readings", id_, value=name, known=tuple(known)
            )


def _twice(
    id_: str, read: Sequence[FrequencyReading], known: Mapping[str, FrequencyReading]
) -> Iterator[Fault]:
    """Yield names that answer what another of the call has answered."""
    first: dict[bool, str] = {}
    for reading in read:
        kind = _says_how_often(reading)
        other = first.setdefault(kind, reading.name)
        if other != reading.name:
            names = ", ".join(name for name, one in known.items() if _says_how_often(one) is kind)
            written = {"value": reading.name, "other": other, "names": Shown(names)}
            yield fault(Code.READING_SAME_POINT, "readings", id_, **written)


def _says_how_often(reading: FrequencyReading) -> bool:
    """Return whether a reading is named for how often the clause pays, and not for the unit."""
    return reading.name == reading.how_often


def _as_read(stacking: Stacking, clause: AnyClause, read: Sequence[FrequencyReading]) -> Stacking:
    """Return rules under which a clause pays as often, and to what, as readings say.

    What a name says itself goes before what comes along with the answer of another.
    """
    how_often, per = dict(stacking.how_often), dict(stacking.per)
    for reading in sorted(read, key=_says_how_often):
        if reading.how_often:
            how_often[clause.number] = reading.how_often
    for reading in sorted(read, key=_says_how_often, reverse=True):
        if reading.per:
            per[clause.number] = reading.per
    return replace(stacking, how_often=ReadOnly(how_often), per=ReadOnly(per))
