"""A rate is 0 to 1 or written in percent; a multiple above 1 is asked for by name.

Harbin article 4 gives 30% of 100,000 yuan, which is 30,000; a rate of 30 gave 3,000,000.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import Award, Claim, frames, percent, wan
from aipolicy.calc import (
    AMOUNT,
    CITY,
    PROJECT,
    YEARLY,
    Multiple,
    Policy,
    Rate,
    Yuan,
)
from aipolicy.errors import InvalidFigures, faults
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang

SCENE = {"total_investment": 100_000, "review_passed": True,
         "government_investment_project": False}  # fmt: skip
LAW = harbin.application_scenario
DAY = date(2023, 6, 1)

RENTS = Policy(
    id="rents", region="泉城", province="泉省", level=CITY, first=date(2020, 1, 1),
    data=Path(__file__).with_name("rents.toml"),
)  # fmt: skip


def rent_multiple(*, rent: Yuan, times: Multiple, factor: Multiple = Decimal("1.5"),
                  rate: Rate = percent(10)) -> Yuan:  # fmt: skip
    """A tenth of one and a half times the rent, as often as the landlord says."""
    return rate * factor * times * rent


RENT = RENTS.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=YEARLY)(rent_multiple)


@pytest.mark.parametrize("rate", [30, "30", Decimal(30), 30.0, "1.01", 1.01, 50, 2, "100.5",
                                  np.int64(30), pa.scalar(30), "101%", "3000%", "３０"])  # fmt: skip
def test_a_rate_above_one_is_refused(rate):
    with pytest.raises(InvalidFigures) as refused:
        LAW.with_figures(rate=rate)
    (one,) = faults(refused.value)
    assert (one.code.value, one.path) == ("rate.range", ("rate",))
    assert "a rate must be between 0 and 1, which is 100%" in one.text("en")
    assert "比例应在 0 至 1（即 100%）之间" in one.text("zh")


@pytest.mark.parametrize("rate", [30, "30", Decimal("30.00"), 30.0, np.int8(30), "３０", "30 "])
def test_thirty_says_what_to_write(rate):
    with pytest.raises(InvalidFigures, match=r"write 0\.30 or percent\(30\)") as refused:
        LAW.with_figures(rate=rate)
    assert "请写作 0.30 或 percent(30)" in faults(refused.value)[0].text("zh")


@pytest.mark.parametrize(("rate", "cure"), [(15, "0.15 or percent(15)"), ("7.5", "0.075 or percent(7.5)"),
                                            (100, "1.00 or percent(100)")])  # fmt: skip
def test_the_cure_is_of_the_number(rate, cure):
    with pytest.raises(InvalidFigures) as refused:
        LAW.with_figures(rate=rate)
    assert f"write {cure}" in faults(refused.value)[0].text("en")


@pytest.mark.parametrize(
    "rate",
    ["30%", "30 %", "３０％", "30.0%", "0.30", ".3", "3e-1", 0.3, Decimal("0.3"), Fraction(3, 10),
     "30\u00a0%", "\ufeff30%", "30%\n", np.float64(0.3), np.str_("30%"), percent(30)],
)  # fmt: skip
def test_thirty_percent_is_read(rate):
    reform = LAW.with_figures(rate=rate)
    assert reform(**SCENE) == wan(3)
    assert str(reform.figures["rate"]) == "0.30"
    claim = Claim(on=DAY)
    award = reform.award(claim, **SCENE)
    back = Award.model_validate_json(award.model_dump_json())
    assert back == award
    assert back.figures == award.figures
    frame = pl.DataFrame({"total_investment": [100_000]})
    found = frames.over(frame, reform, unit="yuan", review_passed=True,
                        government_investment_project=False)  # fmt: skip
    assert found["amount"][0] == wan(3)


@pytest.mark.parametrize(("rate", "right"), [("0%", 0), ("100%", 100_000), (1, 100_000), (0, 0),
                                             ("0.01%", 10), (1.0, 100_000), ("99.99%", 99_990)])  # fmt: skip
def test_the_bounds_of_a_rate(rate, right):
    assert LAW.with_figures(rate=rate)(**SCENE) == right


@pytest.mark.parametrize("rate", ["-1%", -0.3, "-30", Decimal("-0.01"), Fraction(-1, 3)])
def test_no_rate_is_below_zero(rate):
    with pytest.raises(InvalidFigures) as refused:
        LAW.with_figures(rate=rate)
    assert [one.code.value for one in faults(refused.value)] == ["rate.range"]


@pytest.mark.parametrize(
    "rate",
    ["30％％", "%", "%30", "30‰", "三成", "百分之三十", "1/3", "30%以上", "nan%", "0,3", "", True],
)
def test_what_is_no_rate(rate):
    with pytest.raises(InvalidFigures) as refused:
        LAW.with_figures(rate=rate)
    (one,) = faults(refused.value)
    assert one.code.value in {"number.unreadable", "number.truth", "number.not_finite"}


@pytest.mark.parametrize("rate", ["%", "0.3%%", "nan%", "三十%", "1/3%"])
def test_a_refused_rate_is_shown_as_given(rate):
    with pytest.raises(InvalidFigures) as refused:
        LAW.with_figures(rate=rate)
    (one,) = faults(refused.value)
    assert one.params["value"] == repr(rate)


def test_figures_of_other_clauses_are_rates():
    growth = langfang.revenue_growth
    facts = {"main_revenue": wan(11000), "previous_main_revenue": wan(10000)}
    assert growth.with_figures(rate="3%", min_growth="10%")(**facts) == growth(**facts) == wan(30)
    with pytest.raises(InvalidFigures, match=r"write 0\.10 or percent\(10\)"):
        growth.with_figures(min_growth=10)


@pytest.mark.parametrize(
    "times", [50, "50", 50.0, Decimal("5E+1"), np.int64(50), pa.scalar(50), "５０"]
)
def test_a_multiple_is_a_fact(times):
    """A tenth of 1.5 times 50 times 1,000 yuan is 7,500 yuan."""
    right = Decimal("7500.00")
    assert RENT(rent=1000, times=times) == right
    assert RENT.read({"rent": 1000, "times": times})["times"] == 50
    award = RENT.award(Claim(on=DAY), rent="1000元", times=times)
    assert (award.amount, str(award.facts["times"])) == (right, "50.00")
    back = Award.model_validate_json(award.model_dump_json())
    assert back == award
    assert str(back.facts["times"]) == "50.00"


@pytest.mark.parametrize(("times", "right"), [(0, 0), (1, 150), ("0.01", "1.50"), (1000, 150_000),
                                              ("1.01", "151.50")])  # fmt: skip
def test_the_bounds_of_a_multiple(times, right):
    assert RENT(rent=1000, times=times) == Decimal(right)


@pytest.mark.parametrize("times", [-1, 1000.01, "1001", 10**6, -0.01])
def test_a_multiple_out_of_bounds(times):
    with pytest.raises(ValueError, match="a multiple must be between 0 and 1,000") as refused:
        RENT(rent=1000, times=times)
    assert "倍数应在 0 至 1,000 之间" in faults(refused.value)[0].text("zh")


@pytest.mark.parametrize("times", ["0.125", Decimal("1.001"), 0.129, "999.999"])
def test_a_multiple_is_computed_in_hundredths(times):
    """A third decimal is refused: it was cut off, and 0.125 times 1,000 gave 120."""
    with pytest.raises(ValueError, match="a multiple that is a fact has at most two") as refused:
        RENT(rent=1000, times=times)
    assert "倍数最多两位小数" in faults(refused.value)[0].text("zh")
    whole = RENT.with_figures(factor="0.125")
    assert whole(rent=1000, times=10) == 125


@pytest.mark.parametrize("times", ["50倍", "五十", True, None, "150%%", [], float("nan")])
def test_what_is_no_multiple(times):
    with pytest.raises(ValueError, match=r".") as refused:
        RENT(rent=1000, times=times)
    (one,) = faults(refused.value)
    assert one.path == ("times",)


@pytest.mark.parametrize(("factor", "right"), [("2", 10_000), (3, 15_000), (Decimal("0.5"), 2500),
                                               (1000, 5_000_000)])  # fmt: skip
def test_a_multiple_is_a_figure(factor, right):
    reform = RENT.with_figures(factor=factor)
    assert reform(rent=1000, times=50) == right
    award = reform.award(Claim(on=DAY), rent=1000, times=50)
    assert award.departures == (f"factor={reform.figures['factor']}",)
    assert Award.model_validate_json(award.model_dump_json()) == award


@pytest.mark.parametrize("unit", ["yuan", "fen"])
def test_multiples_in_frames(unit):
    scale = 100 if unit == "fen" else 1
    frame = pl.DataFrame({"rent": [1000 * scale] * 3, "times": [50, 1, 0]})
    amounts = frames.over(frame, RENT, unit=unit)["amount"].to_list()
    assert [amount / scale for amount in amounts] == [7500, 150, 0]
    decimals = frame.with_columns(
        times=pl.Series([Decimal("1.50"), Decimal("0.01"), Decimal(1000)])
    )
    amounts = frames.over(decimals, RENT, unit=unit)["amount"].to_list()
    assert [amount / scale for amount in amounts] == [225, Decimal("1.5"), 150_000]
    constant = frames.over(frame.drop("times"), RENT, unit=unit, times="2.5")["amount"].to_list()
    assert [amount / scale for amount in constant] == [375] * 3


def test_bad_multiples_in_frames():
    frame = pl.DataFrame({"rent": [1000] * 3, "times": [50.0, 1000.01, -1.0]})
    found = frames.over(frame, RENT, unit="yuan", on_error="null")
    assert found["amount"].to_list()[1:] == [None, None]
    assert found["status"].to_list()[0] == "ok"
    fraction = pl.DataFrame({"rent": [1000], "times": [Decimal("0.125")]})
    with pytest.raises(ValueError, match="a multiple that is a fact has at most two decimals"):
        frames.over(fraction, RENT, unit="yuan")


def test_multiples_in_json_schema():
    schema = RENT.model.model_json_schema()
    assert set(schema["properties"]) == {"rent", "times"}
    assert RENT.model.model_validate({"rent": "5万元", "times": 50}).times == 50
