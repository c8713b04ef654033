"""What both resolvers check alike: for awards, and for rows of a frame.

Claimants are named by all or by none, and no award is there twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

PlaceT = TypeVar("PlaceT")


def named_in_part(unnamed: int, total: int) -> bool:
    """Return whether some claimants are named and some are not.

    >>> named_in_part(0, 3), named_in_part(1, 3), named_in_part(3, 3)
    (False, True, False)
    """
    return 0 < unnamed < total


def repeated(identities: Iterable[tuple[PlaceT, Hashable]]) -> Iterator[tuple[PlaceT, PlaceT]]:
    """Yield each place whose identity came before, with the first place of that identity.

    >>> list(repeated([(0, "a"), (1, "b"), (2, "a"), (3, "a")]))
    [(2, 0), (3, 0)]
    """
    first: dict[Hashable, PlaceT] = {}
    for place, identity in identities:
        earlier = first.setdefault(identity, place)
        if earlier != place:
            yield place, earlier
