"""A fault: one thing that is wrong, as a value that programs and people can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from aipolicy._context import of_exceptions
from aipolicy._words import Language
from aipolicy.errors.codes import Code
from aipolicy.errors.nearest import did_you_mean

_LONGEST_VALUE = 60


class Surface(StrEnum):
    """Where a fault is met; the cure is worded for the person there."""

    PYTHON = "python"
    """A call in Python."""
    FILE = "file"
    """A case file or another file that people write."""
    SHELL = "shell"
    """The command line."""
    COLUMNS = "columns"
    """The facts of a clause in the columns of a frame."""
    ROWS = "rows"
    """Awards in the rows of a frame."""


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its code, where it is, and what its text needs.

    Attributes:
        code: what is wrong; stable, for programs.
        path: where: names, and places in lists counted from 0.
        params: what the text names: the value as shown, limits, names that are known.
        surface: where it was met, which decides how the cure is worded.

    >>> wrong = fault(Code.SUM_NEGATIVE, "total_investment", value=-5)
    >>> print(wrong.text("en"))
    total_investment=-5: a sum must be 0 or more; give a sum in yuan, such as 8000000, ...
    >>> wrong.code.value, wrong.path, dict(wrong.params)
    ('sum.negative', ('total_investment',), {'value': '-5'})
    """

    code: Code
    path: tuple[str | int, ...] = ()
    params: Mapping[str, object] = field(default_factory=_nothing)
    surface: Surface = Surface.PYTHON

    def __hash__(self) -> int:
        return hash((self.code, self.path, self.surface))

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.code, self.path, dict(self.params), self.surface)

    @property
    def address(self) -> str:
        """Where the fault is, as people read it; places count from 1.

        >>> fault(Code.KEY_UNKNOWN, "claims", 0, "subjekt").address
        'claims[1].subjekt'
        """
        return address(self.path)

    def text(self, language: Language) -> str:
        """Return the fault in one language: where, what was given, the limit and the cure."""
        from aipolicy.errors.wording import text  # noqa: PLC0415  (tables, only where text is asked)

        return text(self, language)

    def __str__(self) -> str:
        return self.text(of_exceptions())

    def within(self, *place: str | int) -> Fault:
        """Return the same fault at a place further down.

        >>> fault(Code.SUM_NEGATIVE, "fee", value=-5).within("claims", 0).path
        ('claims', 0, 'fee')
        """
        return replace(self, path=(*place, *self.path))

    def on(self, surface: Surface) -> Fault:
        """Return the same fault as met on a surface."""
        return replace(self, surface=surface)

    def stating(self, **params: object) -> Fault:
        """Return the same fault with further params."""
        return replace(self, params=MappingProxyType({**self.params, **_shown(params)}))


def fault(code: Code, *path: str | int, **params: object) -> Fault:
    """Return a fault.

    Args:
        code: what is wrong.
        path: where it is.
        params: what its text names. `value` is shown as Python writes it; of the `known` names
            the one nearest to `misspelt`, or to the value, is offered as `nearest`.

    >>> wrong = fault(Code.FACT_UNKNOWN, "reveiw", value=True, misspelt="reveiw", known=("review",))
    >>> wrong.params["nearest"]
    'review'
    """
    if "known" in params:
        given = params.pop("misspelt", params.get("value"))
        near = did_you_mean(given, [str(one) for one in _known(params["known"])])
        params |= {"nearest": near} if near else {}
    return Fault(code, path, MappingProxyType(_shown(params)))


def _known(names: object) -> Iterable[object]:
    return cast("Iterable[object]", names) if isinstance(names, Iterable) else ()


def _shown(params: Mapping[str, object]) -> dict[str, object]:
    return {name: shown(one) if name == "value" else one for name, one in params.items()}


def _restored(
    code: Code, path: tuple[str | int, ...], params: dict[str, object], surface: Surface
) -> Fault:
    return Fault(code, path, MappingProxyType(params), surface)


class Shown(str):
    """A value that is written for people already; it is shown without quotes."""

    __slots__ = ()


def shown(value: object) -> Shown:
    r"""Return a value as a message prints it, on one line and cut where it is long.

    >>> shown("800万元"), shown(7), shown("P\n合计")
    ("'800万元'", '7', "'P\\n合计'")
    """
    if isinstance(value, Shown):
        return value
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  (an error message must not fail on what it tells of)
        text = f"<{type(value).__name__}>"
    if len(text) > _LONGEST_VALUE:
        return Shown(f"{one_line(text[:_LONGEST_VALUE])}…")
    return Shown(one_line(text))


def one_line(text: str) -> str:
    r"""Return a text with what is not printable escaped, so that it cannot forge a line.

    >>> one_line("P\n合计"), one_line("智慧供热")
    ('P\\n合计', '智慧供热')
    """
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def address(path: Iterable[str | int]) -> str:
    """Return a path as people read it: names joined by points, places from 1 in brackets.

    >>> address(("claims", 0, "facts", "fee"))
    'claims[1].facts.fee'
    """
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f"{'.' if text else ''}{_cut(step)}"
    return one_line(text)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_VALUE else f"{name[:_LONGEST_VALUE]}…"
