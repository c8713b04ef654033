"""An award as the rules see it: its document, its clause, its sum in fen, and its groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from aipolicy.calc.awards.award import Award
from aipolicy.calc.documents.numbering import article_of, place
from aipolicy.calc.documents.rule import By, Rule
from aipolicy.calc.documents.terms import HowOften, Level, Per
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.names import name_key

if TYPE_CHECKING:
    from aipolicy.calc.awards.claim import Claim
    from aipolicy.calc.clause import AnyClause
    from aipolicy.calc.policy import Policy
    from aipolicy.calc.values.quantity import FactValue

Key: TypeAlias = tuple[str | int | None, ...]
"""What names a group under a rule; none of its values is None."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An award, or a sum paid before, with what the rules ask about it.

    Attributes:
        index: its position: sums paid before come first, then awards in document order.
        award: the award itself.
        fen: its sum, or the most that the authority may fix, in fen.
        before: whether it was paid before.
        policy: its policy, None outside the library.
        clause: its clause, None outside the library or where the provision fixes no money.
        number: the number of its clause, empty outside the library.
        instrument: its form, such as cash or vouchers.
        shown: the facts that history shows instead of those declared, by name.
    """

    index: int
    award: Award
    fen: int
    before: bool
    policy: Policy | None
    clause: AnyClause | None
    number: str
    instrument: str
    shown: Mapping[str, FactValue] = ReadOnly({})

    @property
    def level(self) -> Level | None:
        """The level of government that grants it."""
        return self.policy.level if self.policy else self.award.level

    @property
    def per(self) -> Per | None:
        """What its sum is for: a beneficiary unit, an enterprise, a project, ..."""
        return self.clause.per if self.clause else self.award.per

    @property
    def how_often(self) -> HowOften | None:
        """How often its clause pays."""
        return self.clause.how_often if self.clause else self.award.how_often

    @property
    def article(self) -> str:
        """The number of its article."""
        return article_of(self.number)

    @property
    def place(self) -> tuple[object, ...]:
        """The place of its provision in document order; policies outside the library come last."""
        if self.policy is None:
            return True, name_key(self.award.clause)
        return False, self.policy.id, place(self.number), self.award.clause


def bound(rule: Rule, entry: Entry) -> bool:
    """Return whether a rule of the entry's own document binds it, given that it names its clause.

    Which awards share a group with it is another question; see `group_keys`.
    """
    if rule.per and entry.per not in rule.per:
        return False
    return _applies(rule, entry)


def bound_entries(rule: Rule, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Return those of a document's own awards that its rule binds."""
    if not rule.per and not rule.applicants and not rule.in_principle:
        return entries
    return [entry for entry in entries if bound(rule, entry)]


def met(rule: Rule, own: Policy, entry: Entry) -> bool:
    """Return whether a rule of a document meets an award of another policy."""
    if entry.level not in rule.levels:
        return False
    if rule.same_kind is not None and entry.award.same_kind is not rule.same_kind:
        return False
    if rule.names and name_key(entry.award.clause) not in map(name_key, rule.names):
        return False
    if rule.per and entry.per is not None and entry.per not in rule.per:
        return False
    if entry.policy is not None and not rule.any_place and not _near(own, entry.policy):
        return False
    return _applies(rule, entry)


def group_keys(group_by: tuple[By, ...], claim: Claim) -> Sequence[Key]:
    """Return the keys of the groups to which a claim belongs; none where it names no such thing.

    >>> from datetime import date
    >>> from aipolicy.calc.awards.claim import Claim
    >>> group_keys((By.SUBJECT, By.YEAR), Claim(on=date(2024, 6, 1), subject="水下检测线"))
    [('水下检测线', 2024)]
    >>> group_keys((By.SUBJECT,), Claim(on=date(2024, 6, 1)))
    []
    """
    if By.INVOICE in group_by:
        values = [_invoices(claim) if by == By.INVOICE else (_VALUE[by](claim),) for by in group_by]
        return [key for key in product(*values) if None not in key]
    key = tuple([_VALUE[by](claim) for by in group_by])
    return [] if None in key else [key]


class GroupKeys:
    """The group keys of many claims, each computed once.

    >>> from datetime import date
    >>> from aipolicy.calc.awards.claim import Claim
    >>> keys = GroupKeys().by((By.SUBJECT,))
    >>> keys(Claim(on=date(2024, 6, 1), subject="水下检测线"))
    (('水下检测线',),)
    """

    def __init__(self) -> None:
        self._known: dict[tuple[By, ...], Callable[[Claim], Sequence[Key]]] = {}

    def by(self, group_by: tuple[By, ...]) -> Callable[[Claim], Sequence[Key]]:
        """Return the function from a claim, while it exists, to its group keys."""
        return self._known.setdefault(group_by, _cached_keys(group_by))


def _cached_keys(group_by: tuple[By, ...]) -> Callable[[Claim], Sequence[Key]]:
    known: dict[int, Sequence[Key]] = {}

    def keys(claim: Claim) -> Sequence[Key]:
        found = known.get(id(claim))
        if found is None:
            found = known[id(claim)] = tuple(group_keys(group_by, claim))
        return found

    return keys


def _invoices(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(name_key, claim.invoices)))


def year_of(claim: Claim) -> int:
    """Return the year to which a claim's sum belongs."""
    return claim.year or claim.on.year


def whose(claim: Claim) -> tuple[str, str]:
    """Return whose a claim is and for what, as names are compared; empty where it names none.

    >>> from datetime import date
    >>> from aipolicy.calc.awards.claim import Claim
    >>> whose(Claim(on=date(2024, 6, 1), subject="水下检测线（一期）"))
    ('', '水下检测线(一期)')
    """
    return name_key(claim.claimant or ""), name_key(claim.subject or "")


def _item(claim: Claim) -> str | None:
    """Return the contract, or the claimant and the subject where none is named."""
    if contract := name_key(claim.contract or ""):
        return contract
    claimant, subject = whose(claim)
    return f"\n{claimant}\n{subject}" if subject else None


_VALUE: Mapping[By, Callable[[Claim], str | int | None]] = {
    By.CLAIMANT: lambda claim: name_key(claim.claimant or ""),
    By.YEAR: year_of,
    By.SUBJECT: lambda claim: name_key(claim.subject or "") or None,
    By.CONTRACT: lambda claim: name_key(claim.contract or "") or None,
    By.CONTENT: lambda claim: name_key(claim.content or "") or None,
    By.ITEM: _item,
}


def _applies(rule: Rule, entry: Entry) -> bool:
    """Return whether a rule holds for the applicant and the exception of a claim."""
    claim = entry.award.claim
    if rule.applicants and claim.applicant is not None and claim.applicant not in rule.applicants:
        return False
    return not (rule.in_principle and claim.exception)


def _near(own: Policy, other: Policy) -> bool:
    """Return whether a policy is of the document's own region or of one that contains it."""
    if other.level is Level.NATION:
        return True
    if Level.PROVINCE in {own.level, other.level}:
        return other.province == own.province
    return other.region == own.region
