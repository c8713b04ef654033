"""The commands: their arguments and options, and what each prints."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from aipolicy import registry
from aipolicy.calc.documents.provision import Kind, Provision
from aipolicy.calc.policy import Policy
from aipolicy.calc.words.glossary import Language
from aipolicy.cases.file import assess_file, read_text
from aipolicy.cli.awards import awards_list
from aipolicy.cli.listing import listing
from aipolicy.cli.sheet import sheet
from aipolicy.errors import AipolicyError, Fault, InvalidCase, UnknownClause
from aipolicy.errors.nearest import nearest_or

DIFFERENT = 1
BAD_INPUT = 2

_CODES = "Exit codes: 0 done; 1 a text differs from the code; 2 bad input."

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_CODES,
)

English = Annotated[bool, typer.Option("--english", help="Write English instead of Chinese.")]
"""Whether the output is in English; it is in Chinese by default."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
"""Whether JSON is printed in place of text."""


@contextmanager
def _told() -> Generator[None]:
    """Print an error of the library as it is written, and end with the code for bad input."""
    try:
        yield
    except AipolicyError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None


def _print_version(asked: bool) -> None:
    if asked:
        try:
            typer.echo(f"aipolicy {version('aipolicy')}")
        except PackageNotFoundError:
            typer.echo("aipolicy, run from its source without being installed")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[  # its callback answers it
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """China's AI subsidy policies as exact functions （人工智能扶持政策的精确计算）."""


@app.command("assess", epilog=_CODES)
def assess_case(
    case: Annotated[Path, typer.Argument(help="A case file in YAML.")],
    *,
    json: AsJson = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="Print every step of every award.")
    ] = False,
    english: English = False,
) -> None:
    """Assess a case: what each of its claims comes to, and why."""
    with _told():
        assessment = assess_file(case)
    if json:
        typer.echo(assessment.model_dump_json(indent=2))
    elif steps:
        typer.echo(assessment.explain(_language(english=english)))
    else:
        typer.echo(awards_list(assessment, _language(english=english)))
        typer.echo()
        typer.echo(assessment.summary(_language(english=english)))


@app.command("clauses", epilog=_CODES)
def list_clauses(
    *,
    policy: Annotated[str | None, typer.Option(help="Only this document.")] = None,
    in_force_on: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Only what is, or may be, in force on this day."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help=f"Only this kind: {', '.join(Kind)}.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what fixes no money.")] = False,
    english: English = False,
) -> None:
    """List the provisions that fix money; --all lists every one.

    The last line says how many are left out.
    """
    with _told():
        faults: list[Fault] = []
        chosen = _policies(policy, faults)
        day = _day(in_force_on, faults)
        wanted = _kind(kind, faults)
        if faults:
            raise InvalidCase("options", faults)
        language = _language(english=english)
        typer.echo(listing(chosen, day=day, kind=wanted, every=every, language=language))


@app.command("show", epilog=_CODES)
def show(
    measure: Annotated[
        str, typer.Argument(metavar="ID", help="A measure's id, such as harbin_2022/4.1.")
    ],
    *,
    english: English = False,
) -> None:
    """Show one provision: what it gives, its facts, figures and days.

    Any provision is shown, computable or not, with its open points and the place of its words.
    """
    with _told():
        typer.echo(sheet(*_measure(measure), _language(english=english)))


@app.command("check-text", epilog=_CODES)
def check_text(
    policy: Annotated[str, typer.Argument(help="A document's id, such as harbin_2022.")],
    file: Annotated[Path, typer.Argument(help="A copy of the official text, in UTF-8.")],
    *,
    json: AsJson = False,
) -> None:
    """Hold a copy of a document's text against the code."""
    from aipolicy import texts  # noqa: PLC0415  (only this command reads texts)

    with _told():
        report = texts.check(registry.policy(policy), read_text(file))
    typer.echo(report.model_dump_json(indent=2) if json else str(report))
    if not report.ok:
        raise typer.Exit(DIFFERENT)


def _language(*, english: bool) -> Language:
    return "en" if english else "zh"


def _measure(id_: str) -> tuple[Policy, Provision]:
    by_id = {one.id: (own, one) for own in registry.policies() for one in own.provisions}
    if id_ in by_id:
        return by_id[id_]
    if any(id_ == own.id for own in registry.policies()):
        cure = f"aipolicy clauses --policy {id_} --all lists its measures"
        raise UnknownClause(Fault("measure", id_, "this is a document", cure))
    cure = nearest_or(id_, by_id, "aipolicy clauses --all lists them")
    raise UnknownClause(Fault("measure", id_, "there is no such measure", cure))


def _policies(id_: str | None, faults: list[Fault]) -> tuple[Policy, ...]:
    found = tuple(own for own in registry.policies() if id_ in {None, own.id})
    if not found:
        known = [own.id for own in registry.policies()]
        faults.append(_unknown("--policy", str(id_), "there is no such document", known))
    return found


def _day(text: str | None, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fault = Fault("--in-force-on", repr(text), "this is no day", "write it as 2023-06-01")
        faults.append(fault)
        return None


def _kind(text: str | None, faults: list[Fault]) -> Kind | None:
    if text is None or text in list(Kind):
        return None if text is None else Kind(text)
    faults.append(_unknown("--kind", text, "there is no such kind", [*Kind]))
    return None


def _unknown(option: str, text: str, limit: str, known: list[str]) -> Fault:
    cure = nearest_or(text, known, f"choose of {', '.join(known)}")
    return Fault(option, repr(text), limit, cure)
