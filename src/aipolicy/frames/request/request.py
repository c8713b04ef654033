"""The arguments of a call, checked against the frame: which column is which fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aipolicy.calc.calculations.faults import label
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.period import Period
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import Code, ColumnsOverflow, Fault, InvalidColumns, UnreadableValue, fault
from aipolicy.errors.fault import Shown
from aipolicy.frames.columns.decoder import NOUNS, Decoder
from aipolicy.frames.columns.frame import kind_words
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.plan.limits import INT64, Risk, has_number_too_large, risks
from aipolicy.frames.plan.plan import plan
from aipolicy.frames.plan.sums import NOTHING, Sum
from aipolicy.frames.request.given import Constant, GivenFacts
from aipolicy.frames.request.task import Names, Source, Task, where


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the result of a clause, and the totals that could grow too large for it."""

    sum: Sum
    risks: tuple[Risk, ...] = ()


@lru_cache(maxsize=1024)
def _ends(
    clause: AnyClause, constants: tuple[tuple[str, int], ...], largest_dividend: int
) -> tuple[_End, _End]:
    """Return both ends of the result of a clause, with its constant facts substituted.

    Raises:
        Overflow: the clause's own numbers exceed 64 bits.
    """
    ends = plan(clause.table.tree, clause.facts, dict(constants))
    if any(map(has_number_too_large, ends)):
        wrong = fault(Code.FIGURE_LARGE, "clause", value=Shown(clause.name))
        raise ColumnsOverflow(clause.id, [wrong])
    least, most = (_End(end, tuple(risks(end, clause.facts, largest_dividend))) for end in ends)
    return least, most


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments of a call about facts, for one clause or several, on frames of one schema.

    Attributes:
        unit: the unit of columns of money.
        clauses: each clause, the columns that it writes, and the days on which it is in force, or
            whether it is.
        columns: columns by fact, where their names differ.
        constants: facts that are the same on every row.
        kinds: what each column of the frame holds: `integer`, `float`, `decimal`, `text`,
            `truth`, `day` or `object`; any other word is the type's own name.
        name_key: names that it maps to one text are one name to the frame.
        status: whether the status is written.
        in_memory: whether the frame is in memory.
        largest_dividend: the largest whole number that the engine divides exactly.
    """

    unit: Unit
    clauses: tuple[tuple[AnyClause, Names, Period | bool], ...]
    columns: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, object], ...]
    kinds: tuple[tuple[str, str], ...]
    name_key: Callable[[str], str]
    status: bool
    in_memory: bool
    largest_dividend: int = INT64

    @property
    def types(self) -> tuple[type, ...]:
        """The types of the constants: `True` and 1 are equal, and not the same."""
        return tuple(type(value) for _, value in self.constants)


def tasks_of(request: Request, faults: Sequence[Fault] = ()) -> tuple[Task, ...]:
    """Return the clauses of a call as tasks; equal calls get the same tasks.

    `faults` are those already found in the call.

    Raises:
        InvalidColumns: anything is wrong with the arguments; all faults at once.
        Overflow: a clause's own numbers exceed 64 bits.
    """
    try:
        hash(request)
    except (TypeError, ValueError):  # a list for a constant, for example: reported as a fault below
        return _tasks(request, faults)
    return _tasks(request, faults) if faults else _cached_tasks(request, request.types)


@lru_cache(maxsize=256)
def _cached_tasks(request: Request, _types: tuple[type, ...]) -> tuple[Task, ...]:
    return _tasks(request, ())


def _tasks(request: Request, faults: Sequence[Fault]) -> tuple[Task, ...]:
    builder = _TaskBuilder(request, faults)
    tasks = tuple(builder.task(*clause) for clause in request.clauses)
    builder.check_effects()
    builder.check_written(tasks)
    if builder.faults:
        raise InvalidColumns(where(tasks), builder.faults)
    return tasks


class _TaskBuilder:
    """Builds the tasks of a request, and collects what is wrong with it."""

    def __init__(self, request: Request, faults: Sequence[Fault]) -> None:
        self._request = request
        self._kinds = dict(request.kinds)
        self._given = GivenFacts(
            [clause for clause, _, _ in request.clauses],
            dict(request.columns),
            dict(request.constants),
            list(self._kinds),
            request.name_key,
        )
        self.faults = self._given.faults
        self.faults[:0] = faults

    def task(self, clause: AnyClause, names: Names, in_force: Period | bool) -> Task:
        """Return a clause as a task, and collect what is wrong with it.

        Raises:
            Overflow: the clause's own numbers exceed 64 bits.
        """
        facts: dict[str, Source] = {}
        constants: dict[str, int] = {}
        for fact, quantity in clause.facts.items():
            given = self._given.of(clause, fact)
            if isinstance(given, Constant):
                constants[fact] = self._constant(fact, quantity, given.value)
            elif given is not None:
                facts[fact] = Source(given, Decoder.of(quantity, self._request.unit))
                self._check_kind(given, quantity)
        least, most = _ends(clause, tuple(constants.items()), self._request.largest_dividend)
        if clause.grants is Grants.AMOUNT:
            ends = {names.into: most}
        else:
            is_range = clause.grants is Grants.RANGE
            ends = {names.least: least if is_range else _End(NOTHING), names.most: most}
        sums = ReadOnly({name: end.sum for name, end in ends.items()})
        found = tuple(risk for end in ends.values() for risk in end.risks)
        written = names.status if self._request.status else None
        stated = names.stated_day
        return Task(clause.id, ReadOnly(facts), sums, written, in_force, found, stated)

    def check_effects(self) -> None:
        """Collect arguments and columns without effect, once every clause is a task."""
        self.faults += self._given.without_effect()

    def check_written(self, tasks: Sequence[Task]) -> None:
        """Collect columns that would be overwritten, or written twice."""
        key = self._request.name_key
        present, written = set(map(key, self._kinds)), set[str]()
        for name in (name for task in tasks for name in task.written):
            if key(name) in written:
                self.faults.append(fault(Code.COLUMN_WRITTEN_TWICE, "into", value=name))
            elif key(name) in present:
                self.faults.append(fault(Code.COLUMN_TAKEN, "into", value=name))
            written.add(key(name))

    def _constant(self, fact: str, quantity: Quantity, value: object) -> int:
        try:
            return quantity.to_minor(quantity.read(value))
        except UnreadableValue as bad:
            self.faults.append(bad.fault.within(fact).stating(value=value, label=label(fact)))
            return quantity.least

    def _check_kind(self, column: str, quantity: Quantity) -> None:
        kind, measure = self._kinds[column], quantity.kind
        allowed = _KINDS.get(measure, _NUMBERS)
        if self._request.in_memory:
            allowed = (*allowed, "object")
            if Decoder.of(quantity, self._request.unit).takes_text:
                allowed = (*allowed, "text")
        if kind not in allowed:
            (given,), known = kind_words([kind]), kind_words(allowed)
            noun = NOUNS[measure]
            self.faults.append(
                fault(Code.COLUMN_TYPE, column, place=given, noun=noun, allowed=known)
            )


_NUMBERS = ("integer", "decimal", "float")
_KINDS = {QuantityKind.CONDITION: ("truth",)}
