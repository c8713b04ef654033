"""Names of a package that are loaded when they are first used.

Importing a package then costs what its users use: pydantic's models are slow to define, and a
script that reads one figure needs none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loaded_on_first_use(
    package: str, modules: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package whose names are in other modules.

    Args:
        package: the package's name.
        modules: for each module the names that are in it, separated by blanks.

    Raises:
        AttributeError: by what is returned, for a name that is not among them.

    >>> modules = {"aipolicy.calc.values.money": "wan yi"}
    >>> attribute, listed = loaded_on_first_use("aipolicy", modules)
    >>> attribute("wan")(800), "wan" in listed()
    (Decimal('8000000.00'), True)
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def attribute(name: str) -> object:
        module = sys.modules[package]
        if name not in homes:
            text = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=module)
        found: object = getattr(import_module(homes[name]), name)
        setattr(module, name, found)
        return found

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return attribute, listed
