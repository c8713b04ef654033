"""What a clause's function asks for: facts have no default, figures of the law have one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import CONDITION, Quantity, QuantityKind
from aipolicy.errors import Code, InvalidClause, fault
from aipolicy.errors.fault import Shown, shown


@dataclass(frozen=True, slots=True)
class Signature:
    """The facts, figures and readings of a clause's function, by name and in order."""

    facts: Mapping[str, Quantity]
    figures: Mapping[str, FigureValue]
    readings: tuple[str, ...]
    fact_types: Mapping[str, object]
    figure_types: Mapping[str, object]

    @property
    def default_reading(self) -> str | None:
        """The default reading; None where there is only one."""
        return self.readings[0] if self.readings else None

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
    readings: tuple[str, ...] = ()
    for name, parameter in inspect.signature(law).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise InvalidClause(fault(Code.DEFINITION_KEYWORD_ONLY, where, name=name))
        hint: object = hints.get(name)
        if name.startswith("_") or hasattr(BaseModel, name):
            raise InvalidClause(fault(Code.DEFINITION_RESERVED, where, name=name))
        if hint is None:
            raise InvalidClause(fault(Code.DEFINITION_UNTYPED, where, name=name))
        if name == "reading":
            readings = _readings(where, hint, parameter.default)
        elif parameter.default is not inspect.Parameter.empty:
            figures[name] = parameter.default
        else:
            facts[name] = _quantity(where, name, hint)
    return Signature(
        ReadOnly(facts),
        ReadOnly(figures),
        readings,
        ReadOnly({name: hints[name] for name in facts}),
        ReadOnly({name: hints[name] for name in figures}),
    )


def _quantity(where: str, name: str, hint: object) -> Quantity:
    if hint is bool:
        return CONDITION
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Quantity):
                if extra.kind is not QuantityKind.RATE:
                    return extra
                hint = Shown("Rate")
    raise InvalidClause(fault(Code.DEFINITION_FACT_TYPE, where, name=name, type=shown(hint)))


def _readings(where: str, hint: object, default: object) -> tuple[str, ...]:
    names = get_args(hint) if get_origin(hint) is Literal else ()
    if not names or default != names[0]:
        raise InvalidClause(fault(Code.DEFINITION_READING, where))
    return names


def _model(name: str, types: Mapping[str, object]) -> type[BaseModel]:
    fields = {
        field: (Annotated[bool, CONDITION] if hint is bool else hint, ...)
        for field, hint in types.items()
    }
    # pydantic types these fields as Any; they are the annotations of the clause's function.
    return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True), **fields)  # type: ignore[call-overload,no-any-return]
