"""What is payable of several awards: 就高不重复 as each document states it, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import Code, Fault, InvalidStack, fault

Readings = Mapping[str, str | Sequence[str]]
"""Readings of the documents' stacking rules and of clauses: one name or several, by the id."""

AS_WRITTEN: Readings = ReadOnly({})
"""The default reading of every document."""


def stack(
    awards: Iterable[Award],
    history: Iterable[Award] = (),
    readings: Readings = AS_WRITTEN,
    *,
    in_order: bool = False,
) -> Resolution:
    """Return what is payable of awards that are claimed together, and why the rest is not.

    The result has the largest total; among equal totals the larger uncut sums; then document
    order. It is exact, and the order of the input does not matter.

    With `in_order` awards are decided one after another, each on what was paid before it, so that
    of two the later is the one that exceeds: by the day `on`, then by the day of payment where
    claims state it, then by their place among `awards`. It is as if `stack` were called with one
    award after another and what each was paid were recorded in `history`; sums of `history` count
    from their day on. Nothing is weighed against later awards, so there are no alternatives, and
    the total may be lower or higher than if all are claimed together; docs/stacking.md says why.

    Args:
        awards: computed, recorded, or from policies outside the library.
        history: what was paid before.
        readings: other readings of the documents' rules, by the document's id, and of how often
            a clause pays or to what its sum belongs, by the clause's id; docs/stacking.md lists
            the names of the rules' readings, `clause.frequency_readings` those of a clause.
        in_order: whether awards are decided in order of time.

    Raises:
        InvalidStack: two awards have one identity, a clause or a reading is unknown, the history
            is dated after every claim or has no sum, only some claimants are named, or a joint
            cap needs a figure that no claim states; all faults at once.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.

    >>> from datetime import date
    >>> from aipolicy import Claim, wan
    >>> from aipolicy.rules import harbin_2022 as harbin
    >>> claim = Claim(on=date(2023, 6, 1), claimant="冰城智造", subject="工业视觉平台")
    >>> ours = harbin.platform_operation.award(
    ...     claim, service_income=wan(300), serves_local_clients=True
    ... )
    >>> theirs = Award.external("省平台补助", wan(20), claim, level="province")
    >>> stack([ours, theirs]).total, stack([ours], history=[theirs]).total
    (Decimal('300000.00'), Decimal('100000.00'))
    >>> stack([theirs, ours], in_order=True).paid(ours), stack([ours, theirs], in_order=True).total
    (Decimal('100000.00'), Decimal('300000.00'))
    """
    return stack_called("awards", awards, history, readings, in_order=in_order)


def stack_called(
    called: str,
    awards: Iterable[Award],
    history: Iterable[Award],
    readings: Readings,
    *,
    in_order: bool = False,
) -> Resolution:
    """Return what `stack` returns; `called` is what faults call the awards.

    Raises:
        InvalidStack: as for `stack`.
        AwardsTooEntangled: as for `stack`.

    >>> stack_called("claims", [5], (), {})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidStack: stack: 1 fault
      claims[1]=5: expected an Award, got int; pass the result of clause.award(...) or ...
    """
    # Slow to load, and not needed by those who only compute.
    from aipolicy.calc.stacking.in_order import resolve_in_order  # noqa: PLC0415
    from aipolicy.calc.stacking.resolver import resolve  # noqa: PLC0415
    from aipolicy.stacking.basis import legal_bases  # noqa: PLC0415
    from aipolicy.stacking.checks import HISTORY, faults_of, placed, strangers  # noqa: PLC0415
    from aipolicy.stacking.entries import entries, identified, places_in_time  # noqa: PLC0415
    from aipolicy.stacking.rules import rules_as_read  # noqa: PLC0415

    rules = rules_as_read(readings)
    faults = [*rules.faults]
    given = {HISTORY: _listed(HISTORY, history, faults), called: _listed(called, awards, faults)}
    faults += strangers(given)
    if len(faults) > len(rules.faults):
        raise InvalidStack("stack", faults)
    identities = {name: identified(some) for name, some in given.items()}
    bases, unknown = legal_bases(id_ for by_id in identities.values() for id_ in by_id)
    faults += faults_of(called, given, identities, unknown)
    if faults:
        raise InvalidStack("stack", faults)
    found = entries(identities[called], identities[HISTORY], bases)
    try:
        if in_order:
            order = places_in_time(found, given[called])
            return resolve_in_order(found, order, rules.stackings, rules.chosen)
        return resolve(found, rules.stackings, rules.chosen)
    except InvalidStack as invalid:
        wrong = [placed(one, found, given) for one in invalid.faults]
        raise InvalidStack("stack", wrong) from None


def _listed(called: str, awards: object, faults: list[Fault]) -> tuple[Award, ...]:
    """Return awards as a tuple; a fault is added where they are not in a list or the like."""
    if _are_several(awards):
        return tuple(cast("Iterable[Award]", awards))
    faults.append(fault(Code.AWARDS_TYPE, called, value=awards, type=type(awards).__name__))
    return ()


def _are_several(awards: object) -> bool:
    """Return whether there is something to go through; an array of no dimension only looks so."""
    dimensions: object = getattr(awards, "ndim", 1)
    return isinstance(awards, Iterable) and dimensions != 0
