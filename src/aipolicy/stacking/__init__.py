"""What is payable of several awards: 就高不重复 as each document states it, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import InvalidStack

Readings = Mapping[str, str | Sequence[str]]
"""The readings of documents' rules on standing together: a name or several, by document."""

AS_WRITTEN: Readings = ReadOnly({})
"""Every document read by its default."""


def stack(
    awards: Iterable[Award], history: Iterable[Award] = (), readings: Readings = AS_WRITTEN
) -> Resolution:
    """Return what is payable of awards that are claimed together, and why the rest is not.

    The choice has the largest total; among equals the larger uncut sums; then document order. It
    is exact, and the order of the input does not matter.

    Args:
        awards: computed, recorded, or from policies outside the library.
        history: what was paid before.
        readings: other readings of the documents' rules, by the document's id; see
            docs/stacking.md for their names.

    Raises:
        InvalidStack: two awards with one identity, an unknown clause, a history dated after every
            claim, claimants named only in part, an unknown reading, or a figure that a joint cap
            needs and no claim states; all faults at once.
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
    """
    return stack_called("awards", awards, history, readings)


def stack_called(
    called: str, awards: Iterable[Award], history: Iterable[Award], readings: Readings
) -> Resolution:
    """Return what `stack` does; what is wrong with an award is told by what awards are called.

    Raises:
        InvalidStack: as for `stack`.
        AwardsTooEntangled: as for `stack`.

    >>> stack_called("claims", [5], (), {})
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidStack: stack: 1 fault
      claims[1]=5: it is no award; give awards, as from clause.award(...) or ...
    """
    # Slow to load, and not needed by those who only compute.
    from aipolicy.calc.stacking.resolver import resolve  # noqa: PLC0415
    from aipolicy.stacking.entries import Gathered  # noqa: PLC0415

    new, paid = tuple(awards), tuple(history)
    rules = Gathered(readings)
    entries = rules.entries(new, paid, called)
    if rules.faults:
        raise InvalidStack("stack", rules.faults)
    return resolve(entries, rules.stackings, rules.chosen)
