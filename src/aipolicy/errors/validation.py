"""Pydantic's errors and our faults: models report faults under our codes, and give them back.

A model of what callers state derives from `Stated`: what pydantic finds wrong with it has one of
our codes as its type and the fault's params as its context.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from aipolicy._schema import described_in_short
from aipolicy.errors.codes import Code
from aipolicy.errors.fault import Fault, Shown, fault

_OWN = frozenset(Code)

NO_VALUE = Shown()
"""What a fault has for pydantic as its input where it names no value."""


class Stated(BaseModel):
    """A frozen model of what a caller states; its errors have our codes as types."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    @model_validator(mode="wrap")
    @classmethod
    def _reports_in_codes(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            raise _in_codes(cls, error) from None


def custom_error(wrong: Fault) -> PydanticCustomError:
    """Return a fault as an error for a pydantic validator to raise.

    >>> custom_error(fault(Code.SUM_NEGATIVE, value=-5)).type
    'sum.negative'
    """
    said: Any = wrong.text("en")  # pydantic asks for a literal string
    return PydanticCustomError(wrong.code.value, said, dict(wrong.params))


def raise_faults(title: str, faults: Iterable[Fault]) -> None:
    """Raise faults as one error of pydantic's, if there are any; for model validators.

    Raises:
        pydantic.ValidationError: with a line for each fault, at its path.

    >>> raise_faults("Case", [])
    """
    lines: list[InitErrorDetails] = [
        {"type": custom_error(one), "loc": one.path, "input": one.params.get("value", NO_VALUE)}
        for one in faults
    ]
    if lines:
        raise ValidationError.from_exception_data(title, lines)


def faults_of(error: BaseException) -> tuple[Fault, ...]:
    """Return the faults of a `ValidationError`; none of another error.

    >>> faults_of(KeyError("a"))
    ()
    """
    if not isinstance(error, ValidationError):
        return ()
    return tuple(_fault(detail, ()) for detail in error.errors(include_url=False))


def _in_codes(model: type[BaseModel], error: ValidationError) -> ValidationError:
    """Return pydantic's error with our codes as types."""
    lines: list[InitErrorDetails] = []
    for detail in error.errors(include_url=False):
        wrong = _fault(detail, tuple(model.model_fields))
        lines.append({"type": custom_error(wrong), "loc": wrong.path, "input": detail["input"]})
    return ValidationError.from_exception_data(error.title, lines)


def _fault(detail: ErrorDetails, known: tuple[str, ...]) -> Fault:
    """Return one of pydantic's errors as a fault; `known` are the fields of the model it is in."""
    path, given = _path(detail["loc"]), detail["input"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] in _OWN:
        params = context if "value" in context else {**context, **_value(detail)}
        return Fault(Code(detail["type"]), path, params)
    match detail["type"]:
        case "missing":
            return fault(Code.KEY_MISSING, *path)
        case "invalid_key":
            return fault(Code.YAML_KEY, *path[:-1], value=path[-1])
        case "extra_forbidden" if len(path) == 1 and known:
            return fault(Code.KEY_UNKNOWN, *path, value=given, misspelt=path[-1], known=known)
        case "extra_forbidden":
            return fault(Code.KEY_UNKNOWN, *path, value=given, known=known)
        case "enum" | "literal_error":
            return fault(Code.VALUE_CHOICE, *path, value=given, known=tuple(_choices(context)))
        case "string_type" | "string_sub_type" | "string_unicode":
            return fault(Code.VALUE_TEXT, *path, value=given, type=type(given).__name__)
        case "list_type" | "tuple_type" | "iterable_type" | "set_type":
            return fault(Code.VALUE_LIST, *path, value=given)
        case "dict_type" | "mapping_type" | "model_type" | "model_attributes_type":
            return fault(Code.VALUE_MAPPING, *path, value=given, example="{a: b}")
        case "int_type" | "int_parsing" | "int_from_float":
            return fault(Code.WHOLE_TEXT, *path, value=given)
        case "bool_type" | "bool_parsing":
            return fault(Code.CONDITION_TYPE, *path, value=given, type=type(given).__name__)
        case _:
            return fault(Code.VALUE_INVALID, *path, value=given, message=detail["msg"])


def _path(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return pydantic's path to a fault, without its mark for a fault in a key itself."""
    return (*loc[:-2], str(loc[-2])) if loc[-1:] == ("[key]",) else loc


def _value(detail: ErrorDetails) -> dict[str, object]:
    """Return what was given, where the code does not say that it is missing."""
    given = detail["input"]
    if str(detail["type"]).endswith("missing") or (isinstance(given, Shown) and not given):
        return {}
    return dict(fault(Code(detail["type"]), value=given).params)


def _choices(context: Mapping[str, Any]) -> Iterator[str]:
    """Yield the choices that pydantic lists in its context, as in "'a', 'b' or 'c'"."""
    for one in str(context["expected"]).replace(" or ", ", ").split(", "):
        yield one.strip("'")
