"""An award as the rules see it: its document, its clause, its sum in fen, and its units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from aipolicy.calc.award import Award
from aipolicy.calc.stacking.rule import By, Rule
from aipolicy.calc.terms import HowOften, Level, Per

if TYPE_CHECKING:
    from aipolicy.calc.claim import Claim
    from aipolicy.calc.clause import AnyClause
    from aipolicy.calc.policy import Policy

Key: TypeAlias = tuple[str | int, ...]
"""What names a unit under a rule."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An award, or a sum paid before, with what the rules ask about it.

    Attributes:
        index: its place: what was paid before comes first, then document order.
        award: the award itself.
        fen: its sum, or the most it can come to, in fen.
        before: whether it was paid before.
        policy: its policy, None outside the library.
        clause: its clause, None outside the library or where the measure fixes no money.
        number: the number of its clause, empty outside the library.
        instrument: in what form it is given.
    """

    index: int
    award: Award
    fen: int
    before: bool
    policy: Policy | None
    clause: AnyClause | None
    number: str
    instrument: str

    @property
    def level(self) -> Level | None:
        """The level of government that gives it."""
        return self.policy.level if self.policy else self.award.level

    @property
    def per(self) -> Per | None:
        """The unit to which its sum belongs."""
        return self.clause.per if self.clause else self.award.per

    @property
    def how_often(self) -> HowOften | None:
        """How often its clause pays."""
        return self.clause.how_often if self.clause else self.award.how_often

    @property
    def article(self) -> str:
        """The number of its article."""
        return self.number.partition(".")[0]


def bound(rule: Rule, entry: Entry) -> bool:
    """Return whether a rule of the entry's own document is about it, given that its clause is.

    Whether an award shares a unit with others is another question; see `keys`.
    """
    if rule.per and entry.per not in rule.per:
        return False
    return _applies(rule, entry)


def met(rule: Rule, own: Policy, entry: Entry) -> bool:
    """Return whether a rule of a document meets an award of another policy."""
    if entry.level not in rule.levels:
        return False
    if rule.same_kind is not None and entry.award.same_kind is not rule.same_kind:
        return False
    if rule.names and entry.award.clause not in rule.names:
        return False
    if rule.per and entry.per is not None and entry.per not in rule.per:
        return False
    if entry.policy is not None and not rule.any_place and not _near(own, entry.policy):
        return False
    return _applies(rule, entry)


def keys(unit: tuple[By, ...], claim: Claim) -> list[Key]:
    """Return the units to which a claim belongs: none where it does not name what is asked.

    >>> from datetime import date
    >>> from aipolicy.calc.claim import Claim
    >>> keys((By.SUBJECT, By.YEAR), Claim(on=date(2024, 6, 1), subject="水下检测线"))
    [('水下检测线', 2024)]
    >>> keys((By.SUBJECT,), Claim(on=date(2024, 6, 1)))
    []
    """
    named = [_named(by, claim) for by in unit]
    return list(product(*named)) if all(named) else []


def _named(by: By, claim: Claim) -> tuple[str | int, ...]:
    if by == By.CLAIMANT:
        return (claim.claimant or "",)
    if by == By.YEAR:
        return (year_of(claim),)
    if by == By.INVOICE:
        return tuple(dict.fromkeys(claim.invoices))
    named = {By.SUBJECT: claim.subject, By.CONTRACT: claim.contract, By.CONTENT: claim.content}
    value = named[by]
    return () if value is None else (value,)


def year_of(claim: Claim) -> int:
    """Return the year to which a claim's sum belongs."""
    return claim.year or claim.on.year


@cache
def place(number: str) -> tuple[tuple[int, str], ...]:
    """Return where a clause stands in its document, by its number.

    >>> place("2.10") > place("2.9")
    True
    """
    return tuple((int(part) if part.isdecimal() else 0, part) for part in number.split("."))


def _applies(rule: Rule, entry: Entry) -> bool:
    claim = entry.award.claim
    if rule.applicants and claim.applicant is not None and claim.applicant not in rule.applicants:
        return False
    return not (rule.in_principle and claim.exception)


def _near(own: Policy, other: Policy) -> bool:
    """Return whether a policy is of the document's own place or of one that contains it."""
    if other.level is Level.NATION:
        return True
    if Level.PROVINCE in {own.level, other.level}:
        return other.province == own.province
    return other.region == own.region
