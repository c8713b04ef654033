"""The README's way to a computer without a network, run as it is written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.readmes import ROOT, commands

BUILT = ("src", "pyproject.toml", "README.md", "LICENSE")
NO_NETWORK = ("NewConnectionError", "Failed to establish a new connection", "name resolution")


def shell(command, folder, **variables):
    """Run a command as a reader would, with this test's Python as `python3`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    hidden = {"PYTHONPATH", "VIRTUAL_ENV", "AIPOLICY_DAYS"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env={**kept, "PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def only(part):
    [command] = [line for line in commands("README.md") if part in line]
    return command


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The folder that `pip wheel` fills, as the README says."""
    clone = tmp_path_factory.mktemp("clone")
    for name in BUILT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, clone / name)
    built = shell(only("pip wheel"), clone)
    if built.returncode and any(sign in built.stdout + built.stderr for sign in NO_NETWORK):
        pytest.skip("no package index can be reached, so no wheels can be fetched")
    assert built.returncode == 0, built.stdout + built.stderr
    return clone / "dist"


def test_installs_without_a_network(wheels, tmp_path):
    """pip reads no configuration here, so that it has the folder alone."""
    shutil.copytree(wheels, tmp_path / "dist")
    found = shell(
        f"{only('--no-index')} && {only('aipolicy clauses')}",
        tmp_path,
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        http_proxy="http://127.0.0.1:9",
        https_proxy="http://127.0.0.1:9",
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "harbin_2022/4.1" in found.stdout


def test_the_wheel_is_ours(wheels):
    assert len(list(wheels.glob("aipolicy-*.whl"))) == 1
