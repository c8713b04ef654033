"""Rules on what may stand beside what, as data.

A rule says for which unit it holds, between which awards, with what effect, and where its words
stand. It knows no award: `ties` reads rules and awards together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.errors import InvalidClause


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


class Measured(StrEnum):
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
        unit: what awards must share to meet under it. An award that does not name it is not
            reached; where no award names a claimant, all are one claimant's.
        effect: what happens where awards meet.
        inside: whether awards of the document meet each other.
        clauses: the numbers of the clauses it binds; all where empty.
        per: the units of the clauses it binds, such as PROJECT; all where empty.
        measured: what counts as one policy inside the document.
        groups: clauses that count as one policy, for this rule.
        levels: the levels of the other policies whose awards it meets; none where empty.
        any_place: whether policies of other regions are met too.
        same_kind: only other policies of the same kind (True) or of other kinds (False).
        names: the names of the other policies, where they are a closed list.
        top_up: whether the difference to a higher award is payable where the lower was paid.
        applicants: the kinds of applicant it binds; all where empty. One not stated is bound.
        in_principle: whether a claim that states an exception is not reached.
        cap: the joint cap, for `Effect.CAPPED`.

    >>> Rule(name="closing", article="附则", zh="同一项目就高", en="one project, the higher",
    ...     unit=(By.SUBJECT,), effect=Effect.HIGHER).top_up
    True
    """

    name: str
    article: str
    zh: str
    en: str
    unit: tuple[By, ...]
    effect: Effect
    inside: bool = True
    clauses: tuple[str, ...] = ()
    per: frozenset[Per] = ANY_PER
    measured: Measured = Measured.CLAUSE
    groups: tuple[tuple[str, ...], ...] = ()
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


@dataclass(frozen=True, slots=True)
class Together:
    """Awards that are made to stand together, whatever a rule says.

    Attributes:
        article: where the words stand.
        clauses: the numbers of the clauses given together; one where it stands on other money.
        on: the levels of the policies on whose money the clause stands.
        reading: the clause's reading under which alone this holds.
        zh: the reason in short, in Chinese.
        en: the reason in short, in English.

    >>> Together("3", ("3.2", "3.3"), zh="同时给予", en="given together").on
    frozenset()
    """

    article: str
    clauses: tuple[str, ...]
    zh: str
    en: str
    on: frozenset[Level] = NO_LEVEL
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class RuleReading:
    """Another way to read a document's rules, by name.

    Attributes:
        name: the name by which a call chooses it.
        zh: what it says, in Chinese.
        en: what it says, in English.
        changes: what differs, by the rule's name and its attribute; None drops the rule.
        apart: clauses that no longer stand together under it.
    """

    name: str
    zh: str
    en: str
    changes: Mapping[str, Mapping[str, object] | None]
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stacking:
    """A document's rules on standing together; without any the document is silent.

    Attributes:
        rules: the rules, in the order of the document.
        together: what is made to stand together.
        readings: the other ways to read the rules.
        in_stages: once-only measures claimed in several parts: their cap holds for all parts.

    Raises:
        InvalidClause: a reading changes a rule or an attribute that does not exist.

    >>> Stacking().silent
    True
    """

    rules: tuple[Rule, ...] = ()
    together: tuple[Together, ...] = ()
    readings: tuple[RuleReading, ...] = ()
    in_stages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for reading in self.readings:
            for name, changes in reading.changes.items():
                if name not in {rule.name for rule in self.rules}:
                    raise InvalidClause(f"{reading.name}: there is no rule {name}; name a rule")
                wrong = set(changes or ()) - set(Rule.__slots__)
                if wrong:
                    raise InvalidClause(
                        f"{reading.name}: a rule has no {', '.join(sorted(wrong))}; "
                        "name its attributes"
                    )

    @property
    def silent(self) -> bool:
        """Whether the text has no rule on standing together."""
        return not self.rules

    @property
    def named_readings(self) -> Mapping[str, RuleReading]:
        """The readings by name, with `no_top_up`, which every document has."""
        return {reading.name: reading for reading in (*self.readings, self._no_top_up())}

    def read_as(self, names: Iterable[str]) -> Stacking:
        """Return the same rules under other readings, each by its name.

        What is returned has been read: it has no further readings.

        >>> Stacking().read_as(["no_top_up"]) == Stacking()
        True
        """
        rules: dict[str, Rule] = {rule.name: rule for rule in self.rules}
        together: tuple[Together, ...] = self.together
        known = self.named_readings
        for reading in (known[name] for name in known if name in set(names)):
            for name, changes in reading.changes.items():
                if changes is None:
                    rules.pop(name, None)
                elif name in rules:
                    rules[name] = _changed(rules[name], dict(changes))
            together = _kept_together(together, reading.apart)
        return replace(self, rules=tuple(rules.values()), together=together, readings=())

    def _no_top_up(self) -> RuleReading:
        return RuleReading(
            "no_top_up",
            zh="先领较低的，不补差额",
            en="where the lower was paid first, the difference is not payable",
            changes={rule.name: {"top_up": False} for rule in self.rules},
        )


SILENT = Stacking()
"""A text without a rule on standing together."""


def _changed(rule: Rule, changes: dict[str, Any]) -> Rule:
    return replace(rule, **changes)


def _kept_together(together: tuple[Together, ...], apart: tuple[str, ...]) -> tuple[Together, ...]:
    return tuple(one for one in together if not set(one.clauses) & set(apart))
