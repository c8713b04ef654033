"""Awards held against history before anything is chosen: each with the sum that is left of it.

It depends on what was paid before alone, never on a choice among the awards of the call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from aipolicy.calc.documents.over_years import OneFigure
from aipolicy.calc.documents.rule import CitedRule, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.stacking.clause_rules import clause_rules, rule_of_most, unit_of
from aipolicy.calc.stacking.entry import Entry, GroupKeys, Key
from aipolicy.calc.stacking.over_time.shown import Shown, UnitClaims, shown_by_history
from aipolicy.calc.stacking.over_time.worked_out import has_facts, most_at_all, worked_out
from aipolicy.calc.values.quantity import QuantityKind

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause

Reason: TypeAlias = tuple[int, tuple[int, ...], CitedRule]
"""An award that is lower than claimed, the entries that show why, and the rule."""


@dataclass(frozen=True, slots=True)
class HeldEntries:
    """Entries with the sums that history leaves of them.

    Attributes:
        entries: the entries, each at its index.
        reasons: why some of them are lower than claimed.
        replaced: the facts of claims that history replaced.
    """

    entries: Sequence[Entry]
    reasons: Sequence[Reason]
    replaced: Sequence[Shown]


def held_to_history(entries: Sequence[Entry], stackings: Mapping[str, Stacking]) -> HeldEntries:
    """Return the entries with the sums that what was paid before, and the clauses, leave of them.

    Args:
        entries: the sums paid before and the awards, each at its index.
        stackings: the rules of each policy as they are read, by its id.
    """
    held = list(entries)
    reasons: list[Reason] = []
    replaced: list[Shown] = []
    for clause, own in by_clause(entries):
        for entry, rule in _above_the_cap(clause, own):
            held[entry.index] = entry
            reasons.append((entry.index, (), CitedRule(clause.policy, rule)))
        for claims in _units(clause, own, stackings[clause.policy]):
            for entry, causes in _left(claims, held):
                lower = entry.fen < held[entry.index].fen
                held[entry.index] = entry
                for one in causes:
                    cited = CitedRule(clause.policy, one.rule)
                    reasons += [(entry.index, one.by, cited)] if lower else []
                    replaced += [one] if has_facts(entry) else []
    return HeldEntries(held, reasons, replaced)


def by_clause(entries: Iterable[Entry]) -> Iterator[tuple[AnyClause, Sequence[Entry]]]:
    """Yield each clause of which an award is claimed, and its entries; none with a sum of 0."""
    found: defaultdict[AnyClause, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.clause is not None and entry.fen:
            found[entry.clause].append(entry)
    for clause, own in found.items():
        if not all(entry.before for entry in own):
            yield clause, own


def _above_the_cap(clause: AnyClause, own: Sequence[Entry]) -> Iterator[tuple[Entry, Rule]]:
    """Yield the awards without facts that exceed what their clause can give at all, cut to it."""
    recorded = [entry for entry in own if not (entry.before or entry.award.facts)]
    most = most_at_all(clause) if recorded else None
    for entry in recorded:
        if most is not None and entry.fen > most and not entry.award.claim.exception:
            yield replace(entry, fen=most), rule_of_most(clause)


def _units(clause: AnyClause, own: Sequence[Entry], stacking: Stacking) -> Iterator[UnitClaims]:
    """Yield the awards of a clause unit by unit, where history can change one."""
    if len(own) == 1 or not _counts_years(clause):
        return
    rules = clause_rules(clause, own, stacking)
    keys = GroupKeys().by((unit_of(clause, stacking),))
    units: defaultdict[Key, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for entry in own:
        for key in keys(entry.award.claim):
            units[key][0 if entry.before else 1].append(entry)
    for before, new in units.values():
        if new and len(before) + len(new) > 1:
            yield UnitClaims(clause, rules, before, new)


@cache
def _counts_years(clause: AnyClause) -> bool:
    """Return whether what was paid before can change what a clause gives."""
    received = (one.kind is QuantityKind.RECEIVED for one in clause.facts.values())
    return any(received) or any(not isinstance(one, OneFigure) for one in clause.terms.over_years)


def _left(claims: UnitClaims, held: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Shown]]]:
    """Yield the awards of which history shows more than declared, with what is left of each."""
    shown: defaultdict[int, list[Shown]] = defaultdict(list)
    for one in shown_by_history(claims):
        shown[one.entry].append(one)
    for index, causes in shown.items():
        entry = held[index]
        gone = any(one.gone for one in causes)
        facts = {one.fact: one.value for one in causes}
        fen = 0 if gone else worked_out(entry, facts)
        if fen is not None:
            yield replace(entry, fen=min(fen, entry.fen), shown=facts), causes
