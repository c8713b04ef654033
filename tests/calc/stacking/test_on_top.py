"""Awards on top of other money, whichever of the two documents grants them so."""

from datetime import date

import pytest

from aipolicy import Award, Claim
from aipolicy.calc.stacking.on_top import on_top
from aipolicy.stacking.entries import entries_of
from aipolicy.stacking.rules import rules_as_read

STACKINGS = rules_as_read({}).stackings


def entries(*clauses):
    """Entries of some clauses of one claimant, in document order."""
    claims = (Claim(on=date(2026, 6, 1), content=f"W{n}") for n in range(len(clauses)))
    awards = (
        Award.recorded(clause, 5, claim) for clause, claim in zip(clauses, claims, strict=True)
    )
    return entries_of([*awards], [])


def numbers(some):
    return [entry.number for entry in some]


def found(ours, theirs):
    """The clauses that meet, and those on top with their indices."""
    result = on_top(ours, theirs, STACKINGS)
    return (
        [(numbers(mine), numbers(others)) for mine, others in result.meeting],
        [(together.article, index) for together, index in result.together],
    )


def test_their_award_is_on_top_of_our_money():
    """Wuhan's 2.1 matches provincial money, though it is the province that asks."""
    province, city = entries("heilongjiang_2026/5.2", "wuhan_2024_draft/2.1")
    assert found([province], [city]) == ([(["5.2"], [])], [("2", city.index)])
    assert found([city], [province]) == ([(["2.1"], [])], [("2", city.index)])


def test_their_other_award_is_not_on_top():
    province, city = entries("heilongjiang_2026/5.2", "wuhan_2024_draft/3.2")
    assert found([province], [city]) == ([(["5.2"], ["3.2"])], [])


def test_every_award_on_top_is_noted_once():
    some = entries(
        "heilongjiang_2026/5.2", "heilongjiang_2026/5.2", "heilongjiang_2026/7.1",
        "wuhan_2024_draft/2.1", "wuhan_2024_draft/2.1", "wuhan_2024_draft/3.2",
    )  # fmt: skip
    assert found(some[:3], some[3:]) == (
        [(["5.2", "5.2", "7.1"], ["3.2"])],
        [("2", some[3].index), ("2", some[4].index)],
    )


@pytest.mark.parametrize("clause", ["wuhan_2024_draft/2.1", "wuhan_2024_draft/3.2"])
def test_money_of_another_city_is_not_topped_up(clause):
    """Langfang is a city: what Wuhan grants on top of provincial money meets its awards."""
    mine, theirs = sorted(entries("langfang_2023/1.1", clause), key=lambda one: one.policy.id)
    assert found([mine], [theirs]) == ([(["1.1"], [theirs.number])], [])
