"""What the authority determined, compared with what the words fix."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from aipolicy.calc.calculations.evaluation import Evaluation, evaluate
from aipolicy.calc.calculations.step import Step, StepKind
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import MOST_FEN, as_fraction, yuan_of
from aipolicy.calc.values.quantity import FactValue
from aipolicy.errors import Code, Fault, InvalidClaim, OutOfRange, fault
from aipolicy.errors.fault import Shown

if TYPE_CHECKING:
    from aipolicy.calc.awards.claim import Claim
    from aipolicy.calc.calculations.calculation import AnyCalculation


def sum_due(
    clause: AnyCalculation,
    claim: Claim,
    values: Mapping[str, FactValue],
    given: Evaluation,
    *,
    in_stages: bool = False,
) -> tuple[Decimal | None, tuple[Step, ...]]:
    """Return the sum due, None while it is open, and the steps that fix it.

    Where an award is paid in stages, the sum determined may be that of one stage.

    Raises:
        InvalidClaim: the words fix the sum, or an exception is stretched beyond the cap.
        OutOfRange: the determined sum lies outside the range.
    """
    determined = claim.determined
    if determined is not None and determined > given.most and claim.exception and clause.soft_cap:
        return _by_exception(clause, determined, claim.exception, values)
    if in_stages and determined is not None and determined < given.most:
        return determined, (_one_stage(determined, given.most),)
    if clause.grants is Grants.AMOUNT:
        if determined is not None and determined != given.most:
            raise InvalidClaim(clause.id, [_fixed_by_the_words(clause, determined, given.most)])
        return given.most, ()
    if determined is None and not given.most:
        return given.most, ()
    if clause.grants is Grants.RANGE:
        return _in_range(clause, determined, given)
    ceiling = _only_a_ceiling(given.most)
    if determined is None:
        return None, (ceiling,)
    if determined > given.most:
        return given.most, (ceiling, _cut(determined, given.most))
    return determined, (ceiling, _determined(determined))


def _by_exception(
    clause: AnyCalculation, determined: Decimal, decision: str, values: Mapping[str, FactValue]
) -> tuple[Decimal, tuple[Step, ...]]:
    """Return a sum beyond a soft cap: the exception lifts the cap and nothing else."""
    uncapped = clause.with_figures(cap=yuan_of(MOST_FEN))
    most = evaluate(uncapped, values).most
    if determined > most:
        given = Shown(determined)
        wrong = fault(Code.DETERMINED_BEYOND, "determined", value=given, most=_money(most))
        raise InvalidClaim(clause.id, [wrong])
    return determined, (_exception(determined, decision),)


def _in_range(
    clause: AnyCalculation, determined: Decimal | None, given: Evaluation
) -> tuple[Decimal | None, tuple[Step, ...]]:
    ends = f"{_money(given.least)} – {_money(given.most)}"
    stated = Step(
        kind=StepKind.RANGE,
        zh=f"区间 {ends}，金额由主管部门核定",
        en=f"range {ends}; the authority determines the sum",
        amount=given.most,
    )
    if determined is None:
        return None, (stated,)
    if not given.least <= determined <= given.most:
        wrong = fault(
            Code.DETERMINED_OUT_OF_RANGE,
            "determined",
            value=Shown(determined),
            least=_money(given.least),
            most=_money(given.most),
        )
        raise OutOfRange(clause.id, [wrong])
    return determined, (stated, _determined(determined))


def _fixed_by_the_words(clause: AnyCalculation, determined: Decimal, most: Decimal) -> Fault:
    code = Code.DETERMINED_SOFT_CAP if clause.soft_cap else Code.DETERMINED_FIXED
    return fault(code, "determined", value=Shown(determined), amount=_money(most))


def _money(sum_: Decimal) -> str:
    return money(as_fraction(sum_))


def _only_a_ceiling(most: Decimal) -> Step:
    return Step(
        kind=StepKind.CEILING,
        zh=f"最高 {_money(most)}，金额由主管部门核定",
        en=f"at most {_money(most)}; the authority determines the sum",
        amount=most,
    )


def _determined(sum_: Decimal) -> Step:
    return Step(
        kind=StepKind.DETERMINED,
        zh=f"主管部门核定 {_money(sum_)}",
        en=f"the authority determined {_money(sum_)}",
        amount=sum_,
    )


def _one_stage(sum_: Decimal, whole: Decimal) -> Step:
    return Step(
        kind=StepKind.DETERMINED,
        zh=f"分阶段给予：本阶段核定 {_money(sum_)}，全部阶段合计不超过 {_money(whole)}",
        en=f"paid in stages: {_money(sum_)} determined for this one, {_money(whole)} for all",
        amount=sum_,
    )


def _cut(determined: Decimal, most: Decimal) -> Step:
    return Step(
        kind=StepKind.DETERMINED,
        zh=f"主管部门核定 {_money(determined)}，超过最高额，按 {_money(most)} 给予",
        en=f"the authority determined {_money(determined)}, above the ceiling: "
        f"cut to {_money(most)}",
        amount=most,
    )


def _exception(sum_: Decimal, decision: str) -> Step:
    return Step(
        kind=StepKind.EXCEPTION,
        zh=f"上限为原则性规定，经例外决定（{decision}）核定 {_money(sum_)}",
        en=f"the cap stands in principle; by exception ({decision}) {_money(sum_)}",
        amount=sum_,
    )
