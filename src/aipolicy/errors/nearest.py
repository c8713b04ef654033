"""Did you mean: the known name nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 100  # no name is longer; comparing takes time that grows with its square


def did_you_mean(name: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to a misspelt one, or None where none is near.

    >>> did_you_mean("reveiw_passed", ["review_passed", "investment"])
    'review_passed'
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only where something is misspelt)

    written = str(name)[:_LONGEST]
    near = get_close_matches(written, list(known), n=5, cutoff=0.6)
    return max(near, key=lambda one: _alike_from_the_start(written, one), default=None)


def _alike_from_the_start(one: str, other: str) -> int:
    """Return how long two names are the same: people err at the end more than at the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
