from decimal import Decimal

import pytest

from aipolicy.calc import Area, Count, Year, Yuan, percent, wan
from aipolicy.calc.symbolic.kinks import kinks_of
from aipolicy.calc.values.money import ZERO
from aipolicy.rules import heilongjiang_2026, langfang_2023, wuhan_2024_draft
from tests.calc.symbolic.drawn import LAWS, milestone, table_of


def at_least(*, cost: Yuan, least: Yuan = wan(1)) -> Yuan:
    return cost if cost >= least else ZERO


def above(*, cost: Yuan, least: Yuan = wan(1)) -> Yuan:
    return cost if cost > least else ZERO


def at_most(*, cost: Yuan, most: Yuan = wan(1)) -> Yuan:
    return cost if cost <= most else ZERO


def below(*, cost: Yuan, most: Yuan = wan(1)) -> Yuan:
    return cost if cost < most else ZERO


@pytest.mark.parametrize(
    ("law", "kinks"),
    [
        (at_least, ("9999.99", "10000.00")),
        (above, ("10000.00", "10000.01")),
        (at_most, ("10000.00", "10000.01")),
        (below, ("9999.99", "10000.00")),
    ],
)
def test_a_jump_has_both_its_sides(law, kinks):
    """The threshold, and the next fen on the side that the comparison leaves out."""
    assert table_of(law).kinks["cost"] == tuple(map(Decimal, kinks))


def capped(*, cost: Yuan, cap: Yuan = wan(1)) -> Yuan:
    return min(percent(50) * cost, cap)


def free(*, cost: Yuan, amount: Yuan = wan(1)) -> Yuan:
    return max(cost - amount, ZERO)


def rest(*, cost: Yuan, received: Yuan, cap: Yuan = wan(1)) -> Yuan:
    return ZERO if received >= cap else min(cost, cap - received)


@pytest.mark.parametrize(
    ("law", "fact", "kinks"),
    [
        (capped, "cost", ("20000.00",)),
        (free, "cost", ("10000.00",)),
        (rest, "received", ("10000.00",)),
    ],
)
def test_a_kink_without_a_jump_is_one_value(law, fact, kinks):
    """Where a cap is reached, the sum goes on from what it was."""
    assert table_of(law).kinks[fact] == tuple(map(Decimal, kinks))


def far_off(*, area: Area, boats: Count, year: Year, most: Area = wan("0.01")) -> Yuan:
    """A jump that only some of the other facts show."""
    if boats == 77 and area > most and year <= 3:
        return wan(1)
    return ZERO


@pytest.mark.parametrize(
    ("fact", "kinks"),
    [
        ("area", (Decimal("100.00"), Decimal("100.01"))),
        ("boats", (76, 77, 78)),
        ("year", (3, 4)),
    ],
)
def test_jumps_are_found_beside_other_facts(fact, kinks):
    assert table_of(far_off).kinks[fact] == kinks


def test_jumps_of_real_clauses_have_both_sides():
    bounds = ("99999999.99", "100000000.00", "499999999.99", "500000000.00", "999999999.99")
    kinks = langfang_2023.revenue_milestone.table.kinks
    assert kinks["main_revenue"] == (*map(Decimal, bounds), Decimal("1000000000.00"))
    assert langfang_2023.revenue_growth.table.kinks["main_revenue"] == (
        Decimal("99999999.99"),
        Decimal("100000000.00"),
    )
    assert heilongjiang_2026.terminal_manufacturing.table.kinks["total_investment"] == (
        Decimal("19999999.99"),
        Decimal("20000000.00"),
    )
    assert wuhan_2024_draft.core_park.table.kinks["year_of_support"] == (3, 4)


def tangled(*, a: Yuan, b: Yuan, c: Yuan) -> Yuan:
    """The other facts together decide whether there is a jump; that is not searched for."""
    return min(b, c) if a >= wan(1) else max(b, c)


def many(*, a: Yuan, b: Count, c: Count, d: Count, e: Count, f: Count) -> Yuan:
    return wan(1) if a >= wan(1) and min(b, c, d, e, f) >= 5 else ZERO


def several(*, a: Yuan, b: Count, c: Count, d: Count, e: Count) -> Yuan:
    if a < wan(1) or b < 5 or c < 5:
        return ZERO
    return wan(1) if d >= 5 and e >= 5 else ZERO


def test_a_doubtful_jump_counts_as_one():
    assert len(table_of(tangled).kinks["a"]) == 2
    assert table_of(many).kinks["a"] == (Decimal("9999.99"), Decimal("10000.00"))
    assert table_of(several).kinks["a"] == (Decimal("9999.99"), Decimal("10000.00"))
    table = LAWS["growth"]
    assert kinks_of(table.tree, table.facts, "previous") == ()
    assert len(table_of(milestone).kinks["income"]) == 8
