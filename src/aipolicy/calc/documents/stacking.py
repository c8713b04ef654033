"""All rules of a document on combining awards, and their readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from aipolicy.calc.documents.numbering import article_of
from aipolicy.calc.documents.rule import NO_LEVEL, CountsBy, Rule
from aipolicy.calc.documents.terms import HowOften, Level, Per
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import Code, InvalidClause, fault


@dataclass(frozen=True, slots=True)
class Together:
    """Awards that the document grants together, regardless of other rules.

    Attributes:
        article: the article that states it.
        clauses: the numbers of the clauses granted together; one if it is granted on top of other
            money.
        on: the levels of the policies on whose money the clause is granted.
        reading: the only reading of the clause under which this holds; None for all.
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


class NamedReading(Protocol):
    """What readings of rules and of clauses have in common: a name, and words for it."""

    @property
    def name(self) -> str:
        """The name that chooses it in a call."""
        ...

    @property
    def zh(self) -> str:
        """What it says, in Chinese."""
        ...

    @property
    def en(self) -> str:
        """What it says, in English."""
        ...


@dataclass(frozen=True, slots=True)
class RuleReading:
    """Another reading of a document's rules.

    Attributes:
        name: the name that chooses it in a call.
        zh: what it says, in Chinese.
        en: what it says, in English.
        changes: changed attributes by the name of the rule; None drops the rule.
        apart: clauses that it no longer grants together.
        gross_caps: whether joint caps count what awards come to, and not what is paid.
    """

    name: str
    zh: str
    en: str
    changes: Mapping[str, Mapping[str, object] | None]
    apart: tuple[str, ...] = ()
    gross_caps: bool = False


@dataclass(frozen=True, slots=True)
class Stacking:
    """A document's rules on combining awards; without rules the document is silent.

    Attributes:
        rules: the rules, in the order of the document.
        together: awards that the document grants together.
        readings: the other readings of the rules.
        in_stages: once-only provisions claimed in stages; their cap holds for all stages.
        how_often: how often clauses pay, by number, where a call reads it otherwise.
        per: to what the sums of clauses belong, likewise.
        gross_caps: whether joint caps count what awards come to, though part of it was paid before
            by what they replace; by default they count what the document pays, now and before.

    Raises:
        InvalidClause: a reading changes a rule or an attribute that does not exist.

    >>> Stacking().silent
    True
    """

    rules: tuple[Rule, ...] = ()
    together: tuple[Together, ...] = ()
    readings: tuple[RuleReading, ...] = ()
    in_stages: tuple[str, ...] = ()
    how_often: Mapping[str, HowOften] = ReadOnly({})
    per: Mapping[str, Per] = ReadOnly({})
    gross_caps: bool = False

    def __post_init__(self) -> None:
        for reading in self.readings:
            for name, changes in reading.changes.items():
                if name not in {rule.name for rule in self.rules}:
                    raise InvalidClause(fault(Code.DEFINITION_NO_RULE, reading.name, rule=name))
                wrong = set(changes or ()) - set(Rule.__slots__)
                if wrong:
                    names = tuple(sorted(wrong))
                    raise InvalidClause(
                        fault(Code.DEFINITION_RULE_ATTRIBUTE, reading.name, names=names)
                    )

    @property
    def silent(self) -> bool:
        """Whether the text has no rule on combining awards."""
        return not self.rules

    @property
    def named_readings(self) -> Mapping[str, RuleReading]:
        """The readings by name, with `no_top_up` and `gross_caps`, which every document has."""
        of_all = self._no_top_up(), _GROSS_CAPS
        return {reading.name: reading for reading in (*self.readings, *of_all)}

    def read_as(self, names: Iterable[str]) -> Stacking:
        """Return the same rules under other readings, by name.

        The result has no further readings.

        >>> Stacking().read_as(["no_top_up"]) == Stacking()
        True
        """
        rules: dict[str, Rule] = {rule.name: rule for rule in self.rules}
        together: tuple[Together, ...] = self.together
        gross_caps = self.gross_caps
        known = self.named_readings
        for reading in (known[name] for name in known if name in set(names)):
            for name, changes in reading.changes.items():
                if changes is None:
                    rules.pop(name, None)
                elif name in rules:
                    rules[name] = _changed(rules[name], dict(changes))
            together = _without(together, reading.apart)
            gross_caps |= reading.gross_caps
        return replace(
            self,
            rules=tuple(rules.values()),
            together=together,
            readings=(),
            gross_caps=gross_caps,
        )

    def _no_top_up(self) -> RuleReading:
        return RuleReading(
            "no_top_up",
            zh="先领较低的，不补差额",
            en="where the lower was paid first, the difference is not payable",
            changes={rule.name: {"top_up": False} for rule in self.rules},
        )


_GROSS_CAPS = RuleReading(
    "gross_caps",
    zh="合计上限按各项应得全额计算，其中抵扣的他项已领金额也计入",
    en="joint caps count awards in full, also what was paid before by what they replace",
    changes={},
    gross_caps=True,
)

SILENT = Stacking()
"""A text without a rule on combining awards."""


def _changed(rule: Rule, changes: dict[str, Any]) -> Rule:
    """Return a rule with other attributes."""
    return replace(rule, **changes)


def _without(together: tuple[Together, ...], apart: tuple[str, ...]) -> tuple[Together, ...]:
    return tuple(one for one in together if not set(one.clauses) & set(apart))


def policies_inside(
    rule: Rule, stacking: Stacking, numbers: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return for each clause number what counts as its policy under a rule.

    A policy is a clause, or an article if the rule counts by articles; those that the rule or the
    document joins are one. A policy is named by its clauses or articles.

    >>> from aipolicy.rules.dalian_2025_draft import STACKING
    >>> found = policies_inside(STACKING.rules[0], STACKING, ["5.1", "5.2", "5.3"])
    >>> found["5.1"] is found["5.2"], found["5.3"]
    (True, frozenset({'5.3'}))
    """
    by_article = rule.counts_by is CountsBy.ARTICLE
    joined: dict[str, frozenset[str]] = {}
    for group in (*rule.counted_as_one, *(together.clauses for together in stacking.together)):
        named = frozenset(article_of(number) if by_article else number for number in group)
        named = named.union(*(joined[one] for one in named if one in joined))
        joined |= dict.fromkeys(named, named)
    alone = {number: article_of(number) if by_article else number for number in numbers}
    return {number: joined.get(one, frozenset({one})) for number, one in alone.items()}
