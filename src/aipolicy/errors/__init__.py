"""What can go wrong, each written for the person who must act.

Every error of the library has the one root `AipolicyError` and is also the builtin that a
caller would catch. A message names what was given, the limit it breaks and the cure, and
reports all faults of a call at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aipolicy.errors.fault import Fault

__all__ = [
    "AipolicyError",
    "AwardsTooEntangled",
    "ColumnsOverflow",
    "Fault",
    "Faulty",
    "InvalidCase",
    "InvalidClaim",
    "InvalidClause",
    "InvalidColumns",
    "InvalidDay",
    "InvalidDocument",
    "InvalidFacts",
    "InvalidFigures",
    "InvalidProblem",
    "InvalidStack",
    "MissingExtra",
    "NotComparable",
    "NotInForce",
    "OneFault",
    "OutOfRange",
    "Overflow",
    "TooEntangled",
    "Unchangeable",
    "UnknownClause",
    "UnknownPolicy",
    "UnreadableValue",
    "UnsupportedFrame",
    "ValidityUnknown",
]

_NAMED = 12


class AipolicyError(Exception):
    """The root of every error of the library.

    >>> import aipolicy
    >>> try:
    ...     aipolicy.clause("harbin_2022/4.11")
    ... except AipolicyError as error:
    ...     print(error)
    clause=harbin_2022/4.11: there is no such clause; did you mean harbin_2022/4.1?
    """


class Faulty(AipolicyError, ValueError):
    """Something given is wrong; `where` says in what, `faults` hold every single fault.

    >>> print(Faulty("harbin_2022/4.1", [Fault("a", "1", "no", "drop it")]))
    harbin_2022/4.1: 1 fault
      a=1: no; drop it
    """

    def __init__(self, where: str, faults: Iterable[Fault]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(self.where, self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        lines = [f"{self.where}: {count} fault{'' if count == 1 else 's'}"]
        return "\n  ".join([*lines, *map(str, self.faults)])


class OneFault(AipolicyError):
    """One fault prevents the call; `fault` is that fault.

    >>> print(OneFault(Fault("a", "1", "no", "drop it")))
    a=1: no; drop it
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return str(self.fault)


class InvalidFacts(Faulty):
    """The facts given to a clause are not what its words ask for.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation(service_income=-5, serves_local_clients=True)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidFacts: harbin_2022/2.3: 1 fault
      service_income=-5: a sum is 0 or more; give a sum in yuan, such as 8000000, ...
    """


class InvalidFigures(Faulty):
    """A figure or a reading given to `with_figures` or `read_as` cannot be used.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation.with_figures(ceiling=5)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidFigures: harbin_2022/2.3: 1 fault
      ceiling=5: the clause has no such figure; its figures are rate, cap
    """


class InvalidCase(Faulty):
    """A case file or a case built by a caller cannot be assessed.

    >>> from datetime import date
    >>> from aipolicy import Case, assess
    >>> assess(Case(claims=[{"clause": "harbin_2022/4.11", "on": date(2023, 6, 1)}]))
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidCase: case: 1 fault
      claims[1].clause=harbin_2022/4.11: there is no such clause; did you mean harbin_2022/4.1?
    """


class InvalidClaim(Faulty):
    """What a claim states contradicts the document or the clause it is made under.

    >>> from datetime import date
    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.POLICY.period(effective_from=date(2022, 9, 1))
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidClaim: harbin_2022: 1 fault
      effective_from=2022-09-01: the document states its own first day, 2022-08-24; leave ...
    """


class InvalidStack(Faulty):
    """Awards, a history or readings that cannot be stacked.

    >>> from aipolicy import stack
    >>> stack([], readings={"harbin_2022": "any"})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidStack: stack: 1 fault
      readings['harbin_2022']='any': the document's stacking rules have no such reading; ...
    """


class InvalidProblem(Faulty):
    """A choice among sums is not stated as whole numbers of fen, or names what is not there.

    >>> from aipolicy.calc.choice import Problem
    >>> Problem((5, -3))
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidProblem: choice: 1 fault
      amounts[1]=-3: a sum is a whole number of fen, 0 or more; give the sum in fen
    """


