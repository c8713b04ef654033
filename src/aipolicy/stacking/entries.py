"""Awards as the resolver takes them: each with its legal basis, in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TypeAlias

from aipolicy.calc.awards.award import Award
from aipolicy.calc.documents.numbering import place
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.in_order import time_order
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.names import name_key
from aipolicy.stacking.basis import LegalBasis, ProvisionId, legal_bases

Identity: TypeAlias = tuple[
    date,
    tuple[str, ...],
    str,
    int,
    tuple[str, ...],
    tuple[tuple[str, bool | int | Decimal], ...],
    Decimal,
]
"""What tells awards under one provision apart; its order is that of the entries."""

Identified: TypeAlias = Mapping[ProvisionId, Sequence[tuple[Identity, Award]]]
"""Awards by their provisions, each with its identity."""


def identified(awards: Iterable[Award]) -> Identified:
    """Return awards by their provisions, each with what tells it apart from others of it."""
    found: dict[ProvisionId, list[tuple[Identity, Award]]] = {}
    for award in awards:
        id_ = award.policy, award.clause if award.policy else name_key(award.clause)
        if id_ in found:
            found[id_].append((_identity(award), award))
        else:
            found[id_] = [(_identity(award), award)]
    return found


def entries(
    new: Identified, history: Identified, bases: Mapping[ProvisionId, LegalBasis]
) -> list[Entry]:
    """Return what was paid before, then the awards, each in document order."""
    found: list[Entry] = []
    for by_provision, before in ((history, True), (new, False)):
        for id_ in sorted(by_provision, key=_place):
            awards = sorted(by_provision[id_], key=itemgetter(0))
            found += _entries(bases[id_], (award for _, award in awards), len(found), before=before)
    return found


def entries_of(new: Iterable[Award], history: Iterable[Award] = ()) -> list[Entry]:
    """Return awards of known provisions as entries, as `entries` does.

    >>> from aipolicy import Claim
    >>> claim = Claim(on=date(2024, 6, 1))
    >>> awards = [Award.recorded(f"langfang_2023/{number}", 1, claim) for number in ("10.1", "2.1")]
    >>> [entry.number for entry in entries_of(awards)]
    ['2.1', '10.1']
    """
    given = identified(new), identified(history)
    bases, _ = legal_bases(id_ for by_provision in given for id_ in by_provision)
    return entries(*given, bases)


def places_in_time(entries: Iterable[Entry], awards: Sequence[Award]) -> list[int]:
    """Return the indices of the entries of awards in order of time; then their order counts.

    >>> from aipolicy import Claim
    >>> claim = Claim(on=date(2024, 6, 1))
    >>> awards = [Award.recorded(f"langfang_2023/{number}", 1, claim) for number in ("10.1", "2.1")]
    >>> places_in_time(entries_of(awards), awards)
    [1, 0]
    """
    index_of = {id(entry.award): entry.index for entry in entries}
    return [index_of[id(awards[place])] for place in time_order(one.claim for one in awards)]


def _entries(
    basis: LegalBasis, awards: Iterable[Award], first: int, *, before: bool
) -> Iterator[Entry]:
    """Yield the awards of one provision as entries, the index of the first being given."""
    policy, clause, instrument = basis
    for index, award in enumerate(awards, start=first):
        sum_ = award.most if award.amount is None else award.amount
        numerator, denominator = sum_.as_integer_ratio()
        yield Entry(
            index=index,
            award=award,
            fen=numerator * 100 // denominator,
            before=before,
            policy=policy,
            clause=clause,
            number="" if policy is None else award.clause.partition("/")[2],
            instrument=instrument or award.instrument,
        )


def _place(id_: ProvisionId) -> tuple[object, ...]:
    """Return the place of a provision: by document, policies outside the library last."""
    policy, clause = id_
    return policy is None, policy or "", place(clause.partition("/")[2]) if policy else (), clause


def _identity(award: Award) -> Identity:
    claim = award.claim
    named = (claim.claimant, claim.subject, claim.contract, claim.content)
    facts = tuple(sorted(award.facts.items())) if award.facts else ()
    return (
        claim.on,
        tuple([name_key(name) if name else "" for name in named]),
        "" if award.policy else award.level or "",
        claim.year or 0,
        tuple(map(name_key, claim.invoices)),
        facts,
        ZERO if facts else award.most,
    )
