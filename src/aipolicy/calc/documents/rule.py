"""One rule on combining awards, as data.

A rule states which awards form a group, which of them it binds, its effect, and the article that
states it. It refers to no award: the resolver applies rules to awards.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from aipolicy.calc.documents.terms import Applicant, Level, Per


class By(StrEnum):
    """What awards share to be in one group: the claimant, the subject, the contract ..."""

    CLAIMANT = "claimant"
    SUBJECT = "subject"
    CONTRACT = "contract"
    CONTENT = "content"
    INVOICE = "invoice"
    YEAR = "year"
    ITEM = "item"
    """The contract; where none is named, the claimant and the subject."""


class Effect(StrEnum):
    """What happens to awards that meet in one group."""

    HIGHER = "higher"
    """One is paid: the higher."""
    CHOICE = "choice"
    """One is paid; the applicant chooses which."""
    BARRED = "barred"
    """One is paid; an award received first bars the rest, however high."""
    LOST = "lost"
    """The document's own awards are lost if another award meets them."""
    REPLACED = "replaced"
    """The other policy's award replaces the document's own, even if lower."""
    ONCE = "once"
    """One award of each clause, ever."""
    CAPPED = "capped"
    """All are paid, together at most the joint cap."""
    TIER = "tier"
    """One award of each clause and tier, ever."""
    YEARS = "years"
    """Awards of so many years are paid, the first ones."""
    HELD = "held"
    """A measure of a claim, such as its square metres, is held over the year."""


class CountsBy(StrEnum):
    """What counts as one policy inside the document; its awards do not exclude each other."""

    CLAUSE = "clause"
    ARTICLE = "article"


ANY_LEVEL = frozenset(Level)
"""Policies of every level."""

NO_LEVEL: frozenset[Level] = frozenset()
"""No other policies."""

ANY_PER: frozenset[Per] = frozenset()
"""Clauses of every `per`."""

CHOOSING = frozenset({Effect.HIGHER, Effect.CHOICE, Effect.BARRED})
"""The effects under which one award of a group is paid."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How much the awards of one group may come to together.

    Either `most` yuan, or a `share` of the figure `of` that the claims state in their `bases` or
    the awards in their facts, or the figure `of` of the clause itself (`of_clause`), or what the
    clause gives on the one figure that all of them claim (`of_one_figure`).

    Attributes:
        most: the cap in yuan, or None.
        share: the share of the figure, exact; 1 is the whole.
        of: the name of the figure.
        of_clause: whether the figure is the clause's own.
        of_one_figure: whether it is the largest sum of an award of the group before anything else
            is held against it.
        same_facts: whether awards with other facts claim another figure, for `of_one_figure`.

    >>> Joint(most=Decimal(1_000_000)).most
    Decimal('1000000')
    >>> Joint(share=Decimal("0.50"), of="contract_cost").of
    'contract_cost'
    """

    most: Decimal | None = None
    share: Decimal = Decimal(1)
    of: str = ""
    of_clause: bool = False
    of_one_figure: bool = False
    same_facts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule on combining awards.

    Attributes:
        name: its name inside the document.
        article: the article that states it.
        zh: the rule in short, in Chinese.
        en: the rule in short, in English.
        group_by: what awards must share to meet under it. An award that does not name it does not
            meet others; if no award names a claimant, all belong to one claimant.
        effect: what happens to awards that meet.
        inside: whether awards of the document meet each other.
        clauses: the numbers of the clauses it binds; all if empty.
        per: it binds clauses whose sums are for one of these, such as PROJECT; all if empty.
        counts_by: what counts as one policy inside the document.
        counted_as_one: clauses that count as one policy, for this rule.
        levels: the levels of the other policies whose awards it meets; none if empty.
        any_place: whether it meets policies of other regions too.
        same_kind: it meets only policies of the same kind (True) or of other kinds (False).
        names: the names of the other policies, if they are a closed list.
        top_up: whether the difference to a higher award is payable after the lower was paid.
        applicants: the kinds of applicant it binds; all if empty. It binds unstated kinds too.
        in_principle: whether it does not bind claims that state an exception.
        cap: the joint cap, for `Effect.CAPPED`.
        years: of how many years awards are paid, for `Effect.YEARS`.
        in_a_row: whether a year that was missed is lost, for `Effect.YEARS`.

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
    years: int = 0
    in_a_row: bool = False

    @property
    def allows_top_up(self) -> bool:
        """Whether a difference is payable; never if an award received first bars the rest."""
        return self.top_up and self.effect in {Effect.HIGHER, Effect.CHOICE}


@dataclass(frozen=True, slots=True, eq=False)
class CitedRule:
    """A rule, and the id of its document."""

    policy: str
    rule: Rule

    @property
    def id(self) -> str:
        """The document's id and the rule's name, joined by a slash."""
        return f"{self.policy}/{self.rule.name}"
