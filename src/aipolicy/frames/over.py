"""Clauses over frames: every row is a case, and gets what the single call returns, to the fen."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Literal, TypeAlias, TypeVar, cast

import narwhals as nw

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.period import Convention, Period
from aipolicy.calc.values.foreign import as_python
from aipolicy.errors import Code, Fault, InvalidColumns, Surface, fault
from aipolicy.frames.columns.decoder import A_DAY
from aipolicy.frames.columns.frame import kind_words, kinds_of, name_key, opened_frame
from aipolicy.frames.columns.new_columns import with_columns
from aipolicy.frames.columns.unit import DECIMALS, Unit
from aipolicy.frames.in_memory.result import columns_to_write
from aipolicy.frames.in_memory.run import run as run_in_memory
from aipolicy.frames.lazy.dask import in_partitions, is_partitioned
from aipolicy.frames.lazy.run import largest_dividend
from aipolicy.frames.lazy.run import run as run_lazily
from aipolicy.frames.plan.limits import INT64
from aipolicy.frames.progress import tracked, untracked
from aipolicy.frames.request.naming import BY_ID, one_clause, several_clauses
from aipolicy.frames.request.request import Request, tasks_of
from aipolicy.frames.request.task import AMOUNT, Names, where_clauses
from aipolicy.frames.request.validity import EffectiveFrom, day_faults, period_of, stated_for

FrameT = TypeVar("FrameT")

_NO_PROGRESS = fault(Code.PROGRESS_LAZY, "progress", value=True)
"""What is wrong where progress is asked for and the engine computes later."""

OnError: TypeAlias = Literal["raise", "null"]
"""What happens to rows that cannot be read: the call raises, or they get nulls."""


def over(
    frame: FrameT,
    clause: AnyClause | str,
    *,
    unit: Unit,
    into: str = AMOUNT,
    columns: Mapping[str, str] | None = None,
    on: date | str | None = None,
    effective_from: EffectiveFrom = None,
    term: Convention = Convention.CORRESPONDING_DAY,
    on_error: OnError = "raise",
    progress: bool = False,
    **constants: object,
) -> FrameT:
    """Return the frame with the result of a clause on every row, as new columns.

    A pandas, Polars or PyArrow frame is computed at once; a lazy frame of Polars, DuckDB, PySpark
    or Dask when its engine runs. Type, rows, order, index and columns of the frame stay as they
    are. The new columns:

    - a clause that fixes an amount writes `into`;
    - a ceiling or a range writes `least` and `most`, where the `least` of a ceiling is 0; with
      `into`, they are `{into}_least` and `{into}_most`;
    - with `on`, or with `on_error="null"`, `status` (or `{into}_status`) is `ok`, or says why the
      row has no result;
    - with `on`, for a document whose text gives no effective date, `stated_day` (or
      `{into}_stated_day`) is the date that was stated and where, as in `2023-01-04 (call)`.

    Sums are written as whole fen (64 bits), as yuan in `decimal(18, 2)` or as 万元 in
    `decimal(18, 6)`.

    Args:
        frame: the rows; a fact is the column of its name.
        clause: the clause, also with other figures or in another reading; or its id.
        unit: `"fen"`, `"yuan"` or `"wan"` (万元), for every column of money read or written.
        into: the column of the amount.
        columns: columns by fact, where their names differ.
        on: the day to which the clause is applied, or the column of days; without it validity
            is not checked. Rows outside the days in force have no result.
        effective_from: the first day in force, for documents that give none; or days by policy
            id. Where none is given, the day is taken that `aipolicy.days` or a file of days
            states.
        term: on which day a term of years ends.
        on_error: `"raise"` raises if rows cannot be read and names the first of them, on Dask when
            it computes their partition; `"null"` gives them nulls.
        progress: whether to show progress; only for frames in memory.
        **constants: facts that are the same on every row; sums in yuan, whatever the unit.

    Raises:
        InvalidColumns: facts are missing, misspelt or of a wrong type, or rows cannot be read:
            nulls, NaN, negative sums, fractions of a fen; `effective_from` or `term` is given
            without `on`, or a day for a policy of which no clause is; all faults at once.
        Overflow: rows are too large for exact 64-bit whole numbers.
        ValidityUnknown: `on` is given, but the document gives no first day and the call states
            none.
        InvalidClaim: a day is stated that contradicts a document's own.
        InvalidDays: the file of days that `AIPOLICY_DAYS` names cannot be used.
        UnknownClause: no clause has the id.
        UnsupportedFrame: the frame is of a type for which exact results are not guaranteed.
        MissingExtra: `progress` needs tqdm or Rich, and neither is installed.

    >>> import polars as pl
    >>> from aipolicy import frames
    >>> from aipolicy.rules import harbin_2022
    >>> scenarios = pl.DataFrame({"investment": [800_000_000, 5]})
    >>> frames.over(
    ...     scenarios,
    ...     harbin_2022.application_scenario,
    ...     unit="fen",
    ...     columns={"total_investment": "investment"},
    ...     review_passed=True,
    ...     government_investment_project=False,
    ... )["amount"].to_list()
    [240000000, 2]
    """
    call = _Call(unit, _day(on), effective_from, term, on_error, progress)
    named = call.with_days(one_clause(clause, into))
    return call.run(frame, named, _by_fact(columns), constants)


def over_all(
    frame: FrameT,
    clauses: Sequence[AnyClause | str] | Mapping[str, AnyClause | str],
    *,
    unit: Unit,
    into: str = BY_ID,
    columns: Mapping[str, str] | None = None,
    on: date | str | None = None,
    effective_from: EffectiveFrom = None,
    term: Convention = Convention.CORRESPONDING_DAY,
    on_error: OnError = "raise",
    progress: bool = False,
    **constants: object,
) -> FrameT:
    """Return the frame with the results of several clauses on every row, in one pass over it.

    As `over`, for many clauses. Clauses with a fact of the same name read the same column; a fact
    of one clause alone is named with its clause, as in
    `columns={"harbin_2022/4.1:review_passed": "reviewed"}`, and so is a constant.

    Args:
        frame: as for `over`.
        clauses: the clauses, or their ids; or a mapping of them by the names of their columns,
            as in `{"law": clause, "reform": reform}`.
        unit: as for `over`.
        into: the pattern of the new columns, in which `{id}`, `{policy}`, `{number}`, `{name}`
            and `{reading}` are replaced by those of each clause, several readings joined by `+`;
            not with a mapping.
        columns: as for `over`, by fact or by clause and fact.
        on: as for `over`.
        effective_from: as for `over`.
        term: as for `over`.
        on_error: as for `over`.
        progress: as for `over`.
        **constants: as for `over`.

    Raises:
        InvalidColumns: as for `over`.
        Overflow: as for `over`.
        ValidityUnknown: as for `over`.
        UnsupportedFrame: as for `over`.
        MissingExtra: as for `over`.

    >>> import polars as pl
    >>> from aipolicy import frames
    >>> from aipolicy.rules import harbin_2022
    >>> platforms = pl.DataFrame({"investment": [1_000_000], "service_income": [3_000_000]})
    >>> clauses = [harbin_2022.service_platform_construction, harbin_2022.platform_operation]
    >>> frames.over_all(
    ...     platforms, clauses, unit="fen", review_passed=True, serves_local_clients=True
    ... ).columns
    ['investment', 'service_income', 'harbin_2022/2.2', 'harbin_2022/2.3']

    Law and reform side by side:

    >>> from aipolicy import percent
    >>> law = harbin_2022.platform_operation
    >>> found = frames.over_all(
    ...     platforms,
    ...     {"law": law, "reform": law.with_figures(rate=percent(20))},
    ...     unit="fen",
    ...     serves_local_clients=True,
    ... )
    >>> found.select("law", "reform").row(0)
    (300000, 600000)
    """
    call = _Call(unit, _day(on), effective_from, term, on_error, progress)
    named = call.with_days(several_clauses(clauses, into))
    return call.run(frame, named, _by_fact(columns), constants)


def _day(on: object) -> date | str | None:
    """Return a midnight of pandas, NumPy or PyArrow as its day; other values as they are."""
    return cast("date | str | None", as_python(on))


def _by_fact(columns: object) -> Mapping[str, str]:
    """Return columns by fact.

    Raises:
        InvalidColumns: they are not named by fact.
    """
    if columns is None:
        return {}
    given = cast("Mapping[object, object]", columns)
    if isinstance(columns, Mapping) and all(
        isinstance(one, str) and isinstance(given[one], Hashable) for one in given
    ):
        return cast("Mapping[str, str]", given)
    raise InvalidColumns("over", [fault(Code.COLUMNS_TYPE, "columns", value=given)])


@dataclass(frozen=True, slots=True)
class _Call:
    """The arguments of a call other than the frame, the clauses and the facts."""

    unit: Unit
    on: date | str | None
    effective_from: EffectiveFrom
    term: Convention
    on_error: OnError
    progress: bool

    def with_days(
        self, clauses: Sequence[tuple[AnyClause, Names]]
    ) -> Sequence[tuple[AnyClause, Names]]:
        """Return the clauses with the effective dates stated for them, here and in this context.

        Partitions of Dask are computed in other contexts.

        Raises:
            InvalidClaim: a day is stated that contradicts a document's own.
            InvalidDay: what is stated is not a date.
            InvalidDays: the file of days that the environment names cannot be used.
        """
        if not self._has_day:
            return clauses
        by_policy = stated_for({one.policy for one, _ in clauses}, self.effective_from)
        return [(one, replace(names, stated=by_policy[one.policy])) for one, names in clauses]

    @property
    def _has_day(self) -> bool:
        """Whether a day is given, or a column of days; what else is given is a fault."""
        return isinstance(self.on, date | str) and not isinstance(self.on, datetime)

    def run(
        self,
        frame: FrameT,
        clauses: Sequence[tuple[AnyClause, Names]],
        columns: Mapping[str, str],
        constants: Mapping[str, object],
    ) -> FrameT:
        """Return the frame with the results of the clauses."""
        if is_partitioned(frame):
            if self.progress:
                where = where_clauses(clause.id for clause, _ in clauses)
                raise InvalidColumns(where, [_NO_PROGRESS])
            run = partial(self.run, clauses=clauses, columns=columns, constants=constants)
            return cast("FrameT", in_partitions(frame, run))
        opened = opened_frame(frame)
        in_memory = isinstance(opened, nw.DataFrame)
        kinds = kinds_of(opened)
        request = Request(
            self.unit,
            tuple((clause, names, self._in_force(clause, names)) for clause, names in clauses),
            tuple(columns.items()),
            tuple(constants.items()),
            tuple(kinds.items()),
            name_key(opened),
            status=self.on is not None or self.on_error == "null",
            in_memory=in_memory,
            largest_dividend=INT64 if in_memory else largest_dividend(opened.implementation),
        )
        faults = [*self._faults(kinds, in_memory=in_memory), *self._day_faults(clauses)]
        tasks = tasks_of(request, faults)
        on = self.on if isinstance(self.on, str) else None
        raising = self.on_error == "raise"
        if isinstance(opened, nw.DataFrame):
            show = tracked if self.progress else untracked
            results = run_in_memory(opened, tasks, self.unit, on, raising=raising, progress=show)
            in_pandas = opened.implementation.is_pandas()
            written = with_columns(opened, columns_to_write(results, in_pandas=in_pandas))
        else:
            written = run_lazily(opened, tasks, self.unit, on, raising=raising)
        return cast("FrameT", written)

    def _in_force(self, clause: AnyClause, names: Names) -> Period | bool:
        """Return the days in force for a column of days, or whether one day is among them."""
        if self.on is None or not self._has_day:
            return True
        period = period_of(clause, names.stated, self.term)
        return period if isinstance(self.on, str) else period.includes(self.on)

    def _day_faults(self, clauses: Sequence[tuple[AnyClause, Names]]) -> Iterator[Fault]:
        """Yield what the call states of days without effect, or for a policy that is not in it."""
        yield from day_faults([one for one, _ in clauses], self.on, self.effective_from)
        if self.on is None and self.term is not Convention.CORRESPONDING_DAY:
            yield fault(Code.OPTION_NO_EFFECT, "term", value=self.term, needed="on")

    def _faults(self, kinds: Mapping[str, str], *, in_memory: bool) -> Iterator[Fault]:
        """Yield what is wrong with the call's own settings."""
        days = ("day", "moment", "object") if in_memory else ("day",)
        for name, value, known in (
            ("unit", self.unit, tuple(DECIMALS)),
            ("on_error", self.on_error, ("raise", "null")),
        ):
            if value not in known:
                yield fault(Code.VALUE_CHOICE, name, value=value, known=known)
        if self.progress and not in_memory:
            yield _NO_PROGRESS
        if isinstance(self.on, str) and self.on not in kinds:
            unknown = fault(Code.COLUMN_UNKNOWN, "on", value=self.on, known=tuple(kinds))
            yield unknown.on(Surface.COLUMNS)
        elif isinstance(self.on, str) and kinds[self.on] not in days:
            (kind,), allowed = kind_words([kinds[self.on]]), kind_words(days)
            yield fault(Code.COLUMN_TYPE, self.on, place=kind, noun=A_DAY, allowed=allowed)
        elif isinstance(self.on, datetime):
            yield fault(Code.DAY_TIME, "on", value=self.on)
        elif not isinstance(self.on, date | str | None):
            yield fault(Code.DAY_TYPE, "on", value=self.on)
