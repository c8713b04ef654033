"""The package of another city's document, which docs/writing-a-document.md explains."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
CITY = ROOT / "examples" / "another_city"
PAGE = (ROOT / "docs" / "writing-a-document.md").read_text(encoding="utf-8")
FILES = {
    "python": (CITY / "wanggang_2026.py").read_text(encoding="utf-8"),
    "toml": (CITY / "wanggang_2026.toml").read_text(encoding="utf-8")
    + (CITY / "pyproject.toml").read_text(encoding="utf-8"),
}


def test_page_shows_the_files_as_they_are():
    blocks = re.findall(r"```(python|toml)\n(.*?)```", PAGE, re.DOTALL)
    shown = [(kind, block) for kind, block in blocks if not block.startswith(">>>")]
    assert len(shown) == 7
    for kind, block in shown:
        assert block in FILES[kind] + "\n"


def test_installed_package_is_found(tmp_path):
    """It stacks by its own rule."""
    project = tomllib.loads((CITY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (group, modules), *others = project["entry-points"].items()
    assert not others
    installed = tmp_path / "wanggang_policies-0.1.0.dist-info"
    installed.mkdir()
    named = "".join(f"{name} = {module}\n" for name, module in modules.items())
    (installed / "METADATA").write_text("Name: wanggang-policies\nVersion: 0.1.0\n")
    (installed / "entry_points.txt").write_text(f"[{group}]\n{named}")
    program = (
        "from datetime import date\n"
        "from aipolicy import Award, Claim, clause, stack, wan\n"
        "claim = Claim(on=date(2026, 6, 1), subject='P')\n"
        "award = clause('wanggang_2026/1.1').award(claim, investment=wan(300), accepted=True)\n"
        "other = Award.recorded('wanggang_2026/2.1', wan(10), claim)\n"
        "resolution = stack([award, other])\n"
        "print(award.amount, resolution.total, *(one.rule for one in resolution.displaced))"
    )
    path = os.pathsep.join([str(tmp_path), str(CITY), *sys.path])
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert told.stdout.decode().split() == ["600000.00", "600000.00", "wanggang_2026/closing"]
