"""The facts of a clause as a JSON Schema for a form: draft 2020-12, in one language."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aipolicy._context import of_displays
from aipolicy._schema import in_short
from aipolicy._words import Language, Words
from aipolicy.calc.sheets import wording
from aipolicy.calc.values.number_schema import schema_in
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.citation import citation
from aipolicy.calc.words.glossary import named

if TYPE_CHECKING:
    from aipolicy.calc.awards.issuing import Issuer
    from aipolicy.calc.calculations.calculation import AnyCalculation
    from aipolicy.calc.documents.provision import Provision

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TRUTHS: Mapping[bool, Words] = {True: Words("是", "yes"), False: Words("否", "no")}


def form_schema(
    policy: Issuer, provision: Provision, clause: AnyCalculation, language: Language | None = None
) -> dict[str, Any]:
    """Return the schema of the facts of a clause; see `Clause.json_schema`."""
    spoken = of_displays(language)
    cited = citation(policy.title, policy.number, provision.article, policy.numerals)
    gives = wording.gives(provision, clause, spoken)
    said = f"{cited}：{gives}" if spoken == "zh" else in_short(inspect.getdoc(clause) or gives)
    return {
        "$schema": DRAFT,
        "title": provision.title(spoken),
        "description": said,
        "type": "object",
        "properties": {
            name: {
                "title": _title(name, spoken),
                "description": "\n".join(_description(name, quantity, provision, spoken)),
                **_values(quantity, spoken),
            }
            for name, quantity in clause.facts.items()
        },
        "required": list(clause.facts),
        "additionalProperties": False,
    }


def _title(name: str, language: Language) -> str:
    """Return what a form calls a fact: its term in the glossary, or its English name in words."""
    if language == "zh":
        return named(name, "zh")
    return name.replace("_", " ").capitalize()


def _description(
    name: str, quantity: Quantity, provision: Provision, language: Language
) -> list[str]:
    """Return in what a fact is stated, its bounds, and the open questions that it settles."""
    said = wording.unit(quantity.kind, language)
    if quantity.kind is not QuantityKind.CONDITION:
        ends = (Decimal(end) / quantity.scale for end in (quantity.least, quantity.most))
        least, most = (f"{end:,f}" for end in ends)
        if language == "zh":
            decimals = "，至多两位小数" if quantity.scale > 1 else ""
            said = f"{said}；{least} 至 {most}{decimals}"
        else:
            decimals = ", at most two decimals" if quantity.scale > 1 else ""
            said = f"{said}; {least} to {most}{decimals}"
    asked = (point.said(language) for point in provision.open_points if point.asked == name)
    return [said, *(f"{one.issue}{_joined(one.readings, language)}" for one in asked)]


def _joined(readings: tuple[str, ...], language: Language) -> str:
    return f"（{'；'.join(readings)}）" if language == "zh" else f" ({'; '.join(readings)})"


def _values(quantity: Quantity, language: Language) -> dict[str, Any]:
    if quantity.kind is not QuantityKind.CONDITION:
        return schema_in(quantity)
    named_truths = [
        {"const": truth, "title": words.text(language)} for truth, words in _TRUTHS.items()
    ]
    return {"type": "boolean", "oneOf": named_truths}
