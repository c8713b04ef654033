"""What awards must meet to be stacked together: said once for awards and for rows of a frame.

Both check that the history has sums and is not dated after every claim, that claimants are named
by all or by none, and that no award is there twice. The limits are the same; what to do about
one depends on whether awards or rows are at hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple, TypeVar

PlaceT = TypeVar("PlaceT")

TELL_APART: Final = "drop one, or give each its own subject, contract or day"
"""The cure where one award is there twice."""


class Requirement(NamedTuple):
    """A limit, and the cure where it is broken."""

    limit: str
    cure: str


class Wording(NamedTuple):
    """How messages call what is stacked, and how each fault is mended there."""

    others: str
    name_claimant: str
    leave_out: str
    state_sum: str

    @property
    def claimants_named(self) -> Requirement:
        """Claimants are named by all or by none."""
        return Requirement(f"{self.others} name their claimant", self.name_claimant)

    def history_in_time(self, last: date) -> Requirement:
        """What was paid before is dated no later than the last claim."""
        limit = f"what was paid before is dated no later than the last claim, {last}"
        return Requirement(limit, f"{self.leave_out}, or mend the day")

    @property
    def history_with_sums(self) -> Requirement:
        """What was paid before has a sum."""
        cure = f"{self.state_sum}, or {self.leave_out}"
        return Requirement("what was paid before has a sum", cure)


AWARDS: Final = Wording(
    others="other awards",
    name_claimant="name it, as in Claim(claimant=...)",
    leave_out="leave it out",
    state_sum="record it, as in Award.recorded(...)",
)
ROWS: Final = Wording(
    others="other rows",
    name_claimant="name it on every row, or on none",
    leave_out="leave the row out",
    state_sum="give its amount",
)


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
