"""Did you mean: the known name nearest to a misspelt one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LONGEST = 100  # no name is longer; comparing takes time that grows with its square


def did_you_mean(name: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to a misspelt one, or None where none is near.

    Names that differ in blanks, case, width or invisible signs alone come first.

    >>> did_you_mean("reveiw_passed", ["review_passed", "investment"])
    'review_passed'
    >>> did_you_mean("INVESTMENT", ["review_passed", "investment "])
    'investment '
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only where something is misspelt)

    try:
        written = str(name)[:_LONGEST]
    except Exception:  # noqa: BLE001  (whatever was given: an error message must not fail on it)
        return None
    names = list(known)
    bare = bare_name(written)
    same = [one for one in names if bare and bare_name(one) == bare]
    near = same or get_close_matches(written, names, n=5, cutoff=0.6)
    return max(near, key=lambda one: _alike_from_the_start(written, one), default=None)


def bare_name(name: str) -> str:
    r"""Return a name without what people do not see or mind: blanks, case, width, invisible signs.

    Names with one bare name are likely to be meant as one. This is for suggestions and never
    decides that two names are the same.

    >>> bare_name("\ufeffCompute_Spend\u3000") == bare_name("ｃｏｍｐｕｔｅ＿ｓｐｅｎｄ")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(one for one in folded if not (one.isspace() or _is_invisible(one)))


def in_plain_sight(name: str) -> str:
    r"""Return a name as a message shows it: in quotes and with escapes where signs would not show.

    >>> print(in_plain_sight("fee"), in_plain_sight("fee "), in_plain_sight("\ufefffee"))
    fee 'fee ' '\ufefffee'
    """
    seen = name.isprintable() and name == " ".join(name.split())
    return name if seen else repr(name)


def _is_invisible(one: str) -> bool:
    return unicodedata.category(one) in {"Cf", "Cc"}


def _alike_from_the_start(one: str, other: str) -> int:
    """Return how long two names are the same: people err at the end more than at the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
