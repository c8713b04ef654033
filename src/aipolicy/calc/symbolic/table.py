"""The decision table: every way through a clause, exact, as auditors and programs read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from unicodedata import east_asian_width

from aipolicy._context import of_displays
from aipolicy._words import Language
from aipolicy.calc.symbolic.formula import Expression, formula
from aipolicy.calc.symbolic.notation import Comparison, Notation
from aipolicy.calc.symbolic.tree import Above, Row, Tree, rows
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import FactValue, Quantity


@dataclass(frozen=True)
class DecisionTable:
    """Rows of conditions on the facts, each with the exact sum it leads to.

    Print it, or read it as Markdown, HTML or JSON; in a notebook it shows itself.

    >>> import aipolicy
    >>> from aipolicy.rules import harbin_2022
    >>> with aipolicy.language("en"):  # doctest: +NORMALIZE_WHITESPACE
    ...     print(harbin_2022.application_scenario.table)
    harbin_2022/4.1
    #  conditions                                                      gives
    1  review_passed = yes; government_investment_project = yes        0.00
    2  review_passed = yes; government_investment_project = no;
       30% × total_investment > 5,000,000.00                           5,000,000.00
    3  review_passed = yes; government_investment_project = no;
       30% × total_investment ≤ 5,000,000.00                           30% × total_investment
    4  review_passed = no                                              0.00
    """

    clause: str
    tree: Tree
    facts: Mapping[str, Quantity]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order in which the clause tries them; just one applies to any facts."""
        return tuple(rows(self.tree))

    def comparisons(self, number: int) -> tuple[Comparison, ...]:
        """Return the comparisons of a row, by its number from 0, ready to be written."""
        known = self._comparisons
        if number not in known:
            found = (one for one in self.rows[number].conditions if isinstance(one, Above))
            known[number] = tuple(Comparison.of(one, self.facts) for one in found)
        return known[number]

    @cached_property
    def _comparisons(self) -> dict[int, tuple[Comparison, ...]]:
        return {}

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
        'min(10% × service_income, 1,000,000.00) if serves_local_clients = yes else 0.00'
        """
        write = Notation(self.facts, of_displays(language)).expression
        if not self.is_range:
            return write(self.most)
        return f"{write(self.least)} … {write(self.most)}"

    @property
    def kinks(self) -> Mapping[str, tuple[FactValue, ...]]:
        """The values of each fact just at and beside which the clause changes its course.

        Only what holds whatever the other facts are; `edges` finds the rest.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.application_scenario.table.kinks["total_investment"]
        (Decimal('16666666.66'), Decimal('16666666.67'))
        """
        return ReadOnly(
            {
                name: tuple(map(quantity.from_minor, self.edges(name, {})))
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

    def gives(self, row: Row, language: Language | None = None) -> str:
        """Return the outcome of a row in words."""
        write = Notation(self.facts, of_displays(language)).sum
        if row.outcome.is_range:
            return f"{write(row.outcome.least)} … {write(row.outcome.most)}"
        return write(row.outcome.most)

    def conditions(self, row: Row, language: Language | None = None) -> tuple[str, ...]:
        """Return the conditions of a row in words; just "always" where it has none."""
        write = Notation(self.facts, of_displays(language)).condition
        always = "始终" if of_displays(language) == "zh" else "always"
        return tuple(map(write, row.conditions)) or (always,)

    def written(self, language: Language | None = None) -> tuple[tuple[str, str], ...]:
        """Return the rows in words: the conditions, and what they give."""
        joint = "；" if of_displays(language) == "zh" else "; "
        return tuple(
            (joint.join(self.conditions(row, language)), self.gives(row, language))
            for row in self.rows
        )

    def __str__(self) -> str:
        zh = of_displays() == "zh"
        lines = [("#", "条件", "给予") if zh else ("#", "conditions", "gives")]
        for number, (conditions, gives) in enumerate(self.written(), start=1):
            lines.append((str(number), conditions, gives))
        wide, wider = (max(map(width, column)) for column in list(zip(*lines, strict=True))[:2])
        return "\n".join(
            [self.clause, *(f"{padded(a, wide)}  {padded(b, wider)}  {c}" for a, b, c in lines)]
        )

    def markdown(self, language: Language | None = None) -> str:
        """Return the table as Markdown."""
        head = (
            "| # | 条件 | 给予 |" if of_displays(language) == "zh" else "| # | conditions | gives |"
        )
        body = [
            f"| {number} | {conditions} | {gives} |"
            for number, (conditions, gives) in enumerate(self.written(language), start=1)
        ]
        return "\n".join([head, "| --- | --- | --- |", *body])

    def html(self, language: Language | None = None) -> str:
        """Return the table as HTML."""
        from html import escape  # noqa: PLC0415  (only where a page is written)

        head = (
            ("#", "条件", "给予") if of_displays(language) == "zh" else ("#", "conditions", "gives")
        )
        lines = [
            (str(number), conditions, gives)
            for number, (conditions, gives) in enumerate(self.written(language), start=1)
        ]
        left = 'style="text-align:left;padding:0 1em 0 0"'

        def row(cells: tuple[str, str, str], tag: str) -> str:
            inner = "".join(f"<{tag} {left}>{escape(cell)}</{tag}>" for cell in cells)
            return f"<tr>{inner}</tr>"

        return (
            f"<table><caption>{escape(self.clause)}</caption><thead>{row(head, 'th')}</thead>"
            f"<tbody>{''.join(row(line, 'td') for line in lines)}</tbody></table>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def json(self, language: Language | None = None) -> str:
        """Return the table as JSON: the formula and, row by row, conditions and outcome."""
        import json  # noqa: PLC0415  (only where JSON is written)

        spoken = of_displays(language)
        rows_ = [
            {"conditions": self.conditions(row, spoken), "gives": self.gives(row, spoken)}
            for row in self.rows
        ]
        written = {"clause": self.clause, "formula": self.formula(spoken), "rows": rows_}
        return json.dumps(written, ensure_ascii=False)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two.

    >>> width("给予 5")
    6
    """
    return sum(2 if east_asian_width(one) in "FW" else 1 for one in text)


def padded(text: str, columns: int) -> str:
    """Return a text with blanks after it up to a width."""
    return text + " " * (columns - width(text))
