"""A decision table as it is shown: its lines in words, and what an award says of a row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from unicodedata import east_asian_width

from aipolicy._context import of_displays
from aipolicy._words import Language, Words
from aipolicy.calc.symbolic.comparison import Comparison
from aipolicy.calc.symbolic.formula import formula
from aipolicy.calc.symbolic.intervals import Interval, constraints
from aipolicy.calc.symbolic.joining import lines_of
from aipolicy.calc.symbolic.lines import Less, Line
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import Number
from aipolicy.calc.symbolic.tier_writer import TierWriter
from aipolicy.calc.symbolic.tiers import Tiers, tiers_of
from aipolicy.calc.symbolic.tree import Outcome, Row, Tree, rows
from aipolicy.calc.symbolic.writer import Writer
from aipolicy.calc.symbolic.written import term_of
from aipolicy.calc.values.quantity import Quantity
from aipolicy.calc.words.glossary import named


class Drawing:
    """A clause's table in words, drawn from its tree as the law's function writes it.

    Tables load it when they are first shown: a call needs none of it.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.key_technology_project.table.drawing.markdown("en").splitlines()[-1]
    '| 2 | review_passed = no | 0 |'
    """

    def __init__(self, clause: str, tree: Tree, facts: Mapping[str, Quantity]) -> None:
        self._clause = clause
        self._tree = tree
        self._facts = facts
        self._comparisons: dict[int, tuple[Comparison, ...]] = {}
        self._ends: dict[int, tuple[tuple[Polynomial, Words | None], ...]] = {}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the tree, with sums and comparisons as the law's function writes them."""
        return tuple(rows(self._tree))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown."""
        return lines_of(self.rows, tuple(self._facts))

    @cached_property
    def _tiers(self) -> Tiers | None:
        return tiers_of(self.lines)

    def comparisons(self, number: int) -> tuple[Comparison, ...]:
        """Return the comparisons of a row, by its number from 0, ready to be written."""
        known = self._comparisons
        if number not in known:
            found = constraints(self.rows[number].conditions, tuple(self._facts)).values()
            known[number] = tuple(
                Comparison.of(one, self._facts) for one in found if isinstance(one, Interval)
            )
        return known[number]

    def ends(self, number: int) -> tuple[tuple[Polynomial, Words | None], ...]:
        """Return the sum of a row, or the two ends of its range, each with its words in full.

        A figure's words are its name; a number that is no figure has none.
        """
        known = self._ends
        if number not in known:
            outcome = self.rows[number].outcome
            each = dict.fromkeys([outcome.least, outcome.most])
            known[number] = tuple((end, self._in_full(end)) for end in each)
        return known[number]

    def _in_full(self, end: Polynomial) -> Words | None:
        term = term_of(end)
        if not isinstance(term, Number):
            zh, en = self._full
            return Words(zh.sum(end), en.sum(end))
        name = term.name
        return Words(named(name, "zh", "figures"), named(name, "en", "figures")) if name else None

    def last_condition(self, number: int) -> Words | None:
        """Return the condition that decides a row last; None where a row has none."""
        path = self.rows[number].conditions
        if not path:
            return None
        zh, en = self._full
        return Words(zh.condition(path[-1]), en.condition(path[-1]))

    @cached_property
    def _full(self) -> tuple[Writer, Writer]:
        return Writer(self._facts, "zh", in_full=True), Writer(self._facts, "en", in_full=True)

    def formula(self, language: Language | None = None) -> str:
        """Return the clause as one line."""
        write = self._writer(language)
        if self._tiers is not None:
            return TierWriter(write).formula(self._tiers)
        ends = (_least, _most) if any(row.outcome.is_range for row in self.rows) else (_most,)
        return " … ".join(
            write.expression(formula(self._tree, end, as_compared=True)) for end in ends
        )

    def gives(self, row: Row | Line, language: Language | None = None) -> str:
        """Return in words what a row or a line gives."""
        write = TierWriter(self._writer(language)).given
        given = row.outcome if isinstance(row, Row) else row
        if given.is_range and given.least != given.most:
            return f"{write(given.least)} … {write(given.most)}"
        return write(given.most)

    def conditions(self, row: Row | Line, language: Language | None = None) -> tuple[str, ...]:
        """Return the conditions of a row or a line in words.

        Just "always" where it has none, and "otherwise" where it applies if no other line does.
        """
        write = self._writer(language)
        zh = write.language == "zh"
        if isinstance(row, Row):
            found = write.conditions(row.conditions)
        elif row.otherwise:
            return ("其他情形" if zh else "otherwise",)
        else:
            found = tuple(map(write.constraint, row.conditions))
        return found or ("始终" if zh else "always",)

    def written(self, language: Language | None = None) -> tuple[tuple[str, str], ...]:
        """Return the lines in words: the conditions, and what they give."""
        joint = "；" if of_displays(language) == "zh" else "; "
        return tuple(
            (joint.join(self.conditions(line, language)), self.gives(line, language))
            for line in self.lines
        )

    def notes(self, language: Language | None = None) -> tuple[str, ...]:
        """Return what the lines name and do not say: the tiers that are taken off."""
        write = TierWriter(self._writer(language))
        taken = (line.most.taken for line in self.lines if isinstance(line.most, Less))
        return tuple(write.note(one) for one in dict.fromkeys(taken))

    def _writer(self, language: Language | None) -> Writer:
        return Writer(self._facts, of_displays(language))

    def text(self) -> str:
        """Return the table as text, in the language of displays."""
        zh = of_displays() == "zh"
        lines = [("#", "条件", "给予") if zh else ("#", "conditions", "gives")]
        for number, (conditions, gives) in enumerate(self.written(), start=1):
            lines.append((str(number), conditions, gives))
        wide, wider = (max(map(width, column)) for column in list(zip(*lines, strict=True))[:2])
        each = (f"{padded(a, wide)}  {padded(b, wider)}  {c}" for a, b, c in lines)
        return "\n".join([self._clause, *each, *self.notes()])

    def markdown(self, language: Language | None = None) -> str:
        """Return the table as Markdown."""
        head = (
            "| # | 条件 | 给予 |" if of_displays(language) == "zh" else "| # | conditions | gives |"
        )
        body = [
            f"| {number} | {conditions} | {gives} |"
            for number, (conditions, gives) in enumerate(self.written(language), start=1)
        ]
        notes = [line for note in self.notes(language) for line in ("", note)]
        return "\n".join([head, "| --- | --- | --- |", *body, *notes])

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

        notes = "".join(
            f'<tr><td></td><td colspan="2">{escape(note)}</td></tr>'
            for note in self.notes(language)
        )
        foot = f"<tfoot>{notes}</tfoot>" if notes else ""
        return (
            f"<table><caption>{escape(self._clause)}</caption><thead>{row(head, 'th')}</thead>"
            f"<tbody>{''.join(row(line, 'td') for line in lines)}</tbody>{foot}</table>"
        )

    def json(self, language: Language | None = None) -> str:
        """Return the table as JSON: the formula and, line by line, conditions and outcome."""
        import json  # noqa: PLC0415  (only where JSON is written)

        spoken = of_displays(language)
        lines = [
            {"conditions": self.conditions(line, spoken), "gives": self.gives(line, spoken)}
            for line in self.lines
        ]
        written = {"clause": self._clause, "formula": self.formula(spoken), "rows": lines}
        notes = self.notes(spoken)
        return json.dumps({**written, **({"notes": notes} if notes else {})}, ensure_ascii=False)


def _least(outcome: Outcome) -> Polynomial:
    return outcome.least


def _most(outcome: Outcome) -> Polynomial:
    return outcome.most


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two.

    >>> width("给予 5")
    6
    """
    return sum(2 if east_asian_width(one) in "FW" else 1 for one in text)


def padded(text: str, columns: int) -> str:
    """Return a text with blanks after it up to a width."""
    return text + " " * (columns - width(text))
