"""What is wrong with awards that are to be stacked together, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from aipolicy.calc.awards.award import Award, is_provision_id
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.explanation.in_words import label
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import Shown, address
from aipolicy.stacking.basis import ProvisionId, legal_bases
from aipolicy.stacking.entries import Identified, Identity, identified
from aipolicy.stacking.requirements import named_in_part, repeated

HISTORY = "history"

Given = Mapping[str, Sequence[Award]]
"""What was paid before and the awards, under the names by which faults call them."""


def strangers(given: Mapping[str, Sequence[object]]) -> Iterator[Fault]:
    """Yield what is not an award; nothing else can be checked until that is mended."""
    for name, awards in given.items():
        for place, award in enumerate(awards):
            if not isinstance(award, Award):
                kind = type(award).__name__
                yield fault(Code.AWARD_TYPE, name, place, value=award, type=kind)


def placed(wrong: Fault, entries: Sequence[Entry], given: Given) -> Fault:
    """Return a fault whose path begins with an entry's index at the place of that award."""
    index, *rest = wrong.path
    award = entries[int(index)].award
    where = next(
        (name, place)
        for name, awards in given.items()
        for place, one in enumerate(awards)
        if one is award
    )
    return replace(wrong, path=(*where, *rest))


def faults_of(
    called: str,
    given: Given,
    identities: Mapping[str, Identified],
    unknown: Mapping[ProvisionId, Fault],
) -> Iterator[Fault]:
    """Yield what forbids to stack awards, each named by its place.

    Provisions of the library as policies outside it, claimants named only in part, a history
    dated after every claim or without a sum, unknown clauses, and two awards with one identity.

    Args:
        called: what the awards are called in `given`.
        given: what was paid before, and the awards.
        identities: the same awards by their provisions, with their identities.
        unknown: the provisions that the library does not have, each with its fault.
    """
    yield from _unnamed({called: given[called], HISTORY: given[HISTORY]})
    yield from _too_late(given[called], given[HISTORY])
    yield from _without_sum(given[HISTORY])
    yield from _not_outside(given)
    if unknown:
        yield from _without_basis(given, unknown)
    if not _all_differ(given, identities):
        yield from _repeated(given, identities)


def faults_among(called: str, awards: Sequence[Award]) -> Iterator[Fault]:
    """Yield what forbids to stack awards, whatever was paid before them."""
    identities = {called: identified(awards), HISTORY: identified(())}
    _, unknown = legal_bases(identities[called])
    yield from faults_of(called, {called: awards, HISTORY: ()}, identities, unknown)


def _unnamed(given: Given) -> Iterator[Fault]:
    """Yield the awards without a claimant, where others name theirs."""
    unnamed = [
        (name, place, "claimant")
        for name, awards in given.items()
        for place, award in enumerate(awards)
        if not award.claim.claimant
    ]
    if named_in_part(len(unnamed), sum(map(len, given.values()))):
        for where in unnamed:
            yield fault(Code.AWARD_NO_CLAIMANT, *where)


def _too_late(new: Sequence[Award], history: Sequence[Award]) -> Iterator[Fault]:
    last = max((award.claim.on for award in new), default=None)
    for place, award in enumerate(history):
        on = award.claim.on
        if last is not None and on > last:
            yield fault(Code.AWARD_TOO_LATE, HISTORY, place, "on", value=Shown(on), last=last)


def _without_sum(history: Sequence[Award]) -> Iterator[Fault]:
    """Yield what cannot have been paid: its sum is not determined."""
    for place, award in enumerate(history):
        if award.amount is None:
            yield fault(Code.AWARD_NOT_DETERMINED, HISTORY, place, "amount")


def _without_basis(given: Given, unknown: Mapping[ProvisionId, Fault]) -> Iterator[Fault]:
    """Yield the awards of an unknown policy or clause."""
    for name, awards in given.items():
        for place, award in enumerate(awards):
            if why := unknown.get((award.policy, award.clause)):
                where = replace(why, path=(name, place, "clause"))
                yield where.stating(value=award.clause)


def _not_outside(given: Given) -> Iterator[Fault]:
    """Yield the awards that a provision of the library gives as if from a policy outside it."""
    for name, awards in given.items():
        for place, award in enumerate(awards):
            if award.policy is None and is_provision_id(award.clause):
                value = award.clause
                yield fault(Code.AWARD_NOT_EXTERNAL, name, place, "clause", value=value)


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
    by_place = (
        ((name, place, award), identity_of[id(award)])
        for name, awards in given.items()
        for place, award in enumerate(awards)
    )
    for (name, place, award), (others, other_place, _) in repeated(by_place):
        code = Code.AWARD_SAME if name == others else Code.AWARD_PAID_ALREADY
        other = address((others, other_place))
        yield fault(code, name, place, value=Shown(label(award)), other=other)
