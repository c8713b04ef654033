"""What is wrong with awards that are to be stacked together, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.in_words import label
from aipolicy.errors import Fault
from aipolicy.errors.fault import shown
from aipolicy.stacking.basis import ProvisionId
from aipolicy.stacking.entries import Identified, Identity
from aipolicy.stacking.requirements import AWARDS, TELL_APART, named_in_part, repeated

HISTORY = "history"

Given = Mapping[str, Sequence[Award]]
"""What was paid before and the awards, under the names by which faults call them."""


def strangers(given: Mapping[str, Sequence[object]]) -> Iterator[Fault]:
    """Yield what is not an award; nothing else can be checked until that is mended."""
    for name, awards in given.items():
        for number, award in enumerate(awards, start=1):
            if not isinstance(award, Award):
                cure = "give awards, as from clause.award(...) or Award.recorded(...)"
                yield Fault(f"{name}[{number}]", shown(award), "it is no award", cure)


def faults_of(
    called: str,
    given: Given,
    identities: Mapping[str, Identified],
    unknown: Mapping[ProvisionId, Fault],
) -> Iterator[Fault]:
    """Yield what forbids to stack awards, each named by its place, counted from 1.

    Claimants named only in part, a history dated after every claim or without a sum, unknown
    clauses, and two awards with one identity.

    Args:
        called: what the awards are called in `given`.
        given: what was paid before, and the awards.
        identities: the same awards by their provisions, with their identities.
        unknown: the provisions that the library does not have, each with its fault.
    """
    yield from _unnamed({called: given[called], HISTORY: given[HISTORY]})
    yield from _too_late(given[called], given[HISTORY])
    yield from _without_sum(given[HISTORY])
    if unknown:
        yield from _without_basis(given, unknown)
    if not _all_differ(given, identities):
        yield from _repeated(given, identities)


def _unnamed(given: Given) -> Iterator[Fault]:
    """Yield the awards without a claimant, where others name theirs."""
    unnamed = [
        f"{name}[{number}].claimant"
        for name, awards in given.items()
        for number, award in enumerate(awards, start=1)
        if not award.claim.claimant
    ]
    if named_in_part(len(unnamed), sum(map(len, given.values()))):
        for where in unnamed:
            yield Fault(where, "(missing)", *AWARDS.claimants_named)


def _too_late(new: Sequence[Award], history: Sequence[Award]) -> Iterator[Fault]:
    last = max((award.claim.on for award in new), default=None)
    for number, award in enumerate(history, start=1):
        on = award.claim.on
        if last is not None and on > last:
            yield Fault(f"{HISTORY}[{number}].on", str(on), *AWARDS.history_in_time(last))


def _without_sum(history: Sequence[Award]) -> Iterator[Fault]:
    """Yield what cannot have been paid: its sum is not determined."""
    for number, award in enumerate(history, start=1):
        if award.amount is None:
            where = f"{HISTORY}[{number}].amount"
            yield Fault(where, "(not determined)", *AWARDS.history_with_sums)


def _without_basis(given: Given, unknown: Mapping[ProvisionId, Fault]) -> Iterator[Fault]:
    """Yield the awards of an unknown policy or clause."""
    for name, awards in given.items():
        for number, award in enumerate(awards, start=1):
            if why := unknown.get((award.policy, award.clause)):
                yield Fault(f"{name}[{number}].clause", award.clause, why.limit, why.cure)


def _all_differ(given: Given, identities: Mapping[str, Identified]) -> bool:
    """Return whether no two awards are the same one."""
    distinct = {
        (id_, identity)
        for by_provision in identities.values()
        for id_, awards in by_provision.items()
        for identity, _ in awards
    }
    return len(distinct) == sum(map(len, given.values()))


def _repeated(given: Given, identities: Mapping[str, Identified]) -> Iterator[Fault]:
    """Yield the awards that are the same as one before them."""
    identity_of: dict[int, tuple[ProvisionId, Identity]] = {
        id(award): (id_, identity)
        for by_provision in identities.values()
        for id_, awards in by_provision.items()
        for identity, award in awards
    }
    placed = (
        ((name, number, award), identity_of[id(award)])
        for name, awards in given.items()
        for number, award in enumerate(awards, start=1)
    )
    for (name, number, award), (others, other_number, _) in repeated(placed):
        cure = TELL_APART if name == others else "leave out what was paid already"
        limit = f"it is the same award as {others}[{other_number}]"
        yield Fault(f"{name}[{number}]", label(award), limit, cure)