class NotComparable(Faulty, TypeError):
    """One of the two things to compare is not a policy, or not a text.

    >>> from aipolicy import policy, texts
    >>> texts.check(policy("harbin_2022"), b"...")
    Traceback (most recent call last):
        ...
    aipolicy.errors.NotComparable: check: 1 fault
      text=b'...': a text is a string; read the file and decode it, as in ...
    """


class OutOfRange(Faulty):
    """A determined sum lies outside the range that the words fix.

    >>> from datetime import date
    >>> from aipolicy import Claim
    >>> from aipolicy.rules import wuhan_2024_draft as wuhan
    >>> claim = Claim(on=date(2024, 6, 1), effective_from=date(2024, 6, 1), determined=300_000)
    >>> wuhan.key_rnd_project.award(claim, selected=True)
    Traceback (most recent call last):
        ...
    aipolicy.errors.OutOfRange: wuhan_2024_draft/1.2: 1 fault
      determined=300000.00: the words fix 500,000.00 to 1,000,000.00 yuan, both included; ...
    """


class InvalidColumns(InvalidFacts):
    """A frame's columns are not what the clause asks for, or some of their rows are not.

    >>> print(InvalidColumns("harbin_2022/4.1", [Fault("fee", "-1 (row 3)", "no", "mend it")]))
    harbin_2022/4.1: 1 fault
      fee=-1 (row 3): no; mend it
    """


class UnsupportedFrame(AipolicyError, TypeError):
    """This is not a frame, or none of a kind on which the result would be exact.

    >>> from aipolicy import frames
    >>> from aipolicy.rules import dalian_2025_draft as dalian
    >>> frames.over([1, 2], dalian.compute_voucher, unit="fen")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnsupportedFrame: list: this is no frame that can be taken; take ...
    """


class UnreadableValue(AipolicyError, ValueError):
    """A value cannot be read as what it should be; the error has the limit and the cure.

    >>> from aipolicy import yuan
    >>> yuan("800万美元")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnreadableValue: sums are in yuan, not in another currency; convert it to yuan
    """

    def __init__(self, limit: str, cure: str) -> None:
        self.limit = limit
        self.cure = cure
        super().__init__(limit, cure)

    def __str__(self) -> str:
        return f"{self.limit}; {self.cure}"


class InvalidDay(OneFault, TypeError, ValueError):
    """A day is not a date, or lies beyond the calendar.

    >>> from aipolicy import policy
    >>> policy("harbin_2022").in_force("today")
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidDay: day='today': this is no day; give datetime.date(2023, 6, 1)
    """


class Overflow(Faulty, OverflowError):
    """A sum is larger than the library holds.

    >>> from aipolicy.rules import dalian_2025_draft as dalian
    >>> dalian.rent_support(annual_rent_per_m2=10**15, area=2, year_of_tenancy=1,
    ...     robotics_enterprise=True, designated_carrier=True)
    Traceback (most recent call last):
        ...
    aipolicy.errors.Overflow: dalian_2025_draft/1.1: 1 fault
      sum=2000000000000000.00: a sum is at most 1,000,000,000,000,000 yuan; check the units ...
    """


class ColumnsOverflow(InvalidColumns, Overflow):
    """Sums are too large to be computed exactly in columns; nothing was computed.

    >>> issubclass(ColumnsOverflow, Overflow)
    True
    """


class NotInForce(OneFault, ValueError):
    """The day asked for lies outside the days in which the document is in force.

    >>> from datetime import date
    >>> from aipolicy import policy
    >>> policy("harbin_2022").require_in_force(date(2024, 1, 1))
    Traceback (most recent call last):
        ...
    aipolicy.errors.NotInForce: on=2024-01-01: harbin_2022 is in force from 2022-08-24 to ...
    """


