"""What a call gives for each fact: a column or a constant, and what is wrong with its names.

A name with a clause, as in `harbin_2022/4.1:review_passed`, is for that clause alone and comes
before the plain name. A constant comes before a column of its name in the frame; where nothing
reads that column both together are a fault, since one of them would have no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.calculations.faults import label
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import bare_name, did_you_mean, in_plain_sight
from aipolicy.frames.columns.text import is_text


@dataclass(frozen=True, slots=True)
class Constant:
    """A fact that is the same on every row."""

    value: object


class GivenFacts:
    """The facts of a call, by keyword, by `columns` and by the frame's own columns.

    Args:
        clauses: the clauses that ask for facts.
        columns: columns by fact; the fact may also have its Chinese name.
        constants: facts that are the same on every row.
        present: the columns of the frame.
        key: names that it maps to one text are one name to the frame.

    >>> from aipolicy import clause
    >>> voucher = clause("dalian_2025_draft/6.1")
    >>> given = GivenFacts([voucher], {"算力服务费用": "cost"}, {}, ["cost"], str)
    >>> given.of(voucher, "compute_fee"), given.faults
    ('cost', [])
    """

    def __init__(
        self,
        clauses: Sequence[AnyClause],
        columns: Mapping[str, str],
        constants: Mapping[str, object],
        present: Sequence[str],
        key: Callable[[str], str],
    ) -> None:
        self.faults: list[Fault] = []
        self._clauses = clauses
        self._facts = list(dict.fromkeys(name for clause in clauses for name in clause.facts))
        self._in_english = {named(fact, "zh"): fact for fact in self._facts}
        self._known = {qualified(clause, name) for clause in clauses for name in clause.facts}
        self._known |= set(self._facts)
        self._constants = dict(constants)
        self._present = list(present)
        self._texts = [name for name in present if is_text(name)]  # pandas has names of any type
        self._by_key = {key(name): name for name in self._texts}
        self._key = key
        self._columns = self._by_fact(columns)
        self._used: set[str] = set()
        self._read: set[str] = set()
        self._beside: set[tuple[str, str]] = set()
        self._told: set[str] = set()
        self._check_names()

    def of(self, clause: AnyClause, fact: str) -> str | Constant | None:
        """Return the column or the constant of a fact; a missing one is collected as a fault."""
        names = (qualified(clause, fact), fact)
        for name in names:
            if name in self._constants:
                self._used.add(name)
                beside = (self._by_key.get(self._key(one)) for one in names)
                self._beside |= {(name, column) for column in beside if column is not None}
                return Constant(self._constants[name])
            if name in self._columns:
                self._used.add(name)
                return self._named(name, self._columns[name])
        for name in names:
            if name in self._present:
                self._read.add(name)
                return name
        if fact not in self._told:  # several clauses may ask for it
            self._told.add(fact)
            self.faults.append(self._missing(fact))
        return None

    def without_effect(self) -> Iterator[Fault]:
        """Yield what has no effect, once every fact has been asked for."""
        for name, column in sorted(self._beside):
            if column not in self._read and name not in self._columns:
                value, beside = self._constants[name], in_plain_sight(column)
                yield fault(Code.COLUMN_FACT_TWICE, name, value=value, column=beside)
        for name, value in (*self._constants.items(), *self._columns.items()):
            if name in self._known and name not in self._used:
                yield fault(Code.COLUMN_UNUSED, name, value=value)

    def _by_fact(self, columns: Mapping[str, str]) -> dict[str, str]:
        """Return columns by the English names of facts."""
        found: dict[str, str] = {}
        for name, column in columns.items():
            clause, colon, fact = name.rpartition(":")
            english = f"{clause}{colon}{self._in_english.get(fact, fact)}"
            if english in found:
                self.faults.append(fault(Code.KEY_TWICE, "columns", name))
            found[english] = column
        return found

    def _check_names(self) -> None:
        """Collect names of facts that no clause has, or that are given twice."""
        figures = {name for clause in self._clauses for name in clause.figures}
        points = {name for clause in self._clauses for name in clause.points} | {"reading"}
        for name, value in (*self._constants.items(), *self._columns.items()):
            if name in self._known:
                continue
            if name in figures:
                wrong = fault(Code.FACT_IS_FIGURE, name, value=value, label=label(name, "figures"))
            elif name in points:
                wrong = fault(Code.FACT_IS_READING, name, value=value)
            else:
                wrong = self._unknown(name, value)
            self.faults.append(wrong)
        for name in self._constants.keys() & self._columns.keys():
            value, column = self._constants[name], self._columns[name]
            self.faults.append(fault(Code.COLUMN_FACT_TWICE, name, value=value, column=column))
            self._used.add(name)

    def _unknown(self, name: str, value: object) -> Fault:
        """Return the fault of a fact that no clause has; its Chinese name is meant too."""
        near = did_you_mean(name, [*self._facts, *self._in_english]) or name
        meant, known = self._in_english.get(near, near), tuple(self._facts)
        return fault(Code.FACT_UNKNOWN, name, value=value, misspelt=meant, known=known)

    def _named(self, fact: str, column: str) -> str | None:
        """Return a column that the call names, or None where the frame has no such column."""
        if column in self._present:
            self._read.add(column)
            return column
        known = tuple(self._present)
        self.faults.append(fault(Code.COLUMN_UNKNOWN, fact, value=column, known=known))
        return None

    def _missing(self, fact: str) -> Fault:
        """Return the fault of a fact that nothing is given for, with the column that may be it."""
        names = (fact, named(fact, "zh"))
        spare = [one for one in self._texts if one not in self._known | self._read]
        bare = {bare_name(name) for name in names}
        alike = [one for one in spare if bare_name(one) in bare]
        near = alike or [one for name in names if (one := did_you_mean(name, spare)) is not None]
        if near:
            column = shown(near[0])
            return fault(Code.COLUMN_RESPELLED, fact, column=column, label=label(fact))
        return fault(Code.COLUMN_FACT_MISSING, fact, label=label(fact))


def qualified(clause: AnyClause, fact: str) -> str:
    """Return the name of a fact of one clause alone.

    >>> from aipolicy import clause
    >>> qualified(clause("harbin_2022/4.1"), "review_passed")
    'harbin_2022/4.1:review_passed'
    """
    return f"{clause.id}:{fact}"
