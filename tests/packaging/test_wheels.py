"""What users get: wheels, installed where there is no network and where there is nothing else."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples" / "harbin_2023.yaml"
UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
)
CALL = """
import sys
from aipolicy import clause
gives = clause("harbin_2022/4.1")(
    total_investment="800万元", review_passed=True, government_investment_project=False
)
print(gives, sorted({"click", "rich", "numpy", "narwhals", "pyarrow"} & set(sys.modules)))
"""


def run(*command, **options):
    """Run a command away from the clone and from what this environment says about packages."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, env=kept, **options
    )


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """A folder with the wheels of the library and of all that its command line needs."""
    folder = tmp_path_factory.mktemp("wheels")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, f"{ROOT}[cli]"],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode and any(sign in built.stdout + built.stderr for sign in UNREACHABLE):
        pytest.skip("no package index can be reached, so the wheels cannot be fetched")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture
def install(wheels, tmp_path):
    """Install something from the wheels alone into a new environment; returns its commands."""

    def installed(what):
        venv.create(tmp_path / "new", with_pip=True)
        commands = tmp_path / "new" / "bin"
        offline = ("--isolated", "install", "--no-index", "--find-links", wheels)
        done = run(commands / "python", "-m", "pip", *offline, what, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return commands

    return installed


def test_assesses_a_case_offline(install, tmp_path):
    """The command line, installed without an index, says what it says here."""
    found = run(install("aipolicy[cli]") / "aipolicy", "assess", CASE, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    here = [sys.executable, "-m", "aipolicy", "assess", CASE]
    expected = subprocess.run(here, capture_output=True, text=True, check=True)
    assert found.stdout == expected.stdout


def test_calls_a_clause_without_extras(install, tmp_path):
    """The library alone computes; its command line says what to install."""
    commands = install("aipolicy")
    called = run(commands / "python", "-c", CALL, cwd=tmp_path)
    assert (called.stdout, called.stderr) == ("2400000.00 []\n", "")
    refused = run(commands / "aipolicy", "clauses", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "pip install 'aipolicy[cli]'" in refused.stderr


def test_wheel_has_data_and_no_tests(wheels):
    """The documents' data and the type marker are inside."""
    [ours] = wheels.glob("aipolicy-*.whl")
    listed = run(sys.executable, "-m", "zipfile", "--list", ours).stdout
    assert "aipolicy/py.typed" in listed
    assert "aipolicy/rules/harbin_2022.toml" in listed
    assert "tests/" not in listed
