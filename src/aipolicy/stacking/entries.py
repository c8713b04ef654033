"""Awards gathered for stacking: each with its measure, in document order, all faults found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from aipolicy.calc.awards.award import Award
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.numbering import place
from aipolicy.calc.documents.stacking import RuleReading, Stacking
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.in_words import label
from aipolicy.calc.values.money import ZERO
from aipolicy.errors import Fault, UnknownClause, UnknownPolicy
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import nearest_and
from aipolicy.registry import policies, policy

_MeasureId: TypeAlias = tuple[str | None, str]
_Identity: TypeAlias = tuple[
    date, str, str, str, str, str, int, tuple[str, ...], tuple[tuple[str, str], ...], Decimal
]
_Place: TypeAlias = tuple[str, int]
_Identified: TypeAlias = dict[_Identity, Award]


class Gathered:
    """The documents' rules as they are read, and the awards as the rules see them.

    Every fault met on the way is kept.
    """

    def __init__(self, readings: Mapping[str, str | Sequence[str]]) -> None:
        self.faults: list[Fault] = []
        self.stackings: dict[str, Stacking] = {one.id: one.stacking for one in policies()}
        self.chosen: list[tuple[str, RuleReading]] = []
        self._measures: dict[_MeasureId, _Measure] = {}
        for id_, names in self._named(readings).items():
            self._read_as(id_, names)

    def _named(self, readings: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
        try:
            return {
                id_: [names] if isinstance(names, str) else list(dict.fromkeys(names))
                for id_, names in readings.items()
            }
        except (AttributeError, TypeError):
            limit = "each document has the name of a reading, or several"
            cure = 'name them, as in {"dalian_2025_draft": "per_applicant"}'
            self.faults.append(Fault("readings", shown(readings), limit, cure))
            return {}

    def _read_as(self, id_: str, names: Sequence[str]) -> None:
        stacking = self.stackings.get(id_)
        if stacking is None:
            cure = _nearest(id_, self.stackings, "policies")
            self.faults.append(Fault("readings", shown(id_), "there is no such policy", cure))
            return
        known = stacking.named_readings
        wrong = [name for name in names if name not in known]
        for name in wrong:
            limit = "the document's stacking rules have no such reading"
            cure = _nearest(name, known, "readings")
            self.faults.append(Fault(f"readings[{id_!r}]", shown(name), limit, cure))
        if not wrong:
            self.stackings[id_] = stacking.read_as(names)
            self.chosen += [(id_, known[name]) for name in names]

    def entries(
        self, new: Sequence[Award], paid: Sequence[Award], called: str = "awards"
    ) -> list[Entry]:
        """Return what was paid before, then the awards, each in document order.

        Faults name an award by its place among those `called` so, counted from 1.
        """
        given = {"history": paid, called: new}
        if strangers := [*_strangers(given)]:
            self.faults += strangers
            return []
        self.faults += [
            *_unnamed({called: new, "history": paid}),
            *_too_late(new, paid),
            *_unpaid(paid),
        ]
        for name, awards in given.items():
            for number, award in enumerate(awards, start=1):
                if (award.policy, award.clause) not in self._measures:
                    self._look_up(f"{name}[{number}]", award)
        groups = {name: _by_measure(awards) for name, awards in given.items()}
        if not _all_differ(given, groups):
            self.faults += _same(given)
        entries: list[Entry] = []
        for name, by_measure in groups.items() if not self.faults else ():
            for id_ in sorted(by_measure, key=_place):
                self._enter(id_, by_measure[id_], entries, before=name == "history")
        return entries

    def _look_up(self, where: str, award: Award) -> None:
        """Find the measure of an award, once for all awards of it."""
        try:
            self._measures[award.policy, award.clause] = _measure(award.policy, award.clause)
        except (UnknownClause, UnknownPolicy) as unknown:
            why = unknown.fault
            self.faults.append(Fault(f"{where}.clause", award.clause, why.limit, why.cure))

    def _enter(
        self, id_: _MeasureId, awards: _Identified, entries: list[Entry], *, before: bool
    ) -> None:
        """Add the awards of one measure to the entries."""
        policy, clause, instrument = self._measures[id_]
        number = "" if policy is None else id_[1].partition("/")[2]
        for index, identity in enumerate(sorted(awards), start=len(entries)):
            award = awards[identity]
            sum_ = award.most if award.amount is None else award.amount
            numerator, denominator = sum_.as_integer_ratio()
            entries.append(
                Entry(
                    index=index,
                    award=award,
                    fen=numerator * 100 // denominator,
                    before=before,
                    policy=policy,
                    clause=clause,
                    number=number,
                    instrument=instrument or award.instrument,
                )
            )


class _Measure(NamedTuple):
    policy: Policy | None = None
    clause: AnyClause | None = None
    instrument: str | None = None


def _place(id_: _MeasureId) -> tuple[object, ...]:
    """Return where a measure stands: document by document, policies outside the library last."""
    policy, clause = id_
    return policy is None, policy or "", place(clause.partition("/")[2]) if policy else (), clause


def _by_measure(awards: Iterable[Award]) -> dict[_MeasureId, _Identified]:
    """Return awards by their measures, and by what makes them differ from others of it."""
    found: dict[_MeasureId, _Identified] = {}
    for award in awards:
        id_ = award.policy, award.clause
        if id_ in found:
            found[id_][_identity(award)] = award
        else:
            found[id_] = {_identity(award): award}
    return found


def _identity(award: Award) -> _Identity:
    """Return what awards of one measure differ by; its order is that of the entries."""
    claim = award.claim
    facts: tuple[tuple[str, str], ...] = ()
    if award.facts:
        facts = tuple((name, str(value)) for name, value in sorted(award.facts.items()))
    return (
        claim.on,
        claim.claimant or "",
        claim.subject or "",
        claim.contract or "",
        claim.content or "",
        award.level or "",
        claim.year or 0,
        claim.invoices,
        facts,
        ZERO if facts else award.most,
    )


def _all_differ(
    given: Mapping[str, Sequence[Award]], groups: Mapping[str, Mapping[_MeasureId, _Identified]]
) -> bool:
    """Return whether no two awards are the same one."""
    found = sum(len(awards) for by_measure in groups.values() for awards in by_measure.values())
    paid, new = groups.values()
    both = any(new.get(id_, {}).keys() & awards.keys() for id_, awards in paid.items())
    return found == sum(map(len, given.values())) and not both


def _same(given: Mapping[str, Sequence[Award]]) -> Iterator[Fault]:
    """Yield the awards that are the same as one before them."""
    first: dict[tuple[_MeasureId, _Identity], _Place] = {}
    for name, awards in given.items():
        for number, award in enumerate(awards, start=1):
            here = name, number
            other = first.setdefault(((award.policy, award.clause), _identity(award)), here)
            if other != here:
                yield _twice(here, award, other)


def _strangers(given: Mapping[str, Sequence[object]]) -> Iterator[Fault]:
    """Yield what is no award at all."""
    for name, awards in given.items():
        for number, award in enumerate(awards, start=1):
            if not isinstance(award, Award):
                cure = "give awards, as from clause.award(...) or Award.recorded(...)"
                yield Fault(f"{name}[{number}]", shown(award), "it is no award", cure)


def _unnamed(given: Mapping[str, Sequence[Award]]) -> Iterator[Fault]:
    """Yield the awards without a claimant, where others name theirs."""
    if len({not award.claim.claimant for awards in given.values() for award in awards}) < 2:
        return
    for name, awards in given.items():
        for number, award in enumerate(awards, start=1):
            if not award.claim.claimant:
                limit = "other awards name their claimant"
                cure = "name it, as in Claim(claimant=...)"
                yield Fault(f"{name}[{number}].claimant", "(missing)", limit, cure)


def _too_late(new: Sequence[Award], paid: Sequence[Award]) -> Iterator[Fault]:
    last = max((award.claim.on for award in new), default=None)
    for number, award in enumerate(paid, start=1):
        on = award.claim.on
        if last is not None and on > last:
            limit = f"what was paid before is dated no later than the last claim, {last}"
            yield Fault(f"history[{number}].on", str(on), limit, "leave it out, or mend the day")


def _unpaid(paid: Sequence[Award]) -> Iterator[Fault]:
    """Yield what cannot have been paid: its sum is not determined."""
    for number, award in enumerate(paid, start=1):
        if award.amount is None:
            limit = "what was paid before has a sum"
            cure = "record it, as in Award.recorded(...), or leave it out"
            yield Fault(f"history[{number}].amount", "(not determined)", limit, cure)


def _twice(here: _Place, award: Award, other: _Place) -> Fault:
    (name, number), (others, others_number) = here, other
    cure = (
        "drop one, or give each its own subject, contract or day"
        if name == others
        else "leave out what was paid already"
    )
    limit = f"it is the same award as {others}[{others_number}]"
    return Fault(f"{name}[{number}]", label(award), limit, cure)


def _measure(policy_id: str | None, clause_id: str) -> _Measure:
    """Return the measure of an award; outside the library there is none.

    A measure that fixes no money to compute may still have been paid on: it has no clause.

    Raises:
        UnknownPolicy: the library has no such policy.
        UnknownClause: the policy has no such measure.
    """
    if policy_id is None:
        return _Measure()
    own = policy(policy_id)
    return _Measure(own, own.clauses.get(clause_id), own.provision(clause_id).instrument)


def _nearest(name: str, known: Iterable[str], noun: str) -> str:
    names = sorted(known)
    return nearest_and(name, names, f"{noun}: {', '.join(names)}")
