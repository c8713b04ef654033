"""What can go wrong, each written for the person who must act.

Errors that this library raises itself have the one root `AipolicyError`, and each is also the
builtin that a caller would catch. Models that a caller builds (`Claim`, `Case`) raise pydantic's
own `ValidationError`; its types and contexts are our codes and params. Both hold faults:
`faults(exception)` gives them. A fault has a code, a path and params, and says itself in Chinese
or in English: what was given, the limit it breaks and the cure. All faults of a call come at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from aipolicy._words import Words
from aipolicy.errors.codes import Code
from aipolicy.errors.fault import Fault, Shown, Surface, fault
from aipolicy.errors.root import AipolicyError, Faulty, OneFault, faults

__all__ = [
    "AipolicyError",
    "AwardsTooEntangled",
    "Code",
    "ColumnsOverflow",
    "Fault",
    "Faulty",
    "InvalidCase",
    "InvalidClaim",
    "InvalidClause",
    "InvalidColumns",
    "InvalidDay",
    "InvalidDays",
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
    "SimilarNames",
    "Surface",
    "TooEntangled",
    "Unchangeable",
    "UnknownClause",
    "UnknownPolicy",
    "UnreadableValue",
    "UnsupportedFrame",
    "ValidityUnknown",
    "fault",
    "faults",
]

_NAMED = 12
_LABEL = Words("相互牵连的一组", "component")


class InvalidFacts(Faulty):
    """The facts given to a clause are not what its words ask for.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation(service_income=-5, serves_local_clients=True)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidFacts: harbin_2022/2.3: 1 fault
      service_income=-5: a sum must be 0 or more; give a sum in yuan, such as 8000000, ...
    """


class InvalidFigures(Faulty):
    """A figure or a reading given to `with_figures` or `read_as` cannot be used.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation.with_figures(ceiling=5)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidFigures: harbin_2022/2.3: 1 fault
      ceiling=5: the clause has no such figure; its figures: rate, cap
    """


class InvalidCase(Faulty):
    """A case cannot be read or assessed.

    >>> from aipolicy import Case
    >>> Case.read({"claims": [{"clause": "harbin_2022/4.11", "on": "2023-06-01"}]})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidCase: case: 1 fault
      claims[1].clause='harbin_2022/4.11': unknown clause; did you mean harbin_2022/4.1?
    """


class InvalidClaim(Faulty):
    """What a claim states contradicts the document or the clause it is made under.

    >>> from datetime import date
    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.POLICY.period(effective_from=date(2022, 9, 1))
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidClaim: harbin_2022: 1 fault
      effective_from=2022-09-01: harbin_2022 states its own first day, 2022-08-24; remove ...
    """


class InvalidStack(Faulty):
    """Awards, a history or readings that cannot be stacked.

    >>> from aipolicy import stack
    >>> stack([], readings={"harbin_2022": "any"})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidStack: stack: 1 fault
      readings.harbin_2022='any': the stacking rules of the document have no such reading; ...
    """


class InvalidProblem(Faulty):
    """A choice among sums is not given as whole numbers of fen, or names unknown items.

    >>> issubclass(InvalidProblem, ValueError)
    True
    """


class NotComparable(Faulty, TypeError):
    """One of the two things to compare is not a policy, or not a text.

    >>> from aipolicy import policy, texts
    >>> texts.check(policy("harbin_2022"), b"...")
    Traceback (most recent call last):
        ...
    aipolicy.errors.NotComparable: check: 1 fault
      text=b'...': expected text, got bytes; read the file and decode it, as in ...
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
      determined=300000.00: the text gives 500,000.00 to 1,000,000.00 yuan, both included; ...
    """


class InvalidColumns(InvalidFacts):
    """A frame's columns are not what the clause asks for, or some of their rows are not.

    >>> issubclass(InvalidColumns, InvalidFacts)
    True
    """


class UnsupportedFrame(OneFault, TypeError):
    """This is not a frame, or not one on which the result would be exact.

    >>> from aipolicy import frames
    >>> from aipolicy.rules import dalian_2025_draft as dalian
    >>> frames.over([1, 2], dalian.compute_voucher, unit="fen")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnsupportedFrame: unsupported frame type list; pass pandas, Polars, ...
    """


class SimilarNames(UserWarning):
    """Names of one frame differ so little that they may be meant as one; `fault` shows them.

    >>> from datetime import date
    >>> import pandas as pd, warnings
    >>> from aipolicy import frames
    >>> rows = {"clause": "harbin_2022/4.1", "amount": [5, 7], "subject": ["A[1]", "a(1)"]}
    >>> with warnings.catch_warnings(record=True) as warned:
    ...     warnings.simplefilter("always")
    ...     found = frames.stack(pd.DataFrame(rows), unit="fen", on=date(2023, 6, 1))
    >>> print(warned[0].message)
    names differ only in blanks, case, brackets or dashes, and count as two (1 in all): 'A[1]' ...
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return str(self.fault)


class UnreadableValue(OneFault, ValueError):
    """A value cannot be read as what it should be.

    >>> from aipolicy import yuan
    >>> yuan("800万美元")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnreadableValue: '800万美元': sums are in yuan, not in another currency; ...
    """


