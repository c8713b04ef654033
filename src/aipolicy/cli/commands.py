"""The commands: their arguments and options, and what each prints."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from aipolicy import registry
from aipolicy._context import of_displays
from aipolicy.calc.documents.provision import Kind
from aipolicy.calc.policy import Policy
from aipolicy.calc.values.days import written_day
from aipolicy.cases.file import assess_file, read_text
from aipolicy.cli.awards import awards_list
from aipolicy.cli.help import Command, Group
from aipolicy.cli.listing import listing
from aipolicy.cli.sheet import sheet_text
from aipolicy.errors import (
    Code,
    Fault,
    InvalidCase,
    UnknownClause,
    UnknownPolicy,
    UnreadableValue,
    fault,
)
from aipolicy.stated_days import require_days_of_environment, state_days_of_file

DIFFERENT = 1

_spoken = click.option("--language", metavar="zh|en", expose_value=False)
"""The language of the answer, its errors and the help; the program reads it before the command."""


def _state_days(_ctx: click.Context, _param: click.Parameter, file: str | None) -> None:
    """State the effective dates of the file of the option, and check that of the environment."""
    require_days_of_environment()
    if file is not None:
        state_days_of_file(file, "--days")


_days = click.option("--days", metavar="FILE", expose_value=False, callback=_state_days)
"""Effective dates for documents whose texts give none."""

_as_json = click.option("--json", "json", is_flag=True)


def _print_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow)

        try:
            click.echo(f"aipolicy {version('aipolicy')}")
        except PackageNotFoundError:
            click.echo("aipolicy")
        ctx.exit()


@click.group(
    cls=Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version)
@_spoken
@click.pass_context
def app(ctx: click.Context) -> None:
    """Print the help where no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@app.command("assess", cls=Command)
@click.argument("case", type=click.Path(path_type=Path))
@_as_json
@click.option("--steps", is_flag=True)
@_days
@_spoken
def assess_case(case: Path, *, json: bool, steps: bool) -> None:
    """Print what each claim of a case comes to, and why."""
    assessment = assess_file(case)
    if json:
        click.echo(assessment.model_dump_json(indent=2))
    elif steps:
        click.echo(assessment.explain())
    else:
        click.echo(awards_list(assessment, of_displays()))
        click.echo()
        click.echo(assessment.summary())


@app.command("clauses", cls=Command)
@click.option("--policy", metavar="ID")
@click.option("--in-force-on", metavar="2023-06-01")
@click.option("--kind", metavar="|".join(Kind))
@click.option("--all", "every", is_flag=True)
@_days
@_spoken
def list_clauses(
    *, policy: str | None, in_force_on: str | None, kind: str | None, every: bool
) -> None:
    """Print the provisions, one a line."""
    faults: list[Fault] = []
    chosen = _policies(policy, faults)
    day = _day(in_force_on, "--in-force-on", faults)
    wanted = _kind(kind, faults)
    if faults:
        raise InvalidCase("options", faults)
    click.echo(listing(chosen, day=day, kind=wanted, every=every, language=of_displays()))


@app.command("show", cls=Command)
@click.argument("provision", metavar="ID")
@click.option("--text", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--on", metavar="2023-06-01")
@_as_json
@_days
@_spoken
def show(provision: str, *, text: Path | None, on: str | None, json: bool) -> None:
    """Print one provision as a sheet."""
    policy, id_ = _provision(provision)
    faults: list[Fault] = []
    day = _day(on, "--on", faults)
    if faults:
        raise InvalidCase("options", faults)
    copy = None if text is None else read_text(text)
    sheet = policy.describe(id_, of_displays(), copy, on=day)
    click.echo(sheet.model_dump_json(indent=2) if json else sheet_text(sheet))


@app.command("check-text", cls=Command)
@click.argument("policy", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@_as_json
@_spoken
def check_text(policy: str, file: Path, *, json: bool) -> None:
    """Compare a copy of a document's text with its encoding."""
    from aipolicy import texts  # noqa: PLC0415  (only this command reads texts)

    report = texts.check(registry.policy(policy), read_text(file))
    click.echo(report.model_dump_json(indent=2) if json else report.text())
    if not report.ok:
        click.get_current_context().exit(DIFFERENT)


def _provision(id_: str) -> tuple[Policy, str]:
    by_id = {one.id: (own, one.id) for own in registry.policies() for one in own.provisions}
    if id_ in by_id:
        return by_id[id_]
    try:
        document = registry.policy(id_)
    except UnknownPolicy:
        known = tuple(by_id)
        unknown = fault(Code.PROVISION_UNKNOWN_ANYWHERE, "ID", value=id_, known=known)
        raise UnknownClause(unknown) from None
    raise UnknownClause(fault(Code.PROVISION_IS_DOCUMENT, "ID", value=id_, policy=document.id))


def _policies(id_: str | None, faults: list[Fault]) -> tuple[Policy, ...]:
    if id_ is None:
        return registry.policies()
    try:
        return (registry.policy(id_),)
    except UnknownPolicy as unknown:
        faults.append(replace(unknown.fault, path=("--policy",)))
        return ()


def _day(text: str | None, option: str, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    try:
        return written_day(text)
    except UnreadableValue as wrong:
        faults.append(wrong.fault.within(option))
        return None


def _kind(text: str | None, faults: list[Fault]) -> Kind | None:
    if text is None or text in list(Kind):
        return None if text is None else Kind(text)
    faults.append(fault(Code.VALUE_CHOICE, "--kind", value=text, known=tuple(map(str, Kind))))
    return None
