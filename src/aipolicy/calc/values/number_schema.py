"""JSON Schemas of quantities: bounds for whole numbers, a pattern for numbers as text.

A sum goes in as an integer or as text, and comes out as text: JSON's numbers are floats for many
readers, and a float does not hold every fen. Whatever a schema accepts the library reads; what
people write otherwise, such as 800万元, is read too, and not described here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aipolicy.calc.values.quantity import Quantity

_CENTS, _NO_CENTS = r"(?:\.[0-9]{1,2})?", r"(?:\.00?)?"


def schema_in(quantity: Quantity) -> dict[str, Any]:
    """Return the schema of a quantity that is given.

    >>> from aipolicy.calc.values.quantity import SUM, YEAR
    >>> schema_in(YEAR)
    {'type': 'integer', 'minimum': 1, 'maximum': 1000}
    >>> schema_in(SUM)["type"], schema_in(SUM)["maximum"]
    (['integer', 'string'], 1000000000000000)
    """
    least, most = -(-quantity.least // quantity.scale), quantity.most // quantity.scale
    bounds = {"minimum": least, "maximum": most}
    if quantity.scale == 1:
        return {"type": "integer", **bounds}
    return {"type": ["integer", "string"], **bounds, "pattern": f"^(?:{_text(quantity, most)})$"}


def schema_out(quantity: Quantity) -> dict[str, Any]:
    r"""Return the schema of a number with decimals as it is written: text alone.

    >>> from aipolicy.calc.values.quantity import SUM
    >>> schema_out(SUM)
    {'type': 'string', 'pattern': '^[0-9]+\\.[0-9]{2}$'}
    """
    decimals = "{2,}" if quantity.kind in {"rate", "multiple"} else "{2}"
    return {"type": "string", "pattern": rf"^[0-9]+\.[0-9]{decimals}$"}


def _text(quantity: Quantity, most: int) -> str:
    """Return the pattern of a number with at most two decimals; `most` is a power of ten."""
    digits = len(str(most)) - 1
    above_0 = rf"[1-9][0-9]{{0,{digits - 1}}}{_CENTS}|" if digits else ""
    below_1 = rf"0{_CENTS}" if not quantity.least else r"0\.(?:0[1-9]|[1-9][0-9]?)"
    return rf"{above_0}{below_1}|{most}{_NO_CENTS}"
