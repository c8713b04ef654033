"""The one reader of cases: a mapping, JSON or YAML becomes a `Case`, or all its faults.

Entries are read one by one, each for its shape and for its facts. After `MOST_FAULTS` faults the
rest is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from pydantic import BaseModel, ValidationError

from aipolicy import registry
from aipolicy._words import Words
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.values.days import written_day
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.calc.words.glossary import named
from aipolicy.cases import chinese
from aipolicy.cases.file_words import fact_in_file_words, in_file_words
from aipolicy.cases.parsed import parsed
from aipolicy.cases.tidy import tidy
from aipolicy.cases.written import FROM_FILE, are_names, names_in, payment_faults, value_of
from aipolicy.errors import (
    AipolicyError,
    Code,
    Fault,
    Faulty,
    InvalidCase,
    OneFault,
    Surface,
    UnreadableValue,
    fault,
)
from aipolicy.errors import faults as faults_of
from aipolicy.errors.fault import Shown
from aipolicy.stacking.rules import reading_faults
from aipolicy.stated_days import require_days_of_environment

ModelT = TypeVar("ModelT", bound=BaseModel)

MOST_FAULTS: Final = 1_000
"""After so many faults the rest of a case is not read."""

_CLAIM_KEYS = frozenset({*Claim.model_fields, "clause", "facts", "reading"})
_DAYS = ("on", "effective_from", "term")
"""The keys that decide whether a document is in force."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read of a case.

    Attributes:
        head: the keys of the case, in English.
        entries: the entries that could be read, by key and by their place in the list.
        faults: what is wrong, one fault for each address, in the order of the case.
    """

    head: Mapping[str, object]
    entries: Mapping[str, Mapping[int, BaseModel]]
    faults: tuple[Fault, ...]


def read_data(
    model: type[ModelT], entries: Mapping[str, type[BaseModel]], data: object, name: str
) -> ModelT:
    """Return the case that a mapping or a text states.

    Args:
        model: the model of a case.
        entries: the models of its entries, by the key under which they are listed.
        data: a mapping, or a text in YAML or JSON.
        name: what errors call it.

    Raises:
        InvalidCase: the data is not a case; all faults at once.
        MissingExtra: the text is YAML and its reader is not installed.

    >>> from aipolicy import Case
    >>> Case.read('{"claims": [{"clause": "harbin_2022/1.1", "on": "2023-06-01", '
    ...     '"facts": {"review_passed": true}}]}').claims[0].clause
    'harbin_2022/1.1'
    """
    parts = read_parts(model, entries, data, name)
    if parts.faults:
        raise InvalidCase(name, parts.faults)
    read = {key: tuple(of_key.values()) for key, of_key in parts.entries.items()}
    return model.model_validate({**parts.head, **read}, context={FROM_FILE: True})


def read_parts(
    model: type[BaseModel], entries: Mapping[str, type[BaseModel]], data: object, name: str
) -> Parts:
    """Return what can be read of a case, with all that is wrong in it; arguments as `read_data`.

    Raises:
        InvalidCase: the data cannot be parsed, or is not keys and values.
        InvalidDays: the file of days that `AIPOLICY_DAYS` names cannot be used.
        MissingExtra: as `read_data`.
    """
    require_days_of_environment()
    of_case: list[Fault] = []
    of_entries: list[Fault] = []
    case = tidy(_mapping(parsed(data, name), data, name), chinese.CASE, of_case)
    of_case = [one if one.path else one.within("case") for one in of_case]
    read: dict[str, dict[int, BaseModel]] = {}
    for key, entry in entries.items():
        if key in case:
            listed = case[key]
            if isinstance(listed, list | tuple):
                read[key] = _entries(entry, key, cast("Sequence[object]", listed), of_entries)
                case[key] = [entry.model_construct(clause="")] if listed else listed
            else:
                of_case.append(in_file_words(fault(Code.VALUE_LIST, key, value=listed)))
                case[key] = ()
    of_entries += _reading_faults(case.get("readings"))
    try:
        model.model_validate(case, context={FROM_FILE: True})
    except ValidationError as invalid:
        of_case += map(in_file_words, faults_of(invalid))
    faults = once([*of_case, *of_entries])
    return Parts(case, read, tuple(one.on(Surface.FILE) for one in faults))


def _mapping(found: object, data: object, name: str) -> Mapping[object, object]:
    if isinstance(found, Mapping):
        return cast("Mapping[object, object]", found)
    if not isinstance(data, str | bytes):
        kind = type(data).__name__
        raise InvalidCase(name, [fault(Code.CASE_TYPE, "case", value=data, type=kind)])
    wide = isinstance(found, str) and "：" in found
    code = Code.CASE_WIDE_COLON if wide else Code.CASE_SHAPE
    raise InvalidCase(name, [fault(code, "file", value=found)])


def _entries(
    model: type[BaseModel], key: str, listed: Sequence[object], faults: list[Fault]
) -> dict[int, BaseModel]:
    """Return the entries of a list that can be read, by their places."""
    read: dict[int, BaseModel] = {}
    for place, written in enumerate(listed):
        if len(faults) > MOST_FAULTS:
            break
        wrong: list[Fault] = []
        of_facts: list[Fault] = []
        entry: object = written
        if isinstance(written, Mapping):
            stated = tidy(cast("Mapping[object, object]", written), ENTRY, wrong)
            _read_days(stated)
            find = _claim_faults if key == "claims" else _payment_faults
            of_facts += find(stated)
            entry = stated
        try:
            entry = Shown("null") if entry is None else entry
            found = model.model_validate(entry, context={FROM_FILE: True})
        except ValidationError as invalid:
            wrong += faults_of(invalid)
        else:
            if not wrong and not of_facts:
                read[place] = found
        faults += (in_file_words(one.within(key, place)) for one in [*wrong, *of_facts])
    return read


def _read_days(entry: dict[str, object]) -> None:
    """Read the days of an entry as people write them; what cannot be read is left to the model."""
    for key in ("on", "effective_from", "paid_on"):
        if key in entry:
            try:
                entry[key] = written_day(entry[key])
            except UnreadableValue:
                continue


def _reading_faults(readings: object) -> Iterator[Fault]:
    """Yield what is wrong with the readings of documents and clauses, each at its id."""
    if not isinstance(readings, dict):
        return
    for id_, names in cast("dict[str, object]", readings).items():
        if are_names(names):
            yield from reading_faults({id_: names})


def _claim_faults(claim: dict[str, object]) -> Iterator[Fault]:
    """Yield what is wrong with a claim under its clause; its facts become values."""
    id_, stated = claim.get("clause"), claim.get("facts", {})
    if not isinstance(id_, str) or not isinstance(stated, Mapping):
        return
    try:
        clause = registry.clause(id_)
    except OneFault as unknown:
        yield unknown.fault
        return
    wrong: list[Fault] = []
    facts = chinese.facts_in_english(
        cast("Mapping[str, object]", stated), clause.facts, wrong, "facts"
    )
    beside = [key for key in claim if key in clause.facts and key not in _CLAIM_KEYS]
    for key in beside:
        yield fault(Code.KEY_BESIDE_FACTS, key, value=claim.pop(key))
    claim["facts"] = facts
    yield from wrong
    yield from _fact_faults(clause, facts, beside)
    yield from _clause_faults(clause, claim)


def _fact_faults(
    clause: AnyClause, facts: dict[str, object], beside: Sequence[str]
) -> Iterator[Fault]:
    read: dict[str, object] = {}
    unread = set(beside)
    for name, written in facts.items():
        if name in _CLAIM_KEYS and name not in clause.facts:
            yield fault(Code.KEY_AMONG_FACTS, "facts", name, value=written)
            continue
        quantity = clause.facts.get(name)
        try:
            read[name] = written if quantity is None else value_of(quantity, written)
        except UnreadableValue as bad:
            unread.add(name)
            label = Words(named(name, "zh"), name)
            yield bad.fault.stating(value=written, label=label).within("facts", name)
    try:
        facts.update(clause.read(read))
    except Faulty as invalid:
        for one in invalid.faults:
            if one.path[-1] not in unread:
                yield fact_in_file_words(clause, one).within("facts")


def _clause_faults(clause: AnyClause, claim: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what is wrong with the reading and the days of a claim."""
    reading = claim.get("reading")
    if are_names(reading) and (names := names_in(reading)):
        try:
            clause.read_as(*names)
        except Faulty as unknown:
            yield from unknown.faults
    days = {key: claim[key] for key in _DAYS if key in claim}
    try:
        when = Claim.model_validate(days)
    except ValidationError:
        return  # the shape is wrong, which is reported once
    try:
        own = registry.policy(clause.policy)
        own.require_in_force(when.on, when.effective_from, when.term)
    except AipolicyError as wrong:
        yield from faults_of(wrong)


def _payment_faults(payment: Mapping[str, object]) -> Iterator[Fault]:
    """Yield that a payment was made under nothing, or under a provision that is unknown."""
    yield from payment_faults(*(payment.get(key) for key in ("clause", "name", "level")))
    id_ = payment.get("clause")
    if isinstance(id_, str):
        try:
            registry.policy(id_.partition("/")[0]).provision(id_)
        except OneFault:
            known = tuple(one.id for own in registry.policies() for one in own.provisions)
            yield fault(Code.PROVISION_UNKNOWN_ANYWHERE, "clause", value=id_, known=known)


def once(faults: Iterable[Fault]) -> list[Fault]:
    """Return one fault for each address, the first, in the order of the case."""
    first: dict[tuple[str | int, ...], Fault] = {}
    for one in faults:
        first.setdefault(one.path, one)
    return list(first.values())
