from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest

from aipolicy.calc import (
    AMOUNT,
    CITY,
    ONCE,
    PROJECT,
    ZERO,
    Area,
    Count,
    Policy,
    Rate,
    Received,
    Stacking,
    Tiers,
    Yuan,
    percent,
    wan,
    yi,
)
from aipolicy.calc.calculations.definition_check import definition_faults
from aipolicy.calc.calculations.units import unit_faults
from aipolicy.errors import Code, InvalidClause
from aipolicy.registry import clauses
from tests.invented import islands, orchards, springs, terraces


def defined(law, number="1.1", **terms):
    """Return a clause of an invented document that has no other."""
    policy = Policy(id="bay", region="海湾市", province="海湾省", level=CITY, data=Path("bay.toml"))
    return policy.clause(number, grants=AMOUNT, per=PROJECT, how_often=ONCE, **terms)(law)


def refusal(law, number="1.1", **terms):
    """Return the fault for which a definition is refused when it is made."""
    with pytest.raises(InvalidClause) as refused:
        defined(law, number, **terms)
    return refused.value.fault


def quay(*, cost: Yuan, ready: bool, least: Yuan = wan(1), cap: Yuan = wan(3)) -> Yuan:
    return min(cost, cap) if ready and cost >= least else ZERO


@pytest.mark.parametrize("number", ["1-1", "", "4.", ".4", "04.1", "4.01", "四.1", "4.1a", "4 .1"])
def test_a_malformed_number_is_refused(number):
    wrong = refusal(quay, number)
    assert (wrong.code, wrong.path) == (Code.DEFINITION_NUMBERING, (f"bay/{number}",))
    assert 'as in "4.1"' in wrong.text("en")
    assert "如“4.1”" in wrong.text("zh")


@pytest.mark.parametrize("number", ["4.1", "4", "13.10", "2.3.1"])
def test_a_number_with_points_is_taken(number):
    assert defined(quay, number).id == f"bay/{number}"


@pytest.mark.parametrize("option", ["falls_with", "jumps_with"])
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("costs", Code.DEFINITION_NO_FACT, "cost"),
        ("cap", Code.DEFINITION_NO_FACT, "cost"),
        ("ready", Code.DEFINITION_CONDITION_NAMED, "number"),
    ],
)
def test_facts_that_are_named_must_be_there(option, name, code, said):
    """What falls or jumps names facts of the clause, and those are numbers."""
    wrong = refusal(quay, **{option: ("cost", name)})
    assert wrong.code is code
    assert said in wrong.text("en")
    assert option in wrong.text("zh")


def _with(default, hint):
    def law(*, cost, figure=default):
        return cost

    law.__annotations__ = {"cost": Yuan, "figure": hint, "return": Yuan}
    return law


@pytest.mark.parametrize(
    ("default", "hint", "code"),
    [
        (Decimal(30), Rate, "rate.range"),
        ("三百万美元", Yuan, "sum.currency"),
        (Decimal("0.001"), Yuan, "sum.fraction"),
        (Decimal(-1), Yuan, "sum.negative"),
        (Decimal(0), Area, "area.not_positive"),
        (2.5, Count, "whole.type"),
        (None, Yuan, "number.type"),
    ],
)
def test_a_figure_that_is_none_is_refused(default, hint, code):
    """A figure of the law is read as one that `with_figures` changes."""
    wrong = refusal(_with(default, hint))
    assert wrong.path == ("bay/1.1", "figure")
    assert wrong.code.startswith(code.partition(".")[0])
    assert wrong.text("zh") != wrong.text("en")


@pytest.mark.parametrize(
    "tiers",
    [
        ((yi(5), wan(100)), (yi(1), wan(500))),
        ((yi(1), wan(100)), (yi(1), wan(500))),
        (),
        ((yi(1), wan(100), wan(5)),),
        (yi(1), wan(100)),
    ],
)
def test_tiers_must_rise_and_be_pairs(tiers):
    wrong = refusal(_with(tiers, Tiers))
    assert (wrong.code, wrong.path) == (Code.DEFINITION_TIERS, ("bay/1.1",))
    assert "thresholds rising" in wrong.text("en")
    assert "逐档升高" in wrong.text("zh")


def test_a_bad_sum_in_tiers_is_named():
    wrong = refusal(_with(((yi(1), Decimal(-5)),), Tiers))
    assert wrong.code is Code.SUM_NEGATIVE
    assert wrong.path == ("bay/1.1", "figure")


def test_figures_of_other_types_are_left():
    """What has no quantity is the function's own affair."""
    assert defined(_with(7, int)).figures["figure"] == 7
    assert defined(_with(7, Annotated[int, "seven"])).figures["figure"] == 7


def squared(*, cost: Yuan, paid: Received) -> Yuan:
    return cost * paid


def squared_in_a_test(*, cost: Yuan, size: Area) -> Yuan:
    return cost if cost * cost * size >= 5 else ZERO


def squared_on_one_way(*, cost: Yuan, ready: bool) -> Yuan:
    return cost * cost if ready else cost


