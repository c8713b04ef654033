"""A progress bar on the terminal or in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar, cast

from aipolicy._words import Words
from aipolicy.errors import Code, MissingExtra, fault
from aipolicy.errors.fault import Shown

T = TypeVar("T")

_EITHER = (Words("tqdm 或 Rich", "tqdm or Rich"),)


def tracked(finished: Iterable[T], total: int) -> Iterable[T]:
    """Return pieces of work as they are finished, with a progress bar.

    Raises:
        MissingExtra: neither tqdm nor Rich is installed.

    >>> list(tracked([], 0))
    []
    """
    if not total:
        return finished
    if find_spec("tqdm"):
        return cast("Iterable[T]", import_module("tqdm.auto").tqdm(finished, total=total))
    if find_spec("rich"):
        track = import_module("rich.progress").track
        return cast("Iterable[T]", track(finished, "aipolicy", total))
    raise MissingExtra(
        fault(Code.EXTRA_MISSING, value=Shown("progress=True"), names=_EITHER, install="tqdm")
    )


def untracked(finished: Iterable[T], total: int) -> Iterable[T]:  # noqa: ARG001  (as `tracked`)
    """Return pieces of work as they are finished.

    >>> list(untracked([1], 1))
    [1]
    """
    return finished
