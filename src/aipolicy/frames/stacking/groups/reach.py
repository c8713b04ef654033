"""How a rule reads pairs of kinds: what the resolver itself says of one award of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from aipolicy.calc.documents.rule import By, Effect, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.ties import tie


@dataclass(frozen=True, slots=True)
class Pairs:
    """How kinds stand to each other under a rule that excludes.

    Attributes:
        counted: for each kind of the document a number for what counts as one policy; kinds of
            one number do not exclude each other.
        lifted: the kinds of others that some kind of the document stands beside all the same.
    """

    counted: Sequence[int]
    lifted: Sequence[bool]


def pairs(
    rule: Rule, ours: Sequence[Entry], theirs: Sequence[Entry], stackings: Mapping[str, Stacking]
) -> Pairs:
    """Return how the kinds that a document's rule binds stand to each other and to those it meets.

    Their awards are put into one unit and tied, as if the higher of them were to be paid.
    """
    asked = replace(rule, group_by=(By.CLAIMANT,), effect=Effect.HIGHER, inside=True)
    entries = [replace(entry, index=at) for at, entry in enumerate((*ours, *theirs))]
    read = {id_: replace(one, rules=(), readings=()) for id_, one in stackings.items()}
    own = ours[0].policy.id if ours[0].policy else ""
    read[own] = replace(read[own], rules=(asked,))
    found = tie(entries, read)
    apart = {pair for pair, cited in found.conflicts.items() if any(c.rule is asked for c in cited)}
    for cited, members in found.exclusions:
        if cited.rule is asked:
            apart |= set(combinations(sorted(members), 2))
    counted: list[int] = []
    for at in range(len(ours)):
        alike = (one for one in range(at) if (one, at) not in apart)
        counted.append(next((counted[one] for one in alike), at))
    lifted = [
        any((one, at) not in apart for one in range(len(ours)))
        for at in range(len(ours), len(entries))
    ]
    return Pairs(counted, lifted)
