"""The decision table: every way through a clause, exact, as auditors and programs read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING

from aipolicy._words import Language
from aipolicy.calc.symbolic.formula import Expression, formula
from aipolicy.calc.symbolic.tree import Above, Row, Tree, rows
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import FactValue, Quantity

if TYPE_CHECKING:
    from aipolicy.calc.symbolic.drawing import Drawing
    from aipolicy.calc.symbolic.lines import Line


@dataclass(frozen=True)
class DecisionTable:
    """Rows of conditions on the facts, each with the exact sum it leads to.

    Print it, or read it as Markdown, HTML or JSON; in a notebook it shows itself. `rows` are the
    ways through the clause as it tries them; what is printed are `lines`, in which comparisons of
    one quantity are one interval and rows that give the same are joined.

    `source` returns the tree as the law's function writes it, where that is known.

    >>> import aipolicy
    >>> from aipolicy.rules import harbin_2022
    >>> with aipolicy.language("en"):  # doctest: +NORMALIZE_WHITESPACE
    ...     print(harbin_2022.application_scenario.table)
    harbin_2022/4.1
    #  conditions                                                     gives
    1  review_passed = yes; government_investment_project = yes       0
    2  review_passed = yes; government_investment_project = no;
       30% × total_investment > 5 million                             5 million
    3  review_passed = yes; government_investment_project = no;
       30% × total_investment ≤ 5 million                             30% × total_investment
    4  review_passed = no                                             0
    """

    clause: str
    tree: Tree
    facts: Mapping[str, Quantity]
    source: Callable[[], Tree | None] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order in which the clause tries them; just one applies to any facts."""
        return tuple(rows(self.tree))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are printed, as data; to any facts just one applies.

        >>> from aipolicy.rules import langfang_2023
        >>> table = langfang_2023.revenue_milestone.table
        >>> [line.otherwise for line in table.lines]
        [False, False, False, True]
        """
        return self.drawing.lines

    @cached_property
    def drawing(self) -> Drawing:
        """The table in words, drawn when it is first asked for."""
        from aipolicy.calc.symbolic.drawing import Drawing  # noqa: PLC0415  (a call needs none)

        written = self.source() if self.source is not None else None
        tree = self.tree if written is None or written != self.tree else written
        return Drawing(self.clause, tree, self.facts)

    @property
    def is_range(self) -> bool:
        """Whether the outcome is a range and not one sum."""
        return any(row.outcome.is_range for row in self.rows)

    @property
    def in_order(self) -> bool:
        """Whether no row with fixed ends has its lower end above its upper one."""
        gaps = [row.outcome.most - row.outcome.least for row in self.rows]
        return all(gap.constant_part >= 0 for gap in gaps if gap.is_constant)

    @cached_property
    def least(self) -> Expression:
        """The formula of the lower end, in yuan."""
        return formula(self.tree, lambda outcome: outcome.least)

    @cached_property
    def most(self) -> Expression:
        """The formula of the sum or of the upper end, in yuan."""
        return formula(self.tree, lambda outcome: outcome.most)

    def formula(self, language: Language | None = None) -> str:
        """Return the clause as one line.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.platform_operation.table.formula("en")
        'min(10% × service_income, 1 million) if serves_local_clients = yes else 0'
        """
        return self.drawing.formula(language)

    @property
    def kinks(self) -> Mapping[str, tuple[FactValue, ...]]:
        """The values of each fact just at and beside which the clause changes its course.

        Where the sum jumps, both sides of the jump are there: the value at the threshold, and the
        next one on the side that the comparison leaves out. Only what holds whatever the other
        facts are; `edges` finds the rest.

        >>> from aipolicy.rules import harbin_2022, heilongjiang_2026
        >>> harbin_2022.application_scenario.table.kinks["total_investment"]
        (Decimal('16666666.66'), Decimal('16666666.67'))
        >>> heilongjiang_2026.compute_purchase.table.kinks["compute_spend"]
        (Decimal('300000.00'), Decimal('300000.01'), Decimal('13333333.33'), Decimal('13333333.34'))
        """
        from aipolicy.calc.symbolic.kinks import kinks_of  # noqa: PLC0415  (a call needs none)

        return ReadOnly(
            {
                name: tuple(map(quantity.from_minor, kinks_of(self.tree, self.facts, name)))
                for name, quantity in self.facts.items()
            }
        )

    def edges(self, fact: str, others: Mapping[str, Fraction]) -> tuple[int, ...]:
        """Return where the clause turns as one fact moves, in minor units of that fact.

        `others` are the other facts in their own units; comparisons that need more are left out.
        """
        scale, found = self.facts[fact].scale, set[int]()
        for row in self.rows:
            for condition in row.conditions:
                if not isinstance(condition, Above):
                    continue
                difference = condition.difference.given(others)
                moving = difference.without_constant.terms
                if [monomial for monomial, _ in moving] != [(fact,)]:
                    continue
                edge = -difference.constant_part / moving[0][1] * scale
                found |= {floor(edge), ceil(edge)}
        quantity = self.facts[fact]
        return tuple(sorted(e for e in found if quantity.least <= e <= quantity.most))

    def gives(self, row: Row | Line, language: Language | None = None) -> str:
        """Return in words what a row or a line gives."""
        return self.drawing.gives(row, language)

    def conditions(self, row: Row | Line, language: Language | None = None) -> tuple[str, ...]:
        """Return the conditions of a row or a line in words.

        Just "always" where it has none, and "otherwise" where it applies if no other line does.
        """
        return self.drawing.conditions(row, language)

    def written(self, language: Language | None = None) -> tuple[tuple[str, str], ...]:
        """Return the lines in words: the conditions, and what they give."""
        return self.drawing.written(language)

    def notes(self, language: Language | None = None) -> tuple[str, ...]:
        """Return what the lines name and do not say: the tiers that are taken off, where any are.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.application_scenario.table.notes("en")
        ()
        """
        return self.drawing.notes(language)

    def __str__(self) -> str:
        return self.drawing.text()

    def markdown(self, language: Language | None = None) -> str:
        """Return the table as Markdown."""
        return self.drawing.markdown(language)

    def html(self, language: Language | None = None) -> str:
        """Return the table as HTML."""
        return self.drawing.html(language)

    def _repr_html_(self) -> str:
        return self.html()

    def json(self, language: Language | None = None) -> str:
        """Return the table as JSON: the formula and, line by line, conditions and outcome."""
        return self.drawing.json(language)