class InvalidDay(OneFault, TypeError, ValueError):
    """A day is not a date, or lies beyond the calendar.

    >>> from aipolicy import policy
    >>> policy("harbin_2022").in_force("today")
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidDay: day='today': not a date; pass datetime.date(2023, 6, 1)
    """


class InvalidDays(Faulty):
    """Effective dates stated for documents cannot be used, or their file cannot be read.

    >>> import aipolicy
    >>> aipolicy.days({"langfang_203": "2023-01-04"})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidDays: days: 1 fault
      effective_from.langfang_203=2023-01-04: unknown policy; did you mean langfang_2023?
    """


class Overflow(Faulty, OverflowError):
    """A sum is larger than the library holds.

    >>> from aipolicy.rules import dalian_2025_draft as dalian
    >>> dalian.rent_support(annual_rent_per_m2=10**15, area=2, year_of_tenancy=1,
    ...     robotics_enterprise=True, designated_carrier=True)
    Traceback (most recent call last):
        ...
    aipolicy.errors.Overflow: dalian_2025_draft/1.1: 1 fault
      sum=2000000000000000.00: the result must be at most 1,000,000,000,000,000 yuan; check ...
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
    aipolicy.errors.ValidityUnknown: effective_from: the text of dalian_2025_draft gives no ...
    """


class UnknownClause(OneFault, LookupError):
    """No clause has this id.

    >>> from aipolicy import clause
    >>> try:
    ...     clause("harbin_2022/5.1")
    ... except UnknownClause as unknown:
    ...     print(unknown.fault.code)
    clause.not_computable
    """


class UnknownPolicy(OneFault, LookupError):
    """No policy has this id.

    >>> from aipolicy import policy
    >>> policy("harbin_2023")
    Traceback (most recent call last):
        ...
    aipolicy.errors.UnknownPolicy: policy='harbin_2023': unknown policy; did you mean harbin_2022?
    """


class TooEntangled(OneFault, RuntimeError):
    """The items of one component depend on each other in too many ways to try them all.

    No approximation is given instead. `items` are the indices of the component, in document
    order; `steps` is the limit that was reached.

    >>> print(TooEntangled((0, 4, 7), steps=1_000))
    component=items 0, 4, 7: not resolved within 1,000 steps; stack these awards apart, ...
    """

    def __init__(self, items: Sequence[int], steps: int) -> None:
        self.items = tuple(items)
        self.steps = steps
        first = _first_of(list(map(str, self.items)))
        shown = Words(f"第 {first} 项", f"items {first}")
        wrong = fault(Code.ENTANGLED_ITEMS, "component", place=shown, steps=steps, label=_LABEL)
        super().__init__(wrong)
        self.args = (self.items, self.steps)


class AwardsTooEntangled(TooEntangled):
    """Awards depend on each other in too many ways to try them all; `awards` are those awards.

    No approximation is given instead. `labels` name the awards, each by its clause, its claimant
    and its subject.

    >>> print(AwardsTooEntangled((), ["a/1.1(P)", "a/1.2(P)"], (0, 1), steps=1_000))
    component=a/1.1(P), a/1.2(P): not resolved within 1,000 steps; stack these awards apart, ...
    """

    def __init__(
        self, awards: Sequence[object], labels: Sequence[str], items: Sequence[int], steps: int
    ) -> None:
        super().__init__(items, steps)
        self.awards = tuple(awards)
        self.labels = tuple(labels)
        shown = Shown(_first_of(self.labels))
        self.fault = fault(
            Code.ENTANGLED_AWARDS, "component", value=shown, steps=steps, label=_LABEL
        )
        self.args = (self.awards, self.labels, self.items, self.steps)


class InvalidClause(OneFault, TypeError):
    """A function cannot be read as a clause; the fault says what to write instead.

    >>> from aipolicy.calc import AMOUNT, ONCE, PROJECT
    >>> from aipolicy.rules import harbin_2022
    >>> def voucher(fee): return fee
    >>> harbin_2022.POLICY.clause("9.9", grants=AMOUNT, per=PROJECT, how_often=ONCE)(voucher)
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidClause: harbin_2022/9.9: fee is not keyword-only; write ...
    """


class InvalidDocument(Faulty):
    """A document's data file, or its module, is not what the library can read.

    >>> print(InvalidDocument("islands.toml", [fault(Code.DOCUMENT_KEY_MISSING, "title")]))
    islands.toml: 1 fault
      title=(missing): this key is required; add it
    """


class Unchangeable(OneFault, AttributeError):
    """An attribute of a clause, a policy or a split is read-only: it is the law as loaded.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.platform_operation.name = "other"
    Traceback (most recent call last):
        ...
    aipolicy.errors.Unchangeable: name='other': Clause objects are immutable; ...
    """


class MissingExtra(OneFault, ImportError):
    """An optional library is not installed; the fault says which command installs it.

    >>> print(MissingExtra(fault(Code.EXTRA_MISSING, names=("tqdm",), install="tqdm")))
    tqdm is not installed; pip install tqdm
    """


def _first_of(names: Sequence[str]) -> str:
    """Return the first of many names, and how many more there are."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])}{f' … +{rest}' if rest > 0 else ''}"
