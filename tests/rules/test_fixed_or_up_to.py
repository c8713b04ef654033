"""Where 按…的30%给予最高… could fix the sum or only bound it: the reading `up_to` is a ceiling.

The default is the contract's: the share is fixed. The words print 最高 before the sum, not before
the share, in each of these provisions.
"""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from aipolicy import Case, Claim, assess, clause, clauses, frames, policy, stack, wan
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.errors import InvalidClaim

FEN = Decimal("0.01")
READ = [one for one in clauses() if one.terms.ceiling_as]
every_clause = pytest.mark.parametrize("chosen", READ, ids=lambda one: one.id)
KINDS = {QuantityKind.SUM: wan(10), QuantityKind.CONDITION: True, QuantityKind.YEAR: 1}


def _facts(chosen):
    facts = {name: KINDS.get(fact.kind, Decimal(0)) for name, fact in chosen.facts.items()}
    return {**facts, **({"government_investment_project": False} if chosen.number == "4.1" else {})}


def _claim(chosen, **more):
    first = policy(chosen.policy).first
    stated = None if first else date(2025, 8, 1)
    on = first or stated
    return Claim(on=on, effective_from=stated, claimant="甲", subject="乙", **more)


def test_thirteen_clauses_are_fixed_or_up_to():
    assert [one.id for one in READ] == [
        "dalian_2025_draft/2.2",
        *(f"harbin_2022/{n}" for n in ("2.1", "2.2", "2.3", "3.1", "4.1", "6.1", "6.2", "9.2")),
        *(f"wuhan_2024_draft/{n}" for n in ("3.2", "3.3", "7.3", "11.2")),
    ]


@every_clause
def test_default_fixes_the_amount(chosen):
    facts = _facts(chosen)
    award = chosen.award(_claim(chosen), **facts)
    assert award.amount == award.least == award.most == chosen(**facts) > 0
    with pytest.raises(InvalidClaim, match="the text fixes this amount"):
        chosen.award(_claim(chosen, determined=award.most - FEN), **facts)


@every_clause
def test_other_reading_is_a_ceiling(chosen):
    """The authority's sum stands just under and at the ceiling, and is cut just over it."""
    read, facts = chosen.read_as("up_to"), _facts(chosen)
    assert (chosen.grants, read.grants) == (Grants.AMOUNT, Grants.CEILING)
    most = read(**facts)
    assert most == chosen(**facts)
    award = read.award(_claim(chosen), **facts)
    assert (award.amount, award.least, award.most) == (None, 0, most)
    assert award.departures == ("sum_is=up_to",)
    for determined, due in [(most - FEN, most - FEN), (most, most), (most + FEN, most)]:
        given = read.award(_claim(chosen, determined=determined), **facts)
        assert given.amount == due
    nothing = {n: False if value is True else value for n, value in facts.items()}
    assert read.award(_claim(chosen), **nothing).amount == 0


@every_clause
def test_columns_are_least_and_most(chosen):
    facts = {name: [value] for name, value in _facts(chosen).items()}
    written = frames.over(pl.DataFrame(facts), chosen.read_as("up_to"), unit="yuan")
    assert written.columns[len(facts) :] == ["least", "most"]
    assert written.row(0)[len(facts) :] == (0, chosen(**_facts(chosen)))


def test_case_file_reads_two_points():
    """A second year of Wuhan's compute, each year with its own cap, as a ceiling."""
    text = """
    claims:
      - clause: wuhan_2024_draft/3.3
        on: 2025-08-01
        effective_from: 2025-08-01
        reading: [up_to, each_year]
        facts: {local_compute_fee: 600万元, received_to_date: 400万元, year_of_support: 2,
          selected: 是, lead_unit: 是}
    """
    result = assess(Case.read(text))
    assert (result.total, result.undetermined) == (0, 1)
    assert result.awards[0].most == wan(300)
    assert result.awards[0].readings == ("each_year", "up_to")
    assert result.awards[0].departures == ("reading=each_year", "sum_is=up_to")


@pytest.mark.parametrize(
    ("names", "total"), [((), 500), (("each_year",), 600), (("fixed",), 500), (("up_to",), 500)]
)
def test_stack_counts_as_the_readings_say(names, total):
    """Wuhan 3.3: one cap of 5 million for all years, or one for each."""
    compute = clause("wuhan_2024_draft/3.3")
    read = compute.read_as(*names) if names else compute
    facts = {"local_compute_fee": wan(600), "received_to_date": 0, "selected": True}
    awards = [
        read.award(
            _claim(read, year=2025 + year, determined=wan(300)),
            year_of_support=year,
            lead_unit=True,
            **facts,
        )
        for year in (1, 2)
    ]
    assert stack(awards).total == wan(total)
