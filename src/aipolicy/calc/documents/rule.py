"""One rule on combining awards, as data.

A rule says for which group it holds, between which awards, with what effect, and where its words
stand. It knows no award: the resolver reads rules and awards together.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from aipolicy.calc.documents.terms import Applicant, Level, Per


class By(StrEnum):
    """What makes two awards belong to one unit: the same claimant, subject, contract ..."""

    CLAIMANT = "claimant"
    SUBJECT = "subject"
    CONTRACT = "contract"
    CONTENT = "content"
    INVOICE = "invoice"
    YEAR = "year"


class Effect(StrEnum):
    """What happens to awards that meet in one unit."""

    HIGHER = "higher"
    """One is paid, the higher."""
    CHOICE = "choice"
    """One is paid; the applicant chooses which."""
    BARRED = "barred"
    """One is paid; what was received first bars the rest, however much higher."""
    LOST = "lost"
    """The document's own awards are lost where another meets them."""
    REPLACED = "replaced"
    """The other policy's award is paid in the place of the document's own, though lower."""
    ONCE = "once"
    """One award of each clause, ever."""
    CAPPED = "capped"
    """All stand, together at most the joint cap."""


class CountsBy(StrEnum):
    """What counts as one policy inside the document: awards of it do not exclude each other."""

    CLAUSE = "clause"
    ARTICLE = "article"


ANY_LEVEL = frozenset(Level)
"""Policies of every level."""

NO_LEVEL: frozenset[Level] = frozenset()
"""No other policies at all."""

ANY_PER: frozenset[Per] = frozenset()
"""Clauses whatever the unit of their sums."""

CHOOSING = frozenset({Effect.HIGHER, Effect.CHOICE, Effect.BARRED})
"""The effects by which one award of a unit is paid."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How much awards of one unit may come to together.

    Either `most` yuan, or a `share` of the figure `of` that the claims state in their `bases`
    or the awards among their facts, or the figure `of` of the clause itself (`of_clause`).

    >>> Joint(most=Decimal(1_000_000)).most
    Decimal('1000000')
    >>> Joint(share=Decimal("0.50"), of="contract_cost").of
    'contract_cost'
    """

    most: Decimal | None = None
    share: Decimal = Decimal(1)
    of: str = ""
    of_clause: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule on standing together.

    Attributes:
        name: its name inside the document.
        article: where its words stand.
        zh: the rule in short, in Chinese.
        en: the rule in short, in English.
        group_by: what awards must share to meet under it. An award that does not name it is not
            reached; where no award names a claimant, all are one claimant's.
        effect: what happens where awards meet.
        inside: whether awards of the document meet each other.
        clauses: the numbers of the clauses it binds; all where empty.
        per: the units of the clauses it binds, such as PROJECT; all where empty.
        counts_by: what counts as one policy inside the document.
        counted_as_one: clauses that count as one policy, for this rule.
        levels: the levels of the other policies whose awards it meets; none where empty.
        any_place: whether policies of other regions are met too.
        same_kind: only other policies of the same kind (True) or of other kinds (False).
        names: the names of the other policies, where they are a closed list.
        top_up: whether the difference to a higher award is payable where the lower was paid.
        applicants: the kinds of applicant it binds; all where empty. One not stated is bound.
        in_principle: whether a claim that states an exception is not reached.
        cap: the joint cap, for `Effect.CAPPED`.

    >>> Rule(name="closing", article="附则", zh="同一项目就高", en="one project, the higher",
    ...     group_by=(By.SUBJECT,), effect=Effect.HIGHER).top_up
    True
    """

    name: str
    article: str
    zh: str
    en: str
    group_by: tuple[By, ...]
    effect: Effect
    inside: bool = True
    clauses: tuple[str, ...] = ()
    per: frozenset[Per] = ANY_PER
    counts_by: CountsBy = CountsBy.CLAUSE
    counted_as_one: tuple[tuple[str, ...], ...] = ()
    levels: frozenset[Level] = NO_LEVEL
    any_place: bool = False
    same_kind: bool | None = None
    names: tuple[str, ...] = ()
    top_up: bool = True
    applicants: frozenset[Applicant] = frozenset()
    in_principle: bool = False
    cap: Joint | None = None

    @property
    def allows_top_up(self) -> bool:
        """Whether a difference is payable: never where what was received bars the rest."""
        return self.top_up and self.effect in {Effect.HIGHER, Effect.CHOICE}


@dataclass(frozen=True, slots=True, eq=False)
class CitedRule:
    """A rule, and the id of the document it stands in."""

    policy: str
    rule: Rule

    @property
    def id(self) -> str:
        """The document's id and the rule's name."""
        return f"{self.policy}/{self.rule.name}"
