"""A case from its facts to what is payable: a company's claims, stacked as the texts say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from aipolicy._context import of_displays
from aipolicy._schema import described_in_short
from aipolicy._words import Language
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.stacking.explanation.in_words import explanation, totals
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.quantity import Yuan
from aipolicy.cases.case import ENTRIES, Case, CaseClaim, CasePayment
from aipolicy.cases.reader import Parts, once, read_parts
from aipolicy.cases.written import names_in
from aipolicy.errors import (
    AipolicyError,
    Fault,
    InvalidCase,
    InvalidFacts,
    InvalidStack,
    Surface,
)
from aipolicy.errors import faults as faults_of
from aipolicy.errors.fault import address
from aipolicy.registry import clause
from aipolicy.stacking import stack_called
from aipolicy.stacking.checks import faults_among
from aipolicy.stated_days import require_days_of_environment


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

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    claimant: str | None
    awards: tuple[Award, ...]
    resolution: Resolution
    by_instrument: Mapping[str, Yuan] = Field(default_factory=dict)
    total: Yuan = ZERO
    undetermined: int = 0

    def explain(self, language: Language | None = None) -> str:
        """Return every award with its steps, what is paid of them and why, and the totals.

        >>> from datetime import date
        >>> facts = {"service_income": "300万元", "serves_local_clients": True}
        >>> claims = [{"clause": "harbin_2022/2.3", "on": date(2023, 6, 1), "facts": facts}]
        >>> print(assess(Case(claims=claims)).explain("en").splitlines()[-1])
        Total (cash): 300,000.00 yuan
        """
        language = of_displays(language)
        awards = [award.explain(language) for award in self.awards]
        return "\n\n".join([*awards, explanation(self.resolution, language)])

    def summary(self, language: Language | None = None) -> str:
        """Return the totals in words, with what is still open.

        >>> from datetime import date
        >>> facts = {"service_income": "300万元", "serves_local_clients": True}
        >>> claims = [{"clause": "harbin_2022/2.3", "on": date(2023, 6, 1), "facts": facts}]
        >>> print(assess(Case(claims=claims)).summary("en"))
        Total (cash): 300,000.00 yuan
        """
        return "\n".join(_summary(self, of_displays(language)))


def assess(case: Case | Mapping[str, object]) -> Assessment:
    """Return what a case's claims come to, and what is payable of them.

    Args:
        case: a case, or a mapping that `Case.read` reads.

    Raises:
        InvalidCase: a mapping does not state a case, a claim cannot be assessed, or the awards
            cannot be stacked; all faults at once.
        InvalidDays: the file of days that `AIPOLICY_DAYS` names cannot be used.
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
    return _assessed(case, "case") if isinstance(case, Case) else assess_data(case, "case")


def assess_data(data: object, name: str) -> Assessment:
    """Return what the case comes to that a mapping or a text states.

    Args:
        data: what `Case.read` reads.
        name: what errors call it.

    Raises:
        InvalidCase: as `assess`; faults of reading and of assessing come together.
        MissingExtra: the text is YAML, and ruamel.yaml of the extra `cli` is not installed.
        AwardsTooEntangled: as `assess`.

    >>> assess_data(
    ...     "claims: [{clause: harbin_2022/9.2, on: 2023-06-01, "
    ...     "facts: {event_cost: 60万元, on_annual_list: 是}}]", "case"
    ... ).total
    Decimal('300000.00')
    """
    parts = read_parts(Case, ENTRIES, data, name)
    if parts.faults:
        raise InvalidCase(name, once([*parts.faults, *_faults_of_readable(parts)]))
    read = {key: tuple(of_key.values()) for key, of_key in parts.entries.items()}
    try:
        return _assessed(Case.model_validate({**parts.head, **read}), name)
    except InvalidCase as invalid:
        raise InvalidCase(name, [one.on(Surface.FILE) for one in invalid.faults]) from None


def _assessed(case: Case, name: str) -> Assessment:
    require_days_of_environment()
    faults: list[Fault] = []
    claims = dict(enumerate(case.claims))
    awards = _awards(claims, case.claimant, faults)
    resolution = _stacked(case, awards, faults)
    if faults:
        raise InvalidCase(name, faults)
    return Assessment(
        claimant=case.claimant,
        awards=tuple(awards),
        resolution=resolution,
        by_instrument=resolution.due_by_instrument,
        total=resolution.due,
        undetermined=sum(award.amount is None for award, _ in resolution.granted),
    )


def _awards(
    claims: Mapping[int, CaseClaim], claimant: str | None, faults: list[Fault]
) -> list[Award]:
    """Return the awards of claims; what is wrong with one is added at its place in the case."""
    awards: list[Award] = []
    for place, stated in claims.items():
        try:
            awards.append(_award(stated, claimant))
        except InvalidFacts as invalid:
            faults += (one.within("claims", place, "facts") for one in invalid.faults)
        except AipolicyError as wrong:
            faults += (one.within("claims", place) for one in faults_of(wrong))
    return awards


def _stacked(case: Case, awards: Sequence[Award], faults: list[Fault]) -> Resolution:
    """Return what is payable; what cannot be stacked is added to the faults."""
    paid = [_paid(payment, case.claimant) for payment in case.history]
    try:
        return stack_called("claims", awards if not faults else (), paid, case.readings)
    except InvalidStack as invalid:
        faults += invalid.faults
    return Resolution()


def _faults_of_readable(parts: Parts) -> Iterator[Fault]:
    """Yield what is wrong with the claims that can be read, where others cannot.

    What concerns the case as a whole is left out: the rest of it is not known.
    """
    claims = cast("Mapping[int, CaseClaim]", parts.entries.get("claims", {}))
    stated = parts.head.get("claimant")
    faults: list[Fault] = []
    awards = _awards(claims, stated if isinstance(stated, str) else None, faults)
    if not faults:
        faults += (_placed(one, list(claims)) for one in faults_among("claims", awards))
    yield from (one.on(Surface.FILE) for one in faults)


def _placed(wrong: Fault, places: Sequence[int]) -> Fault:
    """Return a fault of one among the readable claims at its place among all."""
    name, index, *rest = wrong.path
    addresses = {address((name, i)): address((name, place)) for i, place in enumerate(places)}
    other = wrong.params.get("other")
    stated = {"other": addresses[other]} if isinstance(other, str) else {}
    return replace(wrong, path=(name, places[int(index)], *rest)).stating(**stated)


def _paid(payment: CasePayment, claimant: str | None) -> Award:
    claim = _claim(payment, claimant)
    if payment.name is not None and payment.level is not None:
        level, kind = payment.level, payment.same_kind
        return Award.external(payment.name, payment.amount, claim, level=level, same_kind=kind)
    return Award.recorded(payment.clause or "", payment.amount, claim)


def _award(stated: CaseClaim, claimant: str | None) -> Award:
    chosen = clause(stated.clause)
    if names := names_in(stated.reading):
        chosen = chosen.read_as(*names)
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
            else f"Not paid in full under stacking rules: {count}; each award says the reason"
        )
    for mark in assessment.resolution.marks:
        if mark.award is None:
            yield mark.text(language)
