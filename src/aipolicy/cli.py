"""The command line: assess a case, list the clauses, show one, check a text.

Exit codes: 0 done, 1 a text that differs from the code, 2 bad input.
"""

import inspect
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

from aipolicy import registry
from aipolicy.assessment import Assessment
from aipolicy.calc.award import Award
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.explanation import sum_or_ceiling
from aipolicy.calc.glossary import Language, named
from aipolicy.calc.money import as_fraction
from aipolicy.calc.notation import money
from aipolicy.calc.policy import Policy
from aipolicy.calc.provision import Kind
from aipolicy.casefile import assess_file, read_text
from aipolicy.errors import AipolicyError, Fault, InvalidCase

try:
    import typer
    from rich.console import Console
    from rich.table import Table
except ImportError:  # pragma: no cover  (tested in an environment without the extra)
    sys.exit("The command line needs Typer and Rich; pip install 'aipolicy[cli]' brings them.")

DIFFERENT = 1
BAD_INPUT = 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="China's AI subsidy policies as exact functions. 人工智能扶持政策的精确计算。",
)

English = Annotated[bool, typer.Option("--english", help="Write the reasons in English.")]
"""Whether the report is in English; it is in Chinese by default."""


@contextmanager
def _told() -> Generator[None]:
    """Print an error of the library as it is written, and end with the code for bad input."""
    try:
        yield
    except AipolicyError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None


@app.callback()
def _main() -> None:
    """China's AI subsidy policies as exact functions."""


@app.command("assess")
def assess_case(
    case: Annotated[Path, typer.Argument(help="A case file in YAML.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="Print every step of every award.")
    ] = False,
    english: English = False,
) -> None:
    """Assess a company's case: what each of its claims comes to, and why."""
    with _told():
        assessment = assess_file(case)
    if json:
        typer.echo(assessment.model_dump_json(indent=2))
    elif steps:
        typer.echo(assessment.explain("en" if english else "zh"))
    else:
        _console().print(_awards(assessment, english=english))
        typer.echo(assessment.summary("en" if english else "zh"))


@app.command("clauses")
def list_clauses(
    *,
    policy: Annotated[str | None, typer.Option(help="Only this document.")] = None,
    in_force_on: Annotated[
        str | None, typer.Option(help="Only what is, or may be, in force on this day.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as referral.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what fixes no money.")] = False,
) -> None:
    """List the measures: those that fix money, or all."""
    with _told():
        chosen = [registry.policy(policy)] if policy else registry.policies()
        day = _day(in_force_on)
        wanted = _kind(kind)
        table = Table("id", "name", "heading", "kind", "in force")
        for one in chosen:
            state = None if day is None else one.in_force(day)
            if state is False:
                continue
            for provision in one.provisions:
                computable = provision.id in one.clauses
                if wanted not in {None, provision.kind} or not (computable or every or wanted):
                    continue
                table.add_row(
                    provision.id,
                    provision.name or "",
                    provision.heading,
                    provision.kind,
                    _validity(one, day),
                )
    _console().print(table)


@app.command("show")
def show(clause: Annotated[str, typer.Argument(help="An id, such as harbin_2022/4.1.")]) -> None:
    """Show one clause: what it asks, its figures, its table, its days and its open points."""
    with _told():
        typer.echo("\n".join(_shown(registry.clause(clause))))


@app.command("check-text")
def check_text(
    policy: Annotated[str, typer.Argument(help="A document's id, such as harbin_2022.")],
    file: Annotated[Path, typer.Argument(help="A copy of the official text, in UTF-8.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Hold a copy of a document's text against the code; ends with 1 where they differ."""
    from aipolicy import texts  # noqa: PLC0415  (only this command reads texts)

    with _told():
        report = texts.check(registry.policy(policy), read_text(file))
    typer.echo(report.model_dump_json(indent=2) if json else str(report))
    if not report.ok:
        raise typer.Exit(DIFFERENT)


def _console() -> Console:
    """Return a console as wide as the terminal, or wide enough for a table in a file."""
    console = Console()
    return console if console.is_terminal else Console(width=160)


def _awards(assessment: Assessment, *, english: bool) -> Table:
    heads = (
        ("article", "heading", "subject", "sum or ceiling (yuan)", "paid (yuan)", "why")
        if english
        else ("条款", "事项", "标的", "金额或最高额(元)", "给予(元)", "理由")
    )
    table = Table(*heads, title=assessment.claimant)
    table.columns[3].justify = table.columns[4].justify = "right"
    language: Language = "en" if english else "zh"
    for award in assessment.awards:
        reasons = (award.reason(language), assessment.resolution.why(award, language))
        table.add_row(
            award.clause,
            award.heading,
            award.claim.subject or "",
            sum_or_ceiling(award),
            _paid(assessment, award),
            "\n".join(reason for reason in reasons if reason),
        )
    return table


def _paid(assessment: Assessment, award: Award) -> str:
    """Return what is paid of an award; a ceiling is not money due."""
    paid = money(as_fraction(assessment.resolution.paid(award)))
    return f"≤ {paid}" if award.amount is None else paid


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fault = Fault("in_force_on", repr(text), "this is no day", "write it as 2023-06-01")
        raise InvalidCase("options", [fault]) from None


def _kind(text: str | None) -> Kind | None:
    if text is None:
        return None
    try:
        return Kind(text)
    except ValueError:
        fault = Fault("kind", repr(text), "there is no such kind", f"kinds: {', '.join(Kind)}")
        raise InvalidCase("options", [fault]) from None


def _validity(policy: Policy, day: date | None) -> str:
    """Return the days in force in words, or that the document does not state them."""
    if policy.first is None:
        return "unknown on that day" if day else "days not stated"
    return str(policy.period())


def _shown(clause: AnyClause) -> Iterator[str]:
    policy = registry.policy(clause.policy)
    provision = policy.provision(clause.id)
    yield f"{clause.id}  {clause.name}  {provision.heading}"
    yield f"《{policy.title}》{policy.number or ''}"
    yield ""
    yield inspect.getdoc(clause) or ""
    yield ""
    yield f"grants {clause.grants} · per {clause.per} · {clause.how_often} · {provision.instrument}"
    yield f"validity: {_validity(policy, None)}{' (draft for comment)' if policy.draft else ''}"
    yield f"departments: {'、'.join(provision.departments)}"
    yield ""
    yield "facts"
    for name, quantity in clause.facts.items():
        yield f"  {name}: {quantity.measure} ({quantity.unit})  {named(name, 'zh')}"
    yield "figures"
    for name, value in clause.figures.items():
        yield f"  {name} = {value}  {named(name, 'zh', 'figures')}"
    if clause.readings:
        yield f"readings: {', '.join(clause.readings)} (the first is the default)"
    for zh, en in clause.assumes:
        yield f"assumes: {en}  {zh}"
    yield ""
    yield str(clause.table)
    yield f"formula: {clause.table.formula()}"
    yield ""
    yield "open points"
    for point in provision.open_points:
        yield f"  {point.issue}"
        yield f"    taken: {point.default}; readings: {' | '.join(point.readings)}"
        yield f"    because: {point.why}"


def main() -> None:
    """Run the command line."""
    app()
