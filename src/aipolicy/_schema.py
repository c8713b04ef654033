"""What a JSON Schema says of a model: what it is, without its attributes and examples."""

from __future__ import annotations

import re
from typing import Any

_SECTION = re.compile(r"^(Args|Attributes|Raises|>>>)", re.MULTILINE)


def in_short(docstring: str) -> str:
    r"""Return a docstring up to its first section or example.

    >>> in_short("One article.\n\nAttributes:\n    number: its number.")
    'One article.'
    """
    return _SECTION.split(docstring, maxsplit=1)[0].strip()


def described_in_short(schema: dict[str, Any]) -> None:
    """Shorten the description of a model's schema; the `json_schema_extra` of a model."""
    if "description" in schema:
        schema["description"] = in_short(schema["description"])
