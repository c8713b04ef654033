"""Did you mean: the known name nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to a misspelt one, or None where none is near.

    >>> did_you_mean("reveiw_passed", ["review_passed", "investment"])
    'review_passed'
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only where something is misspelt)

    near = get_close_matches(str(name), list(known), n=5, cutoff=0.6)
    return max(near, key=lambda one: _alike_from_the_start(str(name), one), default=None)


def _alike_from_the_start(one: str, other: str) -> int:
    """Return how long two names are the same: people err at the end more than at the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def nearest_or(name: object, known: Iterable[str], otherwise: str) -> str:
    """Return as a cure the known name nearest to a misspelt one, or another where none is near.

    >>> nearest_or("reveiw_passed", ["review_passed"], "drop it")
    'did you mean review_passed?'
    """
    near = did_you_mean(name, known)
    return f"did you mean {near}?" if near else otherwise


def nearest_and(name: object, known: Iterable[str], more: str) -> str:
    """Return a cure with the known name nearest to a misspelt one, where one is near, before it.

    >>> nearest_and("reveiw", ["review"], "names: review"), nearest_and("z", ["review"], "names")
    ('did you mean review? names: review', 'names')
    """
    near = did_you_mean(name, known)
    return f"did you mean {near}? {more}" if near else more
