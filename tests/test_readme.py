import re
from pathlib import Path

import pytest

from aipolicy import policies

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
def test_the_readme_counts_the_measures_of_every_document(policy):
    counted = (
        f"| `{policy.id}` | {policy.region} | {len(policy.provisions)} | {len(policy.clauses)} |"
    )
    assert counted in README


def test_the_readme_holds_the_two_commands_that_set_everything_up():
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install -e '.[cli]' "
        "&& .venv/bin/aipolicy assess examples/harbin_2023.yaml",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ]
