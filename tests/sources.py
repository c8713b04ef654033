"""The official texts, for the tests that hold the law beside the code."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "sources"


def source(policy: str) -> str:
    """Return the official text of a policy; skip the test where the texts are not at hand."""
    path = FOLDER / f"{policy}.txt"
    if not path.is_file():
        pytest.skip(f"the official text of {policy} is not at hand in ../shared/sources")
    return path.read_text(encoding="utf-8")
