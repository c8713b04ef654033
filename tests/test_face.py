import ast
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import aipolicy


def test_face_has_at_most_thirty_names():
    """They are sorted."""
    names = aipolicy.__all__
    assert len(names) <= 30
    assert names == sorted(names, key=lambda name: (name.islower(), name))
    assert all(hasattr(aipolicy, name) for name in names)


def test_names_load_from_where_types_say():
    """Each is loaded from the module in which type checkers look for it."""
    tree = ast.parse(Path(aipolicy.__file__).read_text("utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    homes = {alias.name: str(node.module) for node in imported for alias in node.names}
    for name in aipolicy.__all__:
        assert getattr(aipolicy, name) is getattr(sys.modules[homes[name]], name)


def test_import_does_not_load_pydantic():
    code = "import sys, aipolicy; print('pydantic' in sys.modules, 'wan' in dir(aipolicy))"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout == "False True\n"


def test_misspelt_name_is_an_attribute_error():
    with pytest.raises(AttributeError) as raised:
        getattr(aipolicy, "stak")  # noqa: B009 - a type checker would refuse the plain name
    assert str(raised.value) == "module 'aipolicy' has no attribute 'stak'"
    assert raised.value.name == "stak"


def test_import_loads_nothing_heavy():
    heavy = ("numpy", "pandas", "narwhals", "click", "rich", "ruamel", "pytest", "cn2an", "polars")
    code = f"import sys; from aipolicy import *; print([m for m in {heavy} if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout == "[]\n"


def test_the_four_lines_of_the_readme_hold():
    from aipolicy import wan
    from aipolicy.rules import harbin_2022 as harbin

    assert harbin.application_scenario(
        total_investment=wan(800), review_passed=True, government_investment_project=False
    ) == Decimal("2400000.00")
