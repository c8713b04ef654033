"""A case from its facts to what is payable: a company's claims, stacked as the texts say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.terms import Level
from aipolicy.calc.stacking.in_words import explanation, totals
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.quantity import Yuan
from aipolicy.calc.words.glossary import Language
from aipolicy.errors import Fault, Faulty, InvalidCase, InvalidStack, OneFault
from aipolicy.registry import clause
from aipolicy.stacking import stack_called


class CaseClaim(Claim):
    """One claim of a case: a clause and the facts, with the fields of `Claim`.

    `claimant` stands for the case's own where a claim names none; `reading` chooses another
    reading of the clause's open point.
    """

    clause: str
    facts: Mapping[str, object] = {}
    reading: str | None = None


class CasePayment(Claim):
    """One sum that was paid before, with the fields of `Claim`.

    Either under a `clause` of the library or under another policy, by its `name` and `level`.
    """

    amount: Yuan
    clause: str | None = None
    name: str | None = None
    level: Level | None = None
    same_kind: bool = True

    @model_validator(mode="after")
    def _is_of_one_policy(self) -> "CasePayment":
        if (self.clause is None) == (self.name is None):
            raise PydanticCustomError(
                "payment", "a payment is under a clause or a name; give one of the two"
            )
        if (self.name is None) != (self.level is None):
            raise PydanticCustomError(
                "payment",
                "a policy outside the library has a name and a level, a clause has neither; "
                "write level: province",
            )
        return self


def _some(claims: tuple[CaseClaim, ...]) -> tuple[CaseClaim, ...]:
    if not claims:
        raise ValueError("a case has at least one claim")
    return claims


class Case(BaseModel):
    """A company's claims, what it was paid before, and how the rules are read.

    Raises:
        pydantic.ValidationError: a field is unknown, missing or cannot be read.

    >>> from datetime import date
    >>> case = Case(
    ...     claimant="冰城智造",
    ...     claims=[{"clause": "langfang_2023/7.2", "on": date(2024, 6, 1),
    ...         "effective_from": date(2023, 1, 4), "reading": "sum_of_tiers",
    ...         "facts": {"main_revenue": "6亿元", "highest_past_main_revenue": 0}}],
    ...     history=[{"name": "省平台补助", "level": "province", "on": date(2024, 1, 5),
    ...         "amount": "20万元"}],
    ... )
    >>> case.claims[0].reading, case.history[0].amount
    ('sum_of_tiers', Decimal('200000.00'))
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claimant: str | None = None
    claims: Annotated[tuple[CaseClaim, ...], AfterValidator(_some)]
    history: tuple[CasePayment, ...] = ()
    readings: Mapping[str, str | tuple[str, ...]] = {}


