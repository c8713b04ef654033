"""What a clause's function asks for: facts, figures of the law, and open points.

Facts have no default, figures have one. An open point is a keyword typed `Literal`: its names are
the readings, and its default is the first.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import CONDITION, MULTIPLE_FACT, Quantity, QuantityKind
from aipolicy.errors import Code, InvalidClause, fault
from aipolicy.errors.fault import Shown, shown

Points: TypeAlias = Mapping[str, tuple[str, ...]]
"""The readings of each open point by its keyword, the default first."""

_POINT = "reading"
"""The keyword that can be nothing but an open point."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The facts, figures and open points of a clause's function, by name and in order."""

    facts: Mapping[str, Quantity]
    figures: Mapping[str, FigureValue]
    points: Points
    fact_types: Mapping[str, object]
    figure_types: Mapping[str, object]

    @property
    def defaults(self) -> Mapping[str, str]:
        """The default reading of each open point, by its keyword."""
        return {keyword: names[0] for keyword, names in self.points.items()}

    @property
    def figure_kinds(self) -> Mapping[str, QuantityKind]:
        """Return what each figure is, by name: a sum, a rate, an area; tiers are sums."""
        found = {name: _kind(hint) for name, hint in self.figure_types.items()}
        return {name: kind for name, kind in found.items() if kind is not None}

    def point_of(self, reading: object) -> str | None:
        """Return the keyword of the point that has a reading; None where none has."""
        return next((point for point, names in self.points.items() if reading in names), None)

    def facts_model(self, name: str) -> type[BaseModel]:
        """Return the pydantic model of the facts: all required, nothing else allowed."""
        return _model(name, self.fact_types)

    def figures_model(self, name: str) -> type[BaseModel]:
        """Return the pydantic model of the figures."""
        return _model(name, self.figure_types)


def read_signature(where: str, law: Callable[..., object]) -> Signature:
    """Return what a clause's function asks for.

    Raises:
        InvalidClause: a parameter is not keyword-only, or its type is not one of a clause's.
    """
    try:
        hints = get_type_hints(law, include_extras=True)
    except NameError as unknown:
        wrong = fault(Code.DEFINITION_ANNOTATION, where, message=str(unknown))
        raise InvalidClause(wrong) from None
    facts: dict[str, Quantity] = {}
    figures: dict[str, FigureValue] = {}
    points: dict[str, tuple[str, ...]] = {}
    for name, parameter in inspect.signature(law).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise InvalidClause(fault(Code.DEFINITION_KEYWORD_ONLY, where, name=name))
        hint: object = hints.get(name)
        if name.startswith("_") or hasattr(BaseModel, name):
            raise InvalidClause(fault(Code.DEFINITION_RESERVED, where, name=name))
        if hint is None:
            raise InvalidClause(fault(Code.DEFINITION_UNTYPED, where, name=name))
        has_default = parameter.default is not inspect.Parameter.empty
        if name == _POINT or (has_default and get_origin(hint) is Literal):
            points[name] = _readings(where, name, hint, parameter.default)
        elif has_default:
            figures[name] = parameter.default
        else:
            facts[name] = _quantity(where, name, hint)
    _require_unique(where, points)
    return Signature(
        ReadOnly(facts),
        ReadOnly(figures),
        ReadOnly(points),
        ReadOnly({name: Annotated[hints[name], fact] for name, fact in facts.items()}),
        ReadOnly({name: hints[name] for name in figures}),
    )


def _quantity(where: str, name: str, hint: object) -> Quantity:
    if hint is bool:
        return CONDITION
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Quantity):
                if extra.kind is QuantityKind.MULTIPLE:
                    return MULTIPLE_FACT
                if extra.kind is not QuantityKind.RATE:
                    return extra
                hint = Shown("Rate")
    raise InvalidClause(fault(Code.DEFINITION_FACT_TYPE, where, name=name, type=shown(hint)))


def _kind(hint: object) -> QuantityKind | None:
    """Return the kind of quantity in a type, or in what it is made of; None where there is none."""
    for one in get_args(hint):
        kind = one.kind if isinstance(one, Quantity) else _kind(one)
        if kind is not None:
            return kind
    return None


def _readings(where: str, name: str, hint: object, default: object) -> tuple[str, ...]:
    names = get_args(hint) if get_origin(hint) is Literal else ()
    are_names = all(isinstance(one, str) and one.isidentifier() for one in names)
    if not names or not are_names or default != names[0]:
        raise InvalidClause(fault(Code.DEFINITION_READING, where, name=name))
    return names


def _require_unique(where: str, points: Points) -> None:
    """Refuse a reading that two points have: `read_as` tells points apart by their readings."""
    owners: dict[str, str] = {}
    for point, names in points.items():
        for one in names:
            if owners.setdefault(one, point) != point:
                wrong = {"value": one, "one": owners[one], "other": point}
                raise InvalidClause(fault(Code.DEFINITION_READING_TWICE, where, **wrong))


def _model(name: str, types: Mapping[str, object]) -> type[BaseModel]:
    fields = {
        field: (Annotated[bool, CONDITION] if hint is bool else hint, ...)
        for field, hint in types.items()
    }
    # pydantic types these fields as Any; they are the annotations of the clause's function.
    return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True), **fields)  # type: ignore[call-overload,no-any-return]
