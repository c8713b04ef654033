"""Faults of facts and figures, for the person who gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import Fault
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import nearest_or

_HINTS = {
    QuantityKind.SUM: "give a sum in yuan",
    QuantityKind.RECEIVED: "give the sum received to date in yuan, 0 if none",
    QuantityKind.RATE: "give a share such as percent(30)",
    QuantityKind.AREA: "give square metres",
    QuantityKind.COUNT: "give a whole number",
    QuantityKind.YEAR: "give the number of the year, 1 for the first",
    QuantityKind.CONDITION: "give True or False",
}


def fact_faults(
    facts: Mapping[str, Quantity], figures: Collection[str], error: ValidationError
) -> Iterator[Fault]:
    """Yield the faults of the facts given to a clause that has these facts and figures."""
    for detail in error.errors(include_url=False):
        name = ".".join(map(str, detail["loc"]))
        match detail["type"]:
            case "missing":
                hint = _HINTS[facts[name].kind]
                yield Fault(name, "(missing)", "this fact is required", f"{hint}")
            case "extra_forbidden" if name in figures:
                yield Fault(
                    name,
                    shown(detail["input"]),
                    "this is a figure of the law, not a fact",
                    f"with_figures({name}=...) makes a reform",
                )
            case "extra_forbidden" if name == "reading":
                yield Fault(
                    name,
                    shown(detail["input"]),
                    "a reading is not a fact",
                    f"read_as({detail['input']!r}) takes another reading",
                )
            case "extra_forbidden":
                yield _unknown(name, detail, list(facts), "fact")
            case _:
                yield _unreadable(name, detail)


def figure_faults(figures: Collection[str], error: ValidationError) -> Iterator[Fault]:
    """Yield the faults of the figures given to `with_figures`."""
    for detail in error.errors(include_url=False):
        name = ".".join(map(str, detail["loc"]))
        if detail["type"] == "extra_forbidden":
            yield _unknown(name, detail, list(figures), "figure")
        else:
            yield _unreadable(name, detail)


def argument_fault(facts: Collection[str], args: Sequence[object]) -> Fault:
    """Return the fault of giving facts by place and not by name."""
    named = ", ".join(f"{name}=..." for name in facts)
    given = ", ".join(map(shown, args))
    return Fault("arguments", given, "facts are given by name", f"write {named}")


def _unknown(name: str, detail: ErrorDetails, known: Sequence[str], noun: str) -> Fault:
    cure = nearest_or(name, known, f"its {noun}s are {', '.join(known)}")
    return Fault(name, shown(detail["input"]), f"the clause has no such {noun}", cure)


def _unreadable(name: str, detail: ErrorDetails) -> Fault:
    context = detail.get("ctx", {})
    limit = str(context.get("limit", detail["msg"]))
    cure = str(context.get("cure", "give a value of the kind that the clause prints"))
    return Fault(name, shown(detail["input"]), limit, cure)