class Assessment(BaseModel):
    """What a case comes to: its awards in the order of its claims, and what is payable of them.

    `resolution` says what is paid of each award and why the rest is not. `total` adds the sums
    due in yuan, in money or in kind; `by_instrument` keeps cash, vouchers and the like apart.
    `undetermined` counts the awards still standing whose sum the authority has yet to fix; their
    ceilings are never added to what is due.

    >>> from datetime import date
    >>> result = assess(Case(claims=[
    ...     {"clause": "harbin_2022/2.3", "on": date(2023, 6, 1),
    ...         "facts": {"service_income": "300万元", "serves_local_clients": True}},
    ...     {"clause": "harbin_2022/1.1", "on": date(2023, 6, 1),
    ...         "facts": {"review_passed": True}},
    ... ]))
    >>> result.total, result.undetermined, [award.most for award in result.awards]
    (Decimal('300000.00'), 1, [Decimal('300000.00'), Decimal('10000000.00')])
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claimant: str | None
    awards: tuple[Award, ...]
    resolution: Resolution
    by_instrument: Mapping[str, Yuan] = Field(default_factory=dict)
    total: Yuan = ZERO
    undetermined: int = 0

    def explain(self, language: Language = "zh") -> str:
        """Return every award with its steps, what is paid of them and why, and the totals.

        >>> from datetime import date
        >>> facts = {"service_income": "300万元", "serves_local_clients": True}
        >>> claims = [{"clause": "harbin_2022/2.3", "on": date(2023, 6, 1), "facts": facts}]
        >>> print(assess(Case(claims=claims)).explain("en").splitlines()[-1])
        Total (cash): 300,000.00 yuan
        """
        awards = [award.explain(language) for award in self.awards]
        return "\n\n".join([*awards, explanation(self.resolution, language)])

    def summary(self, language: Language = "zh") -> str:
        """Return the totals in words, with what is still open.

        >>> from datetime import date
        >>> facts = {"service_income": "300万元", "serves_local_clients": True}
        >>> claims = [{"clause": "harbin_2022/2.3", "on": date(2023, 6, 1), "facts": facts}]
        >>> print(assess(Case(claims=claims)).summary("en"))
        Total (cash): 300,000.00 yuan
        """
        return "\n".join(_summary(self, language))


def assess(case: Case) -> Assessment:
    """Return what a case's claims come to, and what is payable of them.

    Raises:
        InvalidCase: a claim cannot be assessed or the awards cannot be stacked; all faults of
            all claims at once.
        InvalidDocument: the data of a document that a claim names cannot be read.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.

    >>> from datetime import date
    >>> case = Case(claims=[{
    ...     "clause": "harbin_2022/2.3", "on": date(2023, 6, 1),
    ...     "facts": {"service_income": "300万元", "serves_local_clients": True},
    ... }])
    >>> assess(case).total
    Decimal('300000.00')
    """
    awards: list[Award] = []
    faults: list[Fault] = []
    for number, stated in enumerate(case.claims, start=1):
        where = f"claims[{number}]"
        try:
            awards.append(_award(stated, case.claimant))
        except Faulty as faulty:
            faults.extend(fault.within(where) for fault in faulty.faults)
        except OneFault as one:
            faults.append(one.fault.within(where))
    resolution = _stacked(case, awards, faults)
    if faults:
        raise InvalidCase("case", faults)
    return Assessment(
        claimant=case.claimant,
        awards=tuple(awards),
        resolution=resolution,
        by_instrument=resolution.due_by_instrument,
        total=resolution.due,
        undetermined=sum(award.amount is None for award, _ in resolution.granted),
    )


def _stacked(case: Case, awards: Sequence[Award], faults: list[Fault]) -> Resolution:
    """Return what is payable; what cannot be stacked is added to the faults."""
    paid = [_paid(payment, case.claimant) for payment in case.history]
    try:
        return stack_called("claims", awards if not faults else (), paid, case.readings)
    except InvalidStack as invalid:
        faults += invalid.faults
    return Resolution()


def _paid(payment: CasePayment, claimant: str | None) -> Award:
    claim = _claim(payment, claimant)
    if payment.name is not None and payment.level is not None:
        level, kind = payment.level, payment.same_kind
        return Award.external(payment.name, payment.amount, claim, level=level, same_kind=kind)
    return Award.recorded(payment.clause or "", payment.amount, claim)


def _award(stated: CaseClaim, claimant: str | None) -> Award:
    chosen = clause(stated.clause)
    if stated.reading is not None:
        chosen = chosen.read_as(stated.reading)
    return chosen.award(_claim(stated, claimant), **stated.facts)


def _claim(stated: Claim, claimant: str | None) -> Claim:
    fields = {name: getattr(stated, name) for name in Claim.model_fields}
    return Claim.model_validate({**fields, "claimant": stated.claimant or claimant})


def _summary(assessment: Assessment, language: Language) -> Iterator[str]:
    chinese = language == "zh"
    yield from totals(assessment.resolution, language)
    if assessment.resolution.provisional:
        yield (
            f"结果为暂定：{assessment.undetermined} 项金额待主管部门核定"
            if chinese
            else f"Provisional: {assessment.undetermined} await the authority's sum"
        )
    count = len(assessment.resolution.displaced)
    if count:
        yield (
            f"因重复或上限未全额给予：{count} 处，理由见各项"
            if chinese
            else f"Not paid in full under stacking rules: {count}; "
            "the reason stands with each award"
        )
    for mark in assessment.resolution.marks:
        if mark.award is None:
            yield mark.text(language)
