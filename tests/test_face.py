import ast
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import aipolicy


def test_the_face_is_at_most_thirty_sorted_names():
    names = aipolicy.__all__
    assert len(names) <= 30
    assert names == sorted(names, key=lambda name: (name.islower(), name))
    assert all(hasattr(aipolicy, name) for name in names)


def test_every_name_of_the_face_is_loaded_from_where_type_checkers_look_for_it():
    tree = ast.parse(Path(aipolicy.__file__).read_text("utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    homes = {alias.name: str(node.module) for node in imported for alias in node.names}
    for name in aipolicy.__all__:
        assert getattr(aipolicy, name) is getattr(sys.modules[homes[name]], name)


def test_importing_the_library_defines_no_model_before_it_is_used():
    code = "import sys, aipolicy; print('pydantic' in sys.modules, 'wan' in dir(aipolicy))"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout == "False True\n"


def test_a_misspelt_name_of_the_face_is_refused_as_of_any_module():
    with pytest.raises(AttributeError) as raised:
        getattr(aipolicy, "stak")  # noqa: B009 - a type checker would refuse the plain name
    assert str(raised.value) == "module 'aipolicy' has no attribute 'stak'"
    assert raised.value.name == "stak"


def test_importing_the_library_loads_nothing_heavy():
    heavy = ("numpy", "pandas", "narwhals", "typer", "rich", "ruamel", "pytest", "cn2an", "polars")
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
