"""From what a clause gives to an award on a claim: its day, the authority's sum, its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from aipolicy.calc.award import Award
from aipolicy.calc.evaluation import Evaluation, evaluate
from aipolicy.calc.glossary import Language, named
from aipolicy.calc.money import as_fraction
from aipolicy.calc.notation import money
from aipolicy.calc.quantity import FactValue
from aipolicy.calc.step import Step, StepKind
from aipolicy.calc.terms import Grants
from aipolicy.errors import Fault, InvalidClaim, OutOfRange

if TYPE_CHECKING:
    from aipolicy.calc.claim import Claim
    from aipolicy.calc.clause import AnyClause
    from aipolicy.calc.policy import Policy


def award_of(
    clause: AnyClause, policy: Policy, claim: Claim, values: Mapping[str, FactValue]
) -> Award:
    """Return the award on a claim; see `Clause.award`."""
    policy.require_in_force(claim.on, claim.effective_from, claim.term)
    given = evaluate(clause, values)
    amount, fixed = _amount(clause, claim, given)
    provision = policy.provision(clause.id)
    funding = _funding(clause, amount)
    return Award(
        clause=clause.id,
        policy=policy.id,
        title=policy.title,
        article=provision.article,
        heading=provision.heading,
        claim=claim,
        facts=values,
        figures=clause.figures,
        reading=clause.reading,
        departures=clause.departures,
        grants=clause.grants,
        per=clause.per,
        how_often=clause.how_often,
        instrument=provision.instrument,
        least=given.least if clause.grants is not Grants.CEILING else Decimal("0.00"),
        most=max(given.most, amount or given.most),
        amount=amount,
        steps=(
            *given.steps,
            *fixed,
            *_funded(funding),
            *_marks(clause, policy),
            *_assumed(provision.assumes),
        ),
        draft=policy.draft,
        soft_cap=clause.soft_cap,
        funding=funding,
        assumes=provision.assumes,
    )


def _funding(clause: AnyClause, amount: Decimal | None) -> Mapping[str, Decimal]:
    if clause.funding is None or not amount:
        return {}
    return clause.funding.of(amount, clause.figures)


def _amount(
    clause: AnyClause, claim: Claim, given: Evaluation
) -> tuple[Decimal | None, tuple[Step, ...]]:
    """Return the sum due, if it is fixed, and the steps that fix it."""
    determined = claim.determined
    beyond = determined is not None and determined > given.most
    if determined is not None and beyond and given.most and clause.soft_cap and claim.exception:
        return determined, (_exception(determined, claim.exception),)
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
    if beyond:
        return given.most, (ceiling, _cut(determined, given.most))
    return determined, (ceiling, _determined(determined))


def _in_range(
    clause: AnyClause, determined: Decimal | None, given: Evaluation
) -> tuple[Decimal | None, tuple[Step, ...]]:
    ends = f"{_money(given.least)} – {_money(given.most)}"
    stated = Step(
        kind=StepKind.RANGE,
        zh=f"区间 {ends},金额由主管部门核定",
        en=f"range {ends}; the authority determines the sum",
        amount=given.most,
    )
    if determined is None:
        return None, (stated,)
    if not given.least <= determined <= given.most:
        limit = f"the words fix {_money(given.least)} to {_money(given.most)} yuan, both included"
        fault = Fault("determined", str(determined), limit, "determine a sum between them")
        raise OutOfRange(clause.id, [fault])
    return determined, (stated, _determined(determined))


def _fixed_by_the_words(clause: AnyClause, determined: Decimal, most: Decimal) -> Fault:
    cure = (
        "a sum beyond a soft cap needs exception=..., the decision that allows it"
        if clause.soft_cap
        else "leave determined out"
    )
    return Fault("determined", str(determined), f"the words fix the sum at {_money(most)}", cure)


def _money(sum_: Decimal) -> str:
    return money(as_fraction(sum_))


def _only_a_ceiling(most: Decimal) -> Step:
    return Step(
        kind=StepKind.CEILING,
        zh=f"最高 {_money(most)},金额由主管部门核定",
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


def _cut(determined: Decimal, most: Decimal) -> Step:
    return Step(
        kind=StepKind.DETERMINED,
        zh=f"主管部门核定 {_money(determined)},超过最高额,按 {_money(most)} 给予",
        en=f"the authority determined {_money(determined)}, above the ceiling: "
        f"cut to {_money(most)}",
        amount=most,
    )


def _exception(sum_: Decimal, decision: str) -> Step:
    return Step(
        kind=StepKind.EXCEPTION,
        zh=f"上限为原则性规定,经例外决定({decision})核定 {_money(sum_)}",
        en=f"the cap stands in principle; by exception ({decision}) {_money(sum_)}",
        amount=sum_,
    )


def _funded(funding: Mapping[str, Decimal]) -> Iterator[Step]:
    for bearer, part in funding.items():
        zh, en = (_borne(bearer, part, language) for language in ("zh", "en"))
        yield Step(kind=StepKind.FUNDING, zh=zh, en=en, amount=part)


def _borne(bearer: str, part: Decimal, language: Language) -> str:
    name = named(bearer, language, "terms")
    return f"{name}承担 {_money(part)}" if language == "zh" else f"{name} bears {_money(part)}"


def _marks(clause: AnyClause, policy: Policy) -> Iterator[Step]:
    if policy.draft:
        yield Step(
            kind=StepKind.MARK,
            zh="依据为征求意见稿,尚不是生效文件",
            en="the document is a draft for comment and not law",
        )
    if clause.soft_cap:
        yield Step(
            kind=StepKind.MARK,
            zh="上限为原则性规定,例外须另有决定",
            en="the cap stands in principle; an exception needs a decision",
        )
    for departure in clause.departures:
        yield Step(
            kind=StepKind.MARK,
            zh=f"与原文或默认理解不同:{departure}",
            en=f"departs from the text or its default reading: {departure}",
        )


def _assumed(assumes: tuple[tuple[str, str], ...]) -> Iterator[Step]:
    for zh, en in assumes:
        yield Step(kind=StepKind.ASSUMED, zh=f"前提:{zh}", en=f"assumed: {en}")
