"""The stacking rules of all documents, each as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.documents.stacking import RuleReading, Stacking
from aipolicy.errors import Code, Fault, fault
from aipolicy.registry import policies


@dataclass(frozen=True, slots=True)
class RulesAsRead:
    """The stacking rules of all documents under the readings that a call chooses.

    Attributes:
        stackings: the rules by the document's id.
        chosen: the readings chosen, in the order of the call, each with its document's id.
        faults: documents and readings that are unknown; these documents keep their default.
    """

    stackings: Mapping[str, Stacking]
    chosen: Sequence[tuple[str, RuleReading]]
    faults: Sequence[Fault]


def rules_as_read(readings: Mapping[str, str | Sequence[str]]) -> RulesAsRead:
    """Return the rules of all documents; `readings` maps a document's id to one or more names.

    >>> read = rules_as_read({"langfang_2023": "no_top_up"})
    >>> [reading.name for _, reading in read.chosen], read.faults
    (['no_top_up'], [])
    """
    stackings = {one.id: one.stacking for one in policies()}
    chosen: list[tuple[str, RuleReading]] = []
    named = _names_by_document(readings)
    if isinstance(named, Fault):
        return RulesAsRead(stackings, chosen, [named])
    faults: list[Fault] = []
    for id_, names in named.items():
        wrong = _unknown(id_, readings[id_], names, stackings)
        faults += wrong
        if not wrong:
            known = stackings[id_].named_readings
            chosen += [(id_, known[name]) for name in names]
            stackings[id_] = stackings[id_].read_as(names)
    return RulesAsRead(stackings, chosen, faults)


def reading_faults(readings: Mapping[str, str | Sequence[str]]) -> Sequence[Fault]:
    """Return what is wrong with readings: documents and readings that are unknown.

    >>> [wrong.code.value for wrong in reading_faults({"langfang_2032": "no_top_up"})]
    ['policy.unknown']
    """
    return rules_as_read(readings).faults


def _names_by_document(
    readings: Mapping[str, str | Sequence[str]],
) -> dict[str, list[str]] | Fault:
    """Return the names of readings by document, each once, or what is wrong with the argument."""
    try:
        return {
            id_: [names] if isinstance(names, str) else list(dict.fromkeys(names))
            for id_, names in readings.items()
        }
    except (AttributeError, TypeError):
        return fault(Code.READINGS_TYPE, "readings", value=readings)


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