@pytest.mark.parametrize(
    ("law", "term"),
    [
        (squared, "cost × paid"),
        (squared_in_a_test, "cost × cost × size"),
        (squared_on_one_way, "cost × cost"),
    ],
)
def test_yuan_times_yuan_is_refused(law, term):
    """No call is answered: the table is refused when it is first made."""
    with pytest.raises(InvalidClause) as refused:
        defined(law).table  # noqa: B018
    assert refused.value.fault.code is Code.DEFINITION_YUAN_SQUARED
    assert term in refused.value.fault.text("en")
    assert "金额与金额相乘" in refused.value.fault.text("zh")


def by_a_figure(*, cost: Yuan, grant: Yuan = wan(5)) -> Yuan:
    return grant * cost


def figure_in_a_test(*, cost: Yuan, grant: Yuan = wan(5)) -> Yuan:
    return cost if grant * cost > wan(5) else ZERO


def unlike_added(*, cost: Yuan, size: Area) -> Yuan:
    return cost + size


def unlike_compared(*, cost: Yuan, boats: Count, most: Yuan = wan(5)) -> Yuan:
    return cost if boats <= most else ZERO


def no_money(*, boats: Count, rate: Rate = percent(5)) -> Yuan:
    return rate * boats


@pytest.mark.parametrize(
    ("law", "code", "said"),
    [
        (by_a_figure, Code.DEFINITION_YUAN_SQUARED, "50,000 yuan × cost"),
        (figure_in_a_test, Code.DEFINITION_YUAN_SQUARED, "50,000 yuan × cost"),
        (unlike_added, Code.DEFINITION_UNITS_DIFFER, "cost and size"),
        (unlike_compared, Code.DEFINITION_UNITS_DIFFER, "50,000"),
        (no_money, Code.DEFINITION_NOT_MONEY, "5% × boats"),
    ],
)
def test_units_that_do_not_fit_are_found(law, code, said):
    """With figures too, where the table is asked for them."""
    found = unit_faults(defined(law))
    assert [one.code for one in found] == [code]
    assert said in found[0].text("en")
    assert found[0].text("zh") != found[0].text("en")


def rent(*, size: Area, months: Count, price: Yuan = wan(8), most: Area = Decimal(100)) -> Yuan:
    return price * min(size, most) * months + 5


def plain_price(*, size: Area, cost: Yuan) -> Yuan:
    return min(8 * size, cost) if (1 + percent(5)) * cost > 0 else 2 * cost


@pytest.mark.parametrize("law", [quay, rent, plain_price])
def test_units_that_fit_are_left_alone(law):
    """A plain number may be a price, a share or a sum."""
    assert unit_faults(defined(law)) == ()


def falls(*, cost: Yuan, paid: Received, cap: Yuan = wan(3)) -> Yuan:
    return min(cost, cap - paid) if paid < cap else ZERO


def rises_then_falls(*, cost: Yuan, cap: Yuan = wan(3)) -> Yuan:
    return cost if cost <= cap else max(cap + cap - cost, ZERO)


def read_two_ways(
    *, cost: Yuan, paid: Received, reading: Literal["whole", "rest"] = "whole"
) -> Yuan:
    return max(cost - paid, ZERO) if reading == "rest" else cost


@pytest.mark.parametrize(
    ("law", "terms", "codes"),
    [
        (falls, {"falls_with": ("paid",)}, []),
        (falls, {}, [Code.DEFINITION_FALLS]),
        (falls, {"falls_with": ("paid", "cost")}, [Code.DEFINITION_NEVER_FALLS]),
        (rises_then_falls, {"falls_with": ("cost",)}, []),
        (rises_then_falls, {}, [Code.DEFINITION_FALLS]),
        (read_two_ways, {"falls_with": ("paid",)}, []),
        (read_two_ways, {}, [Code.DEFINITION_FALLS]),
        (quay, {"jumps_with": ("cost",)}, []),
        (quay, {}, [Code.DEFINITION_JUMPS]),
        (falls, {"falls_with": ("paid",), "jumps_with": ("cost",)}, [Code.DEFINITION_NEVER_JUMPS]),
    ],
)
def test_falls_and_jumps_must_be_true(law, terms, codes):
    """What the definition says of the table is held against the table, under every reading."""
    found = definition_faults(defined(law, **terms))
    assert [one.code for one in found] == codes
    assert all(one.text("zh") != one.text("en") for one in found)


EVERY = [
    *clauses(),
    *islands.POLICY.clauses.values(),
    *terraces.POLICY.clauses.values(),
    *springs.springs(Stacking()).clauses.values(),
]


@pytest.mark.parametrize("clause", EVERY, ids=lambda clause: clause.id)
def test_every_definition_is_sound(clause):
    assert definition_faults(clause) == ()


def test_an_undeclared_jump_says_where():
    (sales,) = [c for c in orchards.orchards().clauses.values() if c.name == "sales"]
    (wrong,) = definition_faults(sales)
    assert "100,000,000.00" in wrong.text("en")
