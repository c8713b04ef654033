import subprocess
import sys
from decimal import Decimal

import aipolicy


def test_the_face_is_at_most_thirty_sorted_names():
    names = aipolicy.__all__
    assert len(names) <= 30
    assert names == sorted(names, key=lambda name: (name.islower(), name))
    assert all(hasattr(aipolicy, name) for name in names)


def test_importing_the_library_loads_nothing_heavy():
    heavy = ("numpy", "pandas", "narwhals", "typer", "rich", "ruamel", "pytest", "cn2an", "polars")
    code = f"import sys, aipolicy; print([m for m in {heavy} if m in sys.modules])"
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
