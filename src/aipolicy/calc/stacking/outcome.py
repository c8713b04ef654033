"""The outcome of awards: what each is paid and why not more, and the resolution that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from aipolicy.calc.documents.stacking import NamedReading, Stacking, Together
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.explanation.names import Names
from aipolicy.calc.stacking.explanation.reasons import Displacement
from aipolicy.calc.stacking.marks import marks
from aipolicy.calc.stacking.over_time.shown import Shown
from aipolicy.calc.stacking.resolution import (
    Alternative,
    Displaced,
    DocumentInWords,
    Granted,
    Resolution,
    RuleInWords,
)
from aipolicy.calc.values.money import yuan_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of awards; entries are known by their indices.

    Attributes:
        entries: the sums paid before and the awards, each with what history leaves of it.
        paid: what each award is paid now, in fen; 0 for sums paid before.
        lowered: the awards of which history, or the clause, leaves less than is claimed.
        reasons: why awards are not paid in full, in the order of the awards.
        together: the awards that are payable on top of money that a rule would exclude.
        replaced: the facts of claims that history replaced.
    """

    entries: Sequence[Entry]
    paid: Sequence[int]
    lowered: AbstractSet[int]
    reasons: Sequence[Displacement]
    together: Sequence[tuple[Together, int]]
    replaced: Sequence[Shown]


def resolution_of(
    outcome: Outcome,
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, NamedReading]] = (),
    alternatives: tuple[Alternative, ...] = (),
    *,
    marked: bool,
    weighed: Sequence[Entry] | None = None,
) -> Resolution:
    """Return an outcome as a resolution.

    Args:
        outcome: what becomes of awards.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, by policy, for the marks.
        alternatives: the other lawful choices.
        marked: whether the resolution has marks, which take time.
        weighed: the entries with the sums by which the weightiest of many are named, where these
            are others than those of the outcome.
    """
    entries, paid, reasons = outcome.entries, outcome.paid, outcome.reasons
    new = [entry for entry in entries if not entry.before]
    granted = [
        entry
        for entry in new
        if paid[entry.index] or not (entry.fen or entry.index in outcome.lowered)
    ]
    totals = _by_instrument(granted, paid)
    due = _by_instrument((entry for entry in granted if entry.award.amount is not None), paid)
    # Every field has its type by construction; input from outside is validated.
    return Resolution.model_construct(
        granted=tuple([Granted(entry.award, yuan_of(paid[entry.index])) for entry in granted]),
        displaced=tuple(_displaced(entries if weighed is None else weighed, reasons)),
        total=_sum(totals),
        due=_sum(due),
        by_instrument=totals,
        due_by_instrument=due,
        alternatives=alternatives,
        provisional=any(entry.fen and entry.award.amount is None for entry in new),
        marks=tuple(
            marks(
                entries,
                stackings,
                chosen=chosen,
                totals=totals,
                displacements=reasons,
                together=outcome.together,
                replaced=outcome.replaced,
            )
            if marked
            else ()
        ),
        rules=_rules(reasons),
        documents=_documents(entries),
    )


def _by_instrument(entries: Iterable[Entry], paid: Sequence[int]) -> Mapping[str, Decimal]:
    """Return what entries are paid in yuan, by instrument."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.instrument] += paid[entry.index]
    return {instrument: yuan_of(fen) for instrument, fen in sums.items()}


def _sum(sums: Mapping[str, Decimal]) -> Decimal:
    """Return the exact sum of sums in yuan; unlike a single sum it has no upper bound."""
    ratios = (yuan.as_integer_ratio() for yuan in sums.values())
    return yuan_of(sum(numerator * 100 // denominator for numerator, denominator in ratios))


def _displaced(entries: Sequence[Entry], reasons: Iterable[Displacement]) -> Iterator[Displaced]:
    names = Names(entries)
    for index, by, cited_rule in reasons:
        awards = names.of(by)
        yield Displaced(entries[index].award, awards, cited_rule.id, cited_rule.rule.article)


def _rules(reasons: Iterable[Displacement]) -> Mapping[str, RuleInWords]:
    """Return the rules that reasons cite, by id."""
    rules = {reason.cited_rule.id: reason.cited_rule.rule for reason in reasons}
    return {
        id_: RuleInWords(article=rule.article, zh=rule.zh, en=rule.en)
        for id_, rule in rules.items()
    }


def _documents(entries: Iterable[Entry]) -> Mapping[str, DocumentInWords]:
    """Return the documents of awards, by id."""
    policies = {entry.policy.id: entry.policy for entry in entries if entry.policy is not None}
    return {
        id_: DocumentInWords(title=policy.title, numerals=policy.numerals)
        for id_, policy in policies.items()
    }
