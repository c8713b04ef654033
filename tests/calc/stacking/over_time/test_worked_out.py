"""What a clause gives on the facts of an award again, and where it cannot say."""

from datetime import date

import pytest

from aipolicy import Claim, stack, wan
from aipolicy.calc.stacking.over_time.worked_out import most_at_all, whole, worked_out
from aipolicy.rules import langfang_2023 as langfang
from aipolicy.stacking.entries import entries_of

FACTS = {"operating_cost": wan(1000), "year_of_operation": 1}


def operation(on=date(2024, 6, 1), **changes):
    claim = Claim(on=on, claimant="甲", subject="P", effective_from=date(2023, 1, 4))
    return langfang.platform_operation.award(claim, **FACTS).model_copy(update=changes)


def entry(**changes):
    return entries_of([operation(**changes)])[0]


@pytest.mark.parametrize(("year", "fen"), [(1, 2 * 10**8), (3, 2 * 10**8), (4, 0)])
def test_a_replaced_year_is_worked_out(year, fen):
    assert worked_out(entry(), {"year_of_operation": year}) == fen


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": {}},
        {"facts": {"year_of_operation": 1}},
        {"facts": {**FACTS, "another": 1}},
        {"figures": {**langfang.platform_operation.figures, "cap": -1}},
        {"figures": {**langfang.platform_operation.figures, "another": wan(1)}},
        {"readings": ("another",)},
    ],
    ids=["no facts", "a fact missing", "another fact", "a bad cap", "another figure", "a reading"],
)
def test_what_the_clause_cannot_take_is_unknown(changes):
    altered = entry(**changes)
    assert worked_out(altered, {"year_of_operation": 4}) is None
    assert whole(altered) is None


def test_an_award_that_cannot_be_worked_out_stands():
    """History shows year 2; the clause as loaded cannot take the facts that the award holds."""
    before = operation(date(2023, 6, 1))
    altered = operation(facts={"operating_cost": wan(1000), "year_of_operation": 1, "another": 1})
    resolution = stack([altered], history=[before])
    assert resolution.total == wan(200)
    assert "replaced" not in {mark.kind for mark in resolution.marks}


def test_reforms_are_worked_out_as_reforms():
    reform = langfang.platform_operation.with_figures(cap=wan(100))
    claim = Claim(on=date(2024, 6, 1), effective_from=date(2023, 1, 4))
    [found] = entries_of([reform.award(claim, **FACTS)])
    assert worked_out(found, {"year_of_operation": 2}) == 100 * wan(100)


def test_the_most_of_a_clause_needs_no_facts():
    assert most_at_all(langfang.platform_operation) == 100 * wan(300)
