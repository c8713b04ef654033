"""The program, run in this process or in one of its own."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from aipolicy.cli import commands


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args: runner.invoke(commands.app, list(map(str, args)), prog_name="aipolicy")


@pytest.fixture
def program():
    """Run the program as a process of its own."""

    def started(*args, env=None, **options):
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            [sys.executable, "-m", "aipolicy", *map(str, args)],
            env={**os.environ, **path, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )

    return started
