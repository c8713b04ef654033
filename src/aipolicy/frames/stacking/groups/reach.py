"""Which kinds of rows a rule reaches, and how it treats pairs of them.

Both are what the resolver for awards itself says of one award of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from aipolicy.calc.documents.rule import By, Effect, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.entry import Entry, bound, met
from aipolicy.calc.stacking.ties import ties_between
from aipolicy.frames.arrow import Truths
from aipolicy.frames.stacking.groups.group_ids import Grouping


@dataclass(frozen=True, slots=True)
class Reach:
    """The kinds that a rule binds, which are of its own document, and those that it meets."""

    ours: Sequence[int]
    theirs: Sequence[int]


@dataclass(frozen=True, slots=True)
class ReachedRows:
    """A rule and the rows that it reaches.

    Attributes:
        id: the id of the rule.
        rule: the rule.
        reach: the kinds that it binds and meets.
        grouping: the rows of these kinds that have a sum and a group, and their groups.
        own: which of these rows the rule binds.
    """

    id: str
    rule: Rule
    reach: Reach
    grouping: Grouping
    own: Truths


@dataclass(frozen=True, slots=True)
class Pairs:
    """How the kinds that a rule of exclusion reaches relate to each other.

    Attributes:
        policies: for each kind of the document the number of what counts as one policy; kinds of
            one number do not exclude each other.
        exempt: which of the other kinds at least one kind of the document does not exclude.
    """

    policies: Sequence[int]
    exempt: Sequence[bool]


def reach_of(rule: Rule, policy: Policy, entries: Sequence[Entry]) -> Reach:
    """Return the kinds that a rule of a document binds and meets; `entries` has one of each."""
    ours: list[int] = []
    theirs: list[int] = []
    for number, entry in enumerate(entries):
        if entry.policy is policy:
            if (not rule.clauses or entry.number in rule.clauses) and bound(rule, entry):
                ours.append(number)
        elif rule.levels and rule.effect is not Effect.ONCE and met(rule, policy, entry):
            theirs.append(number)
    return Reach(ours, theirs)


def pairs_of(
    rule: Rule, ours: Sequence[Entry], theirs: Sequence[Entry], stackings: Mapping[str, Stacking]
) -> Pairs:
    """Return how the kinds that a rule binds relate to each other and to those that it meets.

    Their awards are put into one group and tied, as if the higher of them were to be paid.
    """
    asked = replace(rule, group_by=(By.CLAIMANT,), effect=Effect.HIGHER, inside=True)
    entries = [replace(entry, index=at) for at, entry in enumerate((*ours, *theirs))]
    read = {id_: replace(one, rules=(), readings=()) for id_, one in stackings.items()}
    own = ours[0].policy.id if ours[0].policy else ""
    read[own] = replace(read[own], rules=(asked,))
    found = ties_between(entries, read)
    apart = {
        (min(pair), max(pair))
        for cited, sides in found.opposed
        if cited.rule is asked
        for one, other in combinations(sides, 2)
        for pair in product(one, other)
    }
    for cited, members in found.exclusions:
        if cited.rule is asked:
            apart |= set(combinations(sorted(members), 2))
    policies: list[int] = []
    for at in range(len(ours)):
        alike = (one for one in range(at) if (one, at) not in apart)
        policies.append(next((policies[one] for one in alike), at))
    exempt = [
        any((one, at) not in apart for one in range(len(ours)))
        for at in range(len(ours), len(entries))
    ]
    return Pairs(policies, exempt)
