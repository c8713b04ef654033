"""The examples of the READMEs under strict type checkers, one module a README."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.docs.readmes import READMES, ROOT, examples

SRC = ROOT / "src"


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """A folder with one module for each README."""
    folder = tmp_path_factory.mktemp("examples")
    for readme in READMES:
        name = readme.replace(".", "_").replace("-", "_").removesuffix("_md").lower()
        (folder / f"{name}.py").write_text(examples(readme), encoding="utf-8")
    return folder


def run(*command, **variables):
    if find_spec(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(
        [sys.executable, "-m", *command],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_examples_pass_mypy(modules):
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", str(modules / "cache")]
    found = run("mypy", *options, *map(str, modules.glob("*.py")), MYPYPATH=str(SRC))
    assert (found.returncode, found.stdout) == (
        0,
        "Success: no issues found in 2 source files\n",
    ), found.stdout + found.stderr


def test_examples_pass_pyright(modules):
    """An example may end in a bare expression, whose value the README shows."""
    settings = {
        "include": [str(path) for path in modules.glob("*.py")],
        "extraPaths": [str(SRC)],
        "typeCheckingMode": "strict",
        "reportUnusedExpression": "none",
    }
    project = modules / "pyrightconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    found = run("pyright", "--project", str(project), "--pythonpath", sys.executable)
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stdout.startswith("0 errors"), found.stdout


def test_every_example_is_checked():
    for readme in READMES:
        assert examples(readme).count("import") > 5
        assert ">>>" not in examples(readme)
