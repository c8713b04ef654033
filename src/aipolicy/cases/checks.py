"""A case file's claims and payments held against the documents they name, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.policy import Policy
from aipolicy.cases.keys import CLAIM, facts_of, missing_fact, told
from aipolicy.cases.yaml_text import Written
from aipolicy.errors import Fault, InvalidDay
from aipolicy.errors.nearest import nearest_and, nearest_or
from aipolicy.registry import clauses, policies, policy


def clause_named(where: str, id_: str, faults: list[Fault]) -> AnyClause | None:
    """Return the clause of an id; where there is none, say so."""
    by_id = {one.id: one for one in clauses()}
    if id_ in by_id:
        return by_id[id_]
    kinds = {one.id: one.kind for own in policies() for one in own.provisions}
    if id_ in kinds:
        limit = f"this measure fixes no money to compute; its kind is {kinds[id_]}"
        faults.append(Fault(f"{where}clause", repr(id_), limit, "leave this claim out"))
    else:
        faults.append(_unknown_clause(where, id_, [*by_id]))
    return None


def facts_asked(id_: Written | None) -> frozenset[str]:
    """Return the names of the facts that a clause asks for; none where there is no such clause."""
    return frozenset(name for one in clauses() if one.id == id_ for name in one.facts)


def payment_faults(where: str, values: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what is wrong with the policy under which a payment was made.

    It is a measure of the library, computable or not, or another policy with its level.
    """
    clause, name, level = (values.get(key) for key in ("clause", "name", "level"))
    if clause is None and name is None:
        limit = "a payment says under what it was paid"
        yield Fault(f"{where}clause", "(missing)", limit, "write clause:, or name: and level:")
    if clause is not None and name is not None:
        limit = "a payment is under a clause or under another policy"
        yield Fault(f"{where}name", repr(name), limit, "drop clause: or name:")
    if name is not None and level is None:
        limit = "a policy outside the library has a level"
        yield Fault(f"{where}level", "(missing)", limit, "write nation, province, city or district")
    if name is None and level is not None:
        limit = "only a policy outside the library has a level"
        yield Fault(f"{where}level", f"'{level}'", limit, "drop level:, or write name:")
    known = [one.id for own in policies() for one in own.provisions]
    if clause is not None and clause not in known:
        yield _unknown_clause(where, str(clause), known)


def fact_faults(
    where: str, clause: AnyClause, written: Mapping[str, Written], beside: Sequence[str]
) -> tuple[dict[str, object], list[Fault]]:
    """Return the facts of a claim as values, and what is wrong with them.

    Facts that stand `beside` the others, and not among them, are told already.
    """
    own = {name: value for name, value in written.items() if name in clause.facts}
    values, wrong = facts_of(clause.facts, own)
    faults = [Fault(f"{where}facts.{f.name}", f.value, f.limit, f.cure) for f in wrong]
    for name, value in written.items():
        if name not in own:
            faults.append(_no_fact(where, clause, name, value))
    for name, quantity in clause.facts.items():
        if name not in written and name not in beside:
            faults.append(missing_fact(f"{where}facts.{name}", quantity))
    return values, faults


def reading_faults(where: str, clause: AnyClause, reading: str) -> Iterator[Fault]:
    """Yield that a clause has no such reading of its open point."""
    if reading in clause.readings:
        return
    names = clause.readings
    its = f"its readings: {', '.join(names)}"
    cure = nearest_and(reading, names, its) if names else "drop reading:"
    yield Fault(f"{where}reading", repr(reading), "the clause has no such reading", cure)


def day_faults(where: str, own: Policy, claim: Claim) -> Iterator[Fault]:
    """Yield that a document is not in force on the day of a claim, or bears no day itself."""
    on, first = claim.on, claim.effective_from
    if own.first is None and first is None:
        limit = f"{own.id} bears no day on which it takes effect"
        cure = "write the day known from elsewhere, as in effective_from: 2025-06-30"
        yield Fault(f"{where}effective_from", "(missing)", limit, cure)
        return
    if own.first is not None and first not in {None, own.first}:
        limit = f"{own.id} states its own first day, {own.first}"
        yield Fault(f"{where}effective_from", str(first), limit, "drop effective_from:")
        return
    try:
        period = own.period(first, claim.term)
    except InvalidDay:
        limit = f"its term of {own.term_years} years ends beyond the calendar"
        yield Fault(f"{where}effective_from", str(first), limit, "write an earlier day")
        return
    if not period.includes(on):
        limit = f"{own.id} is in force from {period}"
        cure = "claim on a day in force, or under another policy"
        yield Fault(f"{where}on", str(on), limit, cure)


def stacking_reading_faults(readings: Mapping[str, str | Sequence[str]]) -> Iterator[Fault]:
    """Yield the readings of rules on standing together that a document does not have."""
    ids = [own.id for own in policies()]
    for id_, names in readings.items():
        if id_ not in ids:
            cure = nearest_and(id_, ids, f"documents: {', '.join(ids)}")
            yield Fault(f"readings.{id_}", told(_written(names)), "there is no such document", cure)
            continue
        known = [*policy(id_).stacking.named_readings]
        for name in [names] if isinstance(names, str) else names:
            if name not in known:
                limit = "the document's rules on standing together have no such reading"
                cure = nearest_and(name, known, f"readings: {', '.join(known)}")
                yield Fault(f"readings.{id_}", repr(name), limit, cure)


def _written(names: str | Sequence[str]) -> Written:
    return names if isinstance(names, str) else [*names]


def _no_fact(where: str, clause: AnyClause, name: str, value: Written) -> Fault:
    if name in CLAIM:
        limit, cure = "this is a key of the claim, not a fact", "write it beside facts:"
    elif name in clause.figures:
        limit, cure = "this is a figure of the law, not a fact", "drop it"
    else:
        limit = "the clause has no such fact"
        cure = nearest_or(name, clause.facts, f"its facts: {', '.join(clause.facts)}")
    return Fault(f"{where}facts.{name}", told(value), limit, cure)


def _unknown_clause(where: str, id_: str, known: Sequence[str]) -> Fault:
    cure = nearest_or(id_, known, "aipolicy clauses lists them")
    return Fault(f"{where}clause", repr(id_), "there is no such clause", cure)
