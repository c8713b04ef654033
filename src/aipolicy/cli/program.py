"""The program: its arguments, its language, its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextvars import copy_context

import click

from aipolicy._context import language, of_displays
from aipolicy._words import Language
from aipolicy.cli.commands import app
from aipolicy.errors import AipolicyError, Code, Surface, UnreadableValue, fault, faults
from aipolicy.errors.fault import Shown
from aipolicy.errors.wording import heading

DONE, BAD_INPUT, NO_ANSWER = 0, 2, 3


def run(args: Sequence[str]) -> int:
    """Run a command and return its exit code; errors are printed on the error stream.

    The language of the arguments holds in the command alone.

    >>> run(["show", "nothing", "--language", "en"])
    2
    """
    return copy_context().run(_run, args)


def _run(args: Sequence[str]) -> int:
    try:
        return _answered(args)
    except BaseException as error:  # noqa: BLE001  (a plug-in may raise anything, SystemExit too)
        return _failed(error)


def _answered(args: Sequence[str]) -> int:
    """Run a command, or say what is wrong with its arguments or its input.

    Raises:
        BaseException: the command failed, or what it says cannot be written.
    """
    try:
        language(_asked(args))
    except UnreadableValue as unknown:
        language("zh")
        return _refused(unknown)
    try:
        ended = app(list(args), prog_name="aipolicy", standalone_mode=False)
        return _flushed(ended if isinstance(ended, int) else DONE)
    except click.UsageError as wrong:
        return _misused(wrong, next((one for one in args if one in app.commands), ""))
    except AipolicyError as error:
        return _refused(error)


def _asked(args: Sequence[str]) -> Language:
    """Return the language that the arguments ask for, wherever they do; or the default.

    Raises:
        UnreadableValue: it is not a language.
    """
    for place, one in enumerate(args):
        if one == "--language" and place + 1 < len(args):
            return of_displays(args[place + 1])  # type: ignore[arg-type]  # checked there
        if one.startswith("--language="):
            return of_displays(one.partition("=")[2])  # type: ignore[arg-type]
    return of_displays()


def _flushed(code: int) -> int:
    """Return the exit code once all output is written.

    Raises:
        OSError: it cannot be written.
    """
    if sys.stdout is None:
        raise OSError
    sys.stdout.flush()
    return code


def _refused(error: AipolicyError) -> int:
    """Print the faults of an error as the person at the command line needs them."""
    spoken = of_displays()
    found = faults(error)
    where = getattr(error, "where", None)
    surface = Surface.FILE if any(one.surface is Surface.FILE for one in found) else Surface.SHELL
    lines = [one.on(surface).text(spoken) for one in found]
    if where is not None:
        lines = [heading(str(where), len(found), spoken), *(f"  {line}" for line in lines)]
    click.echo("\n".join(lines) if found else str(error), err=True)
    return BAD_INPUT


def _misused(wrong: click.UsageError, command: str) -> int:
    """Print what is wrong with the arguments of a command."""
    params = {"command": Shown(f"{command} " if command else "")}
    if isinstance(wrong, click.NoSuchOption):
        given = wrong.option_name
        known = tuple(one for param in _params(wrong.ctx) for one in param.opts)
        found = fault(Code.OPTION_UNKNOWN, given, misspelt=given, known=known, **params)
    elif isinstance(wrong, click.BadOptionUsage):
        found = fault(Code.OPTION_MISSING, wrong.option_name, **params)
    elif isinstance(wrong, click.MissingParameter):
        name = wrong.param.name if wrong.param else None
        found = fault(Code.OPTION_MISSING, str(name or command), **params)
    else:
        found = fault(Code.OPTION_INVALID, command, **params)
    click.echo(found.text(of_displays()), err=True)
    return BAD_INPUT


def _params(ctx: click.Context | None) -> list[click.Parameter]:
    return ctx.command.get_params(ctx) if ctx else []


def _failed(error: BaseException) -> int:
    """Print that there is no answer; never a traceback, and never a code that says otherwise."""
    unwritable = isinstance(error, OSError) and error.filename is None
    if unwritable:
        wrong = fault(Code.FILE_UNWRITABLE, "output")
    else:
        message = Shown(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
        wrong = fault(Code.PROGRAM_FAILED, message=message)
    try:
        click.echo(wrong.text(of_displays()), err=True)
    except OSError:
        sys.stderr = None  # nothing is to be flushed at exit
    if unwritable:
        sys.stdout = None
    return NO_ANSWER
