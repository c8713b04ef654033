"""Write docs/catalogue.md from the code: one table for each document, one row for each provision.

Run `python tools/catalogue.py` after a change; a test fails while the page is out of date.
"""

from collections.abc import Iterator
from pathlib import Path

from aipolicy import Policy, policies
from aipolicy.calc.documents.provision import Provision

PAGE = Path(__file__).parent.parent / "docs" / "catalogue.md"

HEAD = """\
# The catalogue

Every provision of every document, in document order, generated from the code. Sums are in yuan. A
provision without a formula has no computable amount: its kind says what it gives instead.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(line for policy in policies() for line in _document(policy))])


def _document(policy: Policy) -> Iterator[str]:
    provisions = policy.provisions
    yield f"## {policy.id}"
    yield ""
    yield f"《{policy.title}》{policy.number or '(no number in the text)'}, {policy.region}."
    yield f"{len(provisions)} provisions, {len(policy.clauses)} computable. {_days(policy)}"
    yield ""
    yield "| provision | title | heading | kind | formula | cap | how often, per | open points |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from (_row(policy, provision) for provision in provisions)
    yield ""


def _days(policy: Policy) -> str:
    draft = "A draft for comment, not law. " if policy.draft else ""
    if policy.first is not None:
        return f"{draft}In force {policy.period()}."
    term = f"; its term is {policy.term_years} years" if policy.term_years else ""
    return f"{draft}The text gives no effective date{term}."


def _row(policy: Policy, provision: Provision) -> str:
    number = provision.id.partition("/")[2]
    points = len(provision.open_points)
    title = f"{provision.title('zh')} · {provision.title('en')}"
    clause = policy.clauses.get(provision.id)
    if clause is None:
        cells = [number, title, provision.heading, str(provision.kind), "", "", "", str(points)]
    else:
        cap = clause.figures.get("cap")
        unit = clause.frequency.text("en")
        readings = f"{points}: `{'`, `'.join(clause.readings)}`" if clause.readings else str(points)
        cells = [
            f"{number} `{clause.name}`",
            title,
            provision.heading,
            str(provision.kind),
            clause.table.formula("en"),
            "" if cap is None else f"{cap:,}",
            unit,
            readings,
        ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
