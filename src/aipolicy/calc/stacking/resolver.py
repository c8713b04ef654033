"""From awards and the rules of their documents to what is payable, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.documents.stacking import RuleReading, Stacking
from aipolicy.calc.stacking.alternatives import other_choices
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.in_words import label
from aipolicy.calc.stacking.marks import marks
from aipolicy.calc.stacking.reasons import reasons
from aipolicy.calc.stacking.resolution import (
    Displaced,
    DocumentInWords,
    Granted,
    Resolution,
    RuleInWords,
)
from aipolicy.calc.stacking.settlement import Question, Settlement, question, settle
from aipolicy.calc.stacking.ties import Ties, tie
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import AwardsTooEntangled, InvalidStack


def resolve(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, RuleReading]] = (),
) -> Resolution:
    """Return what is payable of awards.

    Args:
        entries: what was paid before, then the awards in document order, each at its index.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, for the marks.

    Raises:
        InvalidStack: a joint cap asks for a figure that the claims do not state.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    items: Sequence[int] = range(len(entries))
    try:
        ties = tie(entries, stackings)
        if ties.faults:
            raise InvalidStack("stack", ties.faults)
        asked = question(entries, ties)
        items = asked.items
        result = settle(asked)
        return _Answer(entries, ties, asked, result).resolution(stackings, chosen)
    except TooEntangled as tangled:
        named = [items[position] for position in tangled.items]
        awards = [entries[index].award for index in named]
        labels = [label(award) for award in awards]
        raise AwardsTooEntangled(awards, labels, named, tangled.steps) from None


@dataclass(frozen=True, slots=True)
class _Answer:
    entries: Sequence[Entry]
    ties: Ties
    asked: Question
    result: Settlement

    def resolution(
        self, stackings: Mapping[str, Stacking], chosen: Sequence[tuple[str, RuleReading]]
    ) -> Resolution:
        new = [entry for entry in self.entries if not entry.before]
        paid = self.result.paid
        granted = [entry for entry in new if paid.get(entry.index) or not entry.fen]
        why = list(reasons(self.entries, self.ties, self.result))
        totals = _by_instrument(granted, paid)
        due = _by_instrument((e for e in granted if e.award.amount is not None), paid)
        cited = {reason.cited.id: reason.cited.rule for reason in why}
        policies = {e.policy.id: e.policy for e in self.entries if e.policy is not None}
        told = marks(self.entries, stackings, self.ties, chosen=chosen, reasons=why, totals=totals)
        # Each field is of its type by construction; what comes from outside is validated.
        return Resolution.model_construct(
            granted=tuple([Granted(e.award, yuan_of(paid.get(e.index, 0))) for e in granted]),
            displaced=tuple(
                [
                    Displaced(
                        self.entries[index].award,
                        tuple([self.entries[other].award for other in by]),
                        rule.id,
                        rule.rule.article,
                    )
                    for index, by, rule in why
                ]
            ),
            total=_sum(totals),
            due=_sum(due),
            by_instrument=totals,
            due_by_instrument=due,
            alternatives=tuple(other_choices(self.entries, self.ties, self.asked, self.result)),
            provisional=any(entry.fen and entry.award.amount is None for entry in new),
            marks=tuple(told),
            rules={
                id_: RuleInWords(article=rule.article, zh=rule.zh, en=rule.en)
                for id_, rule in cited.items()
            },
            documents={
                id_: DocumentInWords(title=one.title, numerals=one.numerals)
                for id_, one in policies.items()
            },
        )


def _by_instrument(entries: Iterable[Entry], paid: Mapping[int, int]) -> Mapping[str, Decimal]:
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.instrument] += paid.get(entry.index, 0)
    return {instrument: yuan_of(sum_) for instrument, sum_ in sums.items()}


def _sum(sums: Mapping[str, Decimal]) -> Decimal:
    """Return the sum of sums, each exact; unlike one award's it may be of any size."""
    ratios = (sum_.as_integer_ratio() for sum_ in sums.values())
    return yuan_of(sum(yuan * 100 // whole for yuan, whole in ratios))
