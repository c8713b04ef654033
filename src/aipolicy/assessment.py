"""A case from its facts to its awards: what a company's claims come to, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from aipolicy.calc.award import Award
from aipolicy.calc.claim import Claim, Day
from aipolicy.calc.glossary import Language, named
from aipolicy.calc.money import ZERO, as_fraction, fen_of, yuan_of
from aipolicy.calc.notation import money
from aipolicy.calc.period import Convention
from aipolicy.calc.quantity import Yuan
from aipolicy.errors import (
    AipolicyError,
    Fault,
    Faulty,
    InvalidCase,
    NotInForce,
    UnknownClause,
    ValidityUnknown,
)
from aipolicy.registry import clause


class CaseClaim(BaseModel):
    """One claim of a case: a clause, a day, and the facts.

    `claimant` stands for the case's own where a claim names none; `reading` chooses another
    reading of the clause's open point. The other fields are those of `Claim`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    clause: str
    on: Day
    subject: str | None = None
    claimant: str | None = None
    facts: Mapping[str, object] = {}
    reading: str | None = None
    determined: Yuan | None = None
    effective_from: Day | None = None
    exception: str | None = None
    term: Convention = Convention.CORRESPONDING_DAY


def _some(claims: tuple[CaseClaim, ...]) -> tuple[CaseClaim, ...]:
    if not claims:
        raise ValueError("a case has at least one claim")
    return claims


class Case(BaseModel):
    """A company's claims.

    Raises:
        pydantic.ValidationError: a field is unknown, missing or cannot be read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claimant: str | None = None
    claims: Annotated[tuple[CaseClaim, ...], AfterValidator(_some)]


class Assessment(BaseModel):
    """What a case comes to: its awards in the order of its claims, and the totals.

    `total` adds the sums due in yuan, in money or in kind; `by_instrument` keeps cash, vouchers
    and the like apart. `undetermined` counts the awards whose sum the authority has yet to fix;
    their ceilings are never added up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claimant: str | None
    awards: tuple[Award, ...]
    by_instrument: Mapping[str, Yuan] = Field(default_factory=dict)
    total: Yuan = ZERO
    undetermined: int = 0

    def explain(self, language: Language = "zh") -> str:
        """Return every award with its steps, and the totals."""
        return "\n\n".join(
            [*(award.explain(language) for award in self.awards), self.summary(language)]
        )

    def summary(self, language: Language = "zh") -> str:
        """Return the totals in words, with what is still open."""
        return "\n".join(_summary(self, language))


def assess(case: Case) -> Assessment:
    """Return what a case's claims come to.

    Raises:
        InvalidCase: a claim cannot be assessed; all faults of all claims at once.

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
            faults.extend(
                Fault(f"{where}.{f.name}", f.value, f.limit, f.cure) for f in faulty.faults
            )
        except (NotInForce, ValidityUnknown, UnknownClause, AipolicyError) as error:
            faults.append(_told(where, stated, error))
    if faults:
        raise InvalidCase("case", faults)
    sums = _by_instrument(awards)
    return Assessment(
        claimant=case.claimant,
        awards=tuple(awards),
        by_instrument=sums,
        total=_added(sums.values()),
        undetermined=sum(award.amount is None for award in awards),
    )


def _award(stated: CaseClaim, claimant: str | None) -> Award:
    chosen = clause(stated.clause)
    if stated.reading is not None:
        chosen = chosen.read_as(stated.reading)
    claim = Claim(
        on=stated.on,
        claimant=stated.claimant or claimant,
        subject=stated.subject,
        effective_from=stated.effective_from,
        determined=stated.determined,
        exception=stated.exception,
        term=stated.term,
    )
    return chosen.award(claim, **stated.facts)


def _told(where: str, stated: CaseClaim, error: AipolicyError) -> Fault:
    """Return an error that concerns a claim as a whole as a fault of that claim."""
    limit, _, cure = str(error).rpartition("; ")
    return Fault(f"{where}.clause", stated.clause, limit, cure)


def _by_instrument(awards: Iterable[Award]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for award in awards:
        if award.amount is not None:
            sums[award.instrument] = _added([sums.get(award.instrument, ZERO), award.amount])
    return sums


def _added(sums: Iterable[Decimal]) -> Decimal:
    return yuan_of(sum(map(fen_of, sums)))


def _summary(assessment: Assessment, language: Language) -> Iterator[str]:
    chinese = language == "zh"
    for instrument, sum_ in assessment.by_instrument.items():
        name = named(instrument, language, "terms")
        amount = money(as_fraction(sum_))
        yield f"合计({name}):{amount} 元" if chinese else f"Total ({name}): {amount} yuan"
    if assessment.undetermined:
        yield (
            f"另有 {assessment.undetermined} 项金额待主管部门核定,不计入合计"
            if chinese
            else f"{assessment.undetermined} more await the authority's sum and are not added"
        )
    yield (
        "各项并列,尚未按就高不重复处理"
        if chinese
        else "The awards stand side by side; stacking rules are not applied"
    )
