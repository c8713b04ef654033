"""Awards gathered for stacking: each with its measure, in document order, all faults found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aipolicy.calc.award import Award
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.money import ZERO
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.entry import Entry, place
from aipolicy.calc.stacking.rule import Reading, Stacking
from aipolicy.calc.stacking.telling import label
from aipolicy.errors import Fault, UnknownClause, UnknownPolicy, did_you_mean, shown
from aipolicy.registry import policies, policy


class Gathered:
    """The documents' rules as they are read, and the awards as the rules see them.

    Every fault met on the way is kept.
    """

    def __init__(self, readings: Mapping[str, str | Sequence[str]]) -> None:
        self.faults: list[Fault] = []
        self.stackings: dict[str, Stacking] = {one.id: one.stacking for one in policies()}
        self.chosen: list[tuple[str, Reading]] = []
        self._measures: dict[tuple[str | None, str], _Measure] = {}
        for id_, names in readings.items():
            self._read_as(id_, [names] if isinstance(names, str) else list(names))

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

    def entries(self, new: Sequence[Award], paid: Sequence[Award]) -> list[Entry]:
        """Return what was paid before, then the awards, each in document order."""
        self.faults += [*_unnamed(new, paid), *_too_late(new, paid)]
        identities: dict[_Identity, str] = {}
        entries: list[Entry] = []
        for name, awards in (("history", paid), ("awards", new)):
            ordered: list[tuple[_Identity, Award]] = []
            for number, award in enumerate(awards, start=1):
                where = f"{name}[{number}]"
                identity = _identity(award)
                other = identities.setdefault(identity, where)
                if other != where:
                    self.faults.append(_twice(where, award, other))
                ordered.append((identity, award))
                self._look_up(where, award)
            if not self.faults:
                ordered.sort(key=lambda one: one[0])
                entries += [
                    self._entry(index, award, before=awards is paid)
                    for index, (_, award) in enumerate(ordered, start=len(entries))
                ]
        return entries

    def _look_up(self, where: str, award: Award) -> None:
        """Find the measure of an award, once for all awards of it."""
        id_ = (award.policy, award.clause)
        if id_ in self._measures:
            return
        try:
            self._measures[id_] = _measure(*id_)
        except (UnknownClause, UnknownPolicy) as unknown:
            limit, _, cure = str(unknown).partition(": ")[2].rpartition("; ")
            self.faults.append(Fault(f"{where}.clause", award.clause, limit, cure))

    def _entry(self, index: int, award: Award, *, before: bool) -> Entry:
        measure = self._measures[award.policy, award.clause]
        sum_ = award.most if award.amount is None else award.amount
        numerator, denominator = sum_.as_integer_ratio()
        return Entry(
            index=index,
            award=award,
            fen=numerator * 100 // denominator,
            before=before,
            policy=measure.policy,
            clause=measure.clause,
            number="" if measure.policy is None else award.clause.partition("/")[2],
            instrument=measure.instrument or award.instrument,
        )


class _Measure(NamedTuple):
    policy: Policy | None = None
    clause: AnyClause | None = None
    instrument: str | None = None


class _Identity(NamedTuple):
    """What makes two awards the same one; its order is that of the documents."""

    outside: bool
    policy: str
    place: tuple[tuple[int, str], ...]
    clause: str
    on: date
    claimed: tuple[str, ...]
    year: int
    invoices: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sum_: Decimal


def _identity(award: Award) -> _Identity:
    claim = award.claim
    outside = award.policy is None
    facts = tuple((name, str(value)) for name, value in sorted(award.facts.items()))
    named = (claim.claimant, claim.subject, claim.contract, claim.content, award.level)
    return _Identity(
        outside,
        award.policy or "",
        () if outside else place(award.clause.partition("/")[2]),
        award.clause,
        claim.on,
        tuple(name or "" for name in named),
        claim.year or 0,
        claim.invoices,
        facts,
        ZERO if facts else award.most,
    )


def _unnamed(*groups: Sequence[Award]) -> Iterator[Fault]:
    """Yield the awards without a claimant, where others name theirs."""
    if len({award.claim.claimant is None for awards in groups for award in awards}) < 2:
        return
    for name, awards in zip(("awards", "history"), groups, strict=True):
        for number, award in enumerate(awards, start=1):
            if award.claim.claimant is None:
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


def _twice(where: str, award: Award, other: str) -> Fault:
    cure = (
        "leave out what was paid already"
        if other.partition("[")[0] != where.partition("[")[0]
        else "drop one, or give each its own subject, contract or day"
    )
    return Fault(where, label(award), f"it is the same award as {other}", cure)


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
    near = did_you_mean(name, names)
    return f"{f'did you mean {near}? ' if near else ''}{noun}: {', '.join(names)}"
