"""The program, run in this process or in one of its own."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from aipolicy.cli import program as cli_program


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self):
        return self.stdout


@pytest.fixture
def run(capsys):
    """Run a command in this process; both of its streams are kept."""

    def started(*args):
        capsys.readouterr()
        code = cli_program.run([str(one) for one in args])
        return Result(code, *capsys.readouterr())

    return started


@pytest.fixture
def program():
    """Run the program as a process of its own."""

    def started(*args, env=None, **options):
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, "-m", "aipolicy", *map(str, args)],
            env={**os.environ, **path, **(env or {})},
            **{**streams, **options},
        )

    return started