class ValidityUnknown(OneFault, ValueError):
    """The document gives no effective date, and the caller stated none.

    >>> from aipolicy import policy
    >>> policy("dalian_2025_draft").period()
    Traceback (most recent call last):
        ...
    aipolicy.errors.ValidityUnknown: effective_from=(missing): dalian_2025_draft bears no day ...
    """


class UnknownClause(OneFault, LookupError):
    """No clause has this id.

    >>> from aipolicy import clause
    >>> try:
    ...     clause("harbin_2022/5.1")
    ... except UnknownClause as unknown:
    ...     print(unknown.fault.limit)
    this measure fixes no money to compute, its kind is referral
    """


class UnknownPolicy(OneFault, LookupError):
    """No policy has this id.

    >>> from aipolicy import policy
    >>> policy("harbin_2023")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnknownPolicy: policy=harbin_2023: there is no such policy; did you mean ...
    """


class TooEntangled(AipolicyError, RuntimeError):
    """The items of one component depend on each other in too many ways to try them all.

    No approximation is given in its place. `items` are the indices of the component, in
    document order; `steps` is the limit that was reached.

    >>> print(TooEntangled((0, 4, 7), steps=1_000))
    component=items 0, 4, 7: not resolved within 1,000 steps; stack these awards apart, drop \
conflicts or joint caps that cannot apply to them, or raise `steps`
    """

    def __init__(self, items: Sequence[int], steps: int) -> None:
        self.items = tuple(items)
        self.steps = steps
        super().__init__(self.items, self.steps)

    def __str__(self) -> str:
        return str(
            Fault(
                name="component",
                value=f"items {_named(list(map(str, self.items)))}",
                limit=f"not resolved within {self.steps:,} steps",
                cure="stack these awards apart, drop conflicts or joint caps that cannot apply "
                "to them, or raise `steps`",
            )
        )


class AwardsTooEntangled(TooEntangled):
    """Awards depend on each other in too many ways to try them all; `awards` are those awards.

    No approximation is given in its place. `labels` name the awards, each by its clause, its
    claimant and its subject.

    >>> print(AwardsTooEntangled((), ["a/1.1(P)", "a/1.2(P)"], (0, 1), steps=1_000))
    component=a/1.1(P), a/1.2(P): not resolved within 1,000 steps; stack these awards apart, ...
    """

    def __init__(
        self, awards: Sequence[object], labels: Sequence[str], items: Sequence[int], steps: int
    ) -> None:
        super().__init__(items, steps)
        self.awards = tuple(awards)
        self.labels = tuple(labels)
        self.args = (self.awards, self.labels, *self.args)

    def __str__(self) -> str:
        return str(
            Fault(
                name="component",
                value=_named(self.labels),
                limit=f"not resolved within {self.steps:,} steps",
                cure="stack these awards apart, or give them subjects of their own",
            )
        )


class InvalidClause(AipolicyError, TypeError):
    """A function cannot be read as a clause; the message says what to write instead.

    >>> from aipolicy.calc.documents.terms import AMOUNT, ONCE, PROJECT
    >>> from aipolicy.rules import harbin_2022
    >>> def voucher(fee): return fee
    >>> harbin_2022.POLICY.clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(voucher)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidClause: harbin_2022/9.9: fee is not keyword-only; write ...
    """


class InvalidDocument(AipolicyError, ValueError):
    """A document's data file is not what the library can read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from aipolicy.calc.documents.document import read_document
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "islands.toml"
    ...     _ = file.write_text("islands", encoding="utf-8")
    ...     read_document(file)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidDocument: islands.toml: this is no TOML: ...
    """


class Unchangeable(AipolicyError, AttributeError):
    """An attribute of a clause, a policy or a split is only read: it is the law as loaded.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation.name = "other"
    Traceback (most recent call last):
        ...
    aipolicy.errors.Unchangeable: name='other': a Clause is complete once made; ...
    """


class MissingExtra(AipolicyError, ImportError):
    """An optional library is not installed; the message says which extra brings it."""


def _named(names: Sequence[str]) -> str:
    """Return the first of many names, and how many more there are."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])}{f' and {rest} more' if rest > 0 else ''}"
