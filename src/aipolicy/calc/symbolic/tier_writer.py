"""Tiers in words: which sum each tier gives, and what is less for tiers reached before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aipolicy.calc.symbolic.intervals import Interval
from aipolicy.calc.symbolic.lines import Given, Less, Steps
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import Term
from aipolicy.calc.symbolic.tiers import Tiers
from aipolicy.calc.symbolic.writer import Unit, Writer
from aipolicy.calc.symbolic.written import term_of


@dataclass(frozen=True, slots=True)
class TierWriter:
    """Writes tiers as the writer of a clause does."""

    write: Writer

    def given(self, given: Given) -> str:
        """Return a sum, less what the tiers come to that a quantity has reached."""
        if isinstance(given, Polynomial):
            return self.write.sum(given)
        return f"{self.write.sum(given.base)} − {self._of(given.taken, '')}"

    def note(self, taken: Steps) -> str:
        """Return what the tiers of a quantity give.

        >>> from aipolicy.rules import langfang_2023
        >>> clause = langfang_2023.revenue_milestone.read_as("difference_only")
        >>> print(*clause.table.notes("en"))  # doctest: +NORMALIZE_WHITESPACE
        highest_tier(highest_past_main_revenue): ≥ 100 million → 1 million,
        ≥ 500 million → 5 million
        """
        zh = self.write.language == "zh"
        return f"{self._of(taken, '')}{'：' if zh else ': '}{self._steps(taken)}"

    def formula(self, tiers: Tiers) -> str:
        """Return all tiers on one line."""
        zh = self.write.language == "zh"
        reached = Steps(
            replace(tiers.intervals[0], low=None, high=None),
            tuple(
                (interval.low, _base(line.most))
                for interval, line in zip(tiers.intervals, tiers.lines, strict=True)
                if interval.low is not None
            ),
        )
        text = self._of(reached, f"{'：' if zh else ': '}{self._steps(reached)}")
        amounts = (line.most for line in tiers.lines)
        taken = next((m.taken for m in amounts if isinstance(m, Less)), None)
        if taken is not None:
            is_same = taken.steps == reached.steps[: len(taken.steps)]
            more = "" if is_same else f"{'：' if zh else ': '}{self._steps(taken)}"
            text = f"{text} − {self._of(taken, more)}"
        conditions = [*map(self.write.constraint, tiers.besides)]
        if tiers.below is not None:
            conditions.append(self._below(tiers.below))
        if not conditions:
            return text
        return self.write.where(conditions, text, self.write.sum(Polynomial(())))

    def _below(self, below: Interval) -> str:
        quantity = self.write.term(below.term, Unit.MONEY)
        if self.write.language == "zh":
            return f"{quantity} 未达该档"
        return f"{quantity} is below that tier"

    def _of(self, steps: Steps, more: str) -> str:
        quantity = self.write.term(steps.of.term, Unit.MONEY)
        if self.write.language == "zh":
            return f"{'已达各档合计' if steps.added else '已达最高档'}（{quantity}{more}）"
        return f"{'all_tiers' if steps.added else 'highest_tier'}({quantity}{more})"

    def _steps(self, steps: Steps) -> str:
        amounts: tuple[Term, ...] = steps.added or tuple(amount for _, amount in steps.steps)
        ends = (replace(steps.of, low=begin, high=None) for begin, _ in steps.steps)
        each = (
            f"{self.write.pieces(end)[2].strip()} → {self.write.term(amount, Unit.MONEY)}"
            for end, amount in zip(ends, amounts, strict=True)
        )
        return ("，" if self.write.language == "zh" else ", ").join(each)


def _base(given: Given) -> Term:
    return term_of(given.base if isinstance(given, Less) else given)
