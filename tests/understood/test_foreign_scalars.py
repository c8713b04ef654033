"""Scalars of NumPy, pandas and PyArrow wherever a Python value is taken: exactly, or refused.

Harbin article 4 gives 30% of the total investment, article 9 half the cost of an event, Langfang
article 1 a fifth of what a platform costs in each of its first three years.
"""

import subprocess
import sys
import warnings
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aipolicy
from aipolicy import Award, Case, Claim, frames, match, percent, wan, yi, yuan
from aipolicy.errors import InvalidFacts, InvalidFigures, faults
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang

DAY = date(2023, 6, 1)
CLAIM = Claim(on=DAY)
ONE = pl.DataFrame({"row": [1]})


def scene(sum_=1000, passed=True, **more):
    return harbin.application_scenario(
        total_investment=sum_, review_passed=passed, government_investment_project=False, **more
    )


def scenes(sum_=1000, passed=True):
    found = frames.over(
        ONE, harbin.application_scenario, unit="yuan", total_investment=sum_,
        review_passed=passed, government_investment_project=False,
    )  # fmt: skip
    return found["amount"][0]


def award(sum_=1000, passed=True):
    return harbin.application_scenario.award(
        CLAIM, total_investment=sum_, review_passed=passed, government_investment_project=False
    )


def matched(sum_=1000, passed=True):
    facts = {"total_investment": sum_, "harbin_2022/4.1:review_passed": passed,
             "harbin_2022/4.1:government_investment_project": False}  # fmt: skip
    return next(m.most for m in match(facts, on=DAY).matches if m.clause == "harbin_2022/4.1")


def event(cost=1000, listed=True, **more):
    facts = {"event_cost": cost, "on_annual_list": listed}
    claim = {"clause": "harbin_2022/9.2", "on": DAY, "facts": facts, **more}
    return Case.read({"claims": [claim]}).claims[0]


def assert_refused(call, *codes):
    with pytest.raises(ValueError, match=r".") as refused:
        call()
    found = faults(refused.value)
    assert {one.code.value for one in found} <= set(codes)
    return found


SUMS = {
    "int8": (np.int8(100), 100),
    "uint16": (np.uint16(60_000), 60_000),
    "int32": (np.int32(5), 5),
    "int64": (np.int64(10**15), 10**15),
    "uint64": (np.uint64(10**15), 10**15),
    "float16": (np.float16(0.5), "0.5"),
    "float32": (np.float32(100.5), "100.50"),
    "float32-quarter": (np.float32(0.25), "0.25"),
    "float64": (np.float64(0.1), "0.1"),
    "str": (np.str_("800万元"), 8_000_000),
    "0-d": (np.array(5), 5),
    "0-d-float32": (np.array(100.5, np.float32), "100.5"),
    "0-d-object": (np.array(Decimal("0.10"), object), "0.1"),
    "0-d-text": (np.array("1.2亿元"), 120_000_000),
    "masked-array": (np.ma.array(5), 5),
    "pandas": (pd.Series([0.1]).iloc[0], "0.1"),
    "Int64": (pd.Series([5], dtype="Int64").iloc[0], 5),
    "pandas-arrow": (pd.Series([5], dtype="int64[pyarrow]").iloc[0], 5),
    "pandas-text": (pd.Series(["5万元"], dtype="string").iloc[0], 50_000),
    "arrow-int": (pa.scalar(5), 5),
    "arrow-uint8": (pa.scalar(200, pa.uint8()), 200),
    "arrow-float": (pa.scalar(100.5, pa.float32()), "100.5"),
    "arrow-half": (pa.scalar(np.float16(0.5)), "0.5"),
    "arrow-decimal": (pa.scalar(Decimal("5.05")), "5.05"),
    "arrow-decimal256": (pa.scalar(Decimal("5.05"), pa.decimal256(60, 2)), "5.05"),
    "arrow-text": (pa.scalar("5万元"), 50_000),
    "arrow-large": (pa.scalar("5万元", pa.large_string()), 50_000),
    "arrow-dictionary": (pa.array(["5万元"]).dictionary_encode()[0], 50_000),
    "polars": (pl.Series([Decimal("5.05")])[0], "5.05"),
}  # fmt: skip
sums = pytest.mark.parametrize(("given", "right"), SUMS.values(), ids=SUMS)


@sums
def test_calls_take_foreign_sums(given, right):
    right = scene(yuan(right))
    assert scene(given) == award(given).amount == scenes(given) == matched(given) == right
    assert award(given) == award(yuan(award(given).facts["total_investment"]))


@sums
def test_claims_take_foreign_sums(given, right):
    right = yuan(right)
    assert Claim(on=DAY, determined=given).determined == right
    assert Claim(on=DAY, bases={"tax": given}).bases["tax"] == right
    assert Award.recorded("harbin_2022/4.1", given, CLAIM).amount == right
    assert Award.external("省策", given, CLAIM, level="city").amount == right
    assert harbin.hosted_event.with_figures(cap=given).figures["cap"] == right
    assert yuan(given) == right
    assert event(given).facts["event_cost"] == right
    assert event(determined=given).determined == right
    constant = frames.stack(ONE, unit="yuan", clause="harbin_2022/8.1", on=DAY, amount=given)
    assert constant["paid"][0] == right


@pytest.mark.parametrize("given", [np.int64(5), np.float32(5), np.array(5), pa.scalar(5),
                                   np.str_("5"), pa.scalar(Decimal(5)), np.uint8(5)])  # fmt: skip
def test_units_take_foreign_numbers(given):
    assert (wan(given), yi(given), percent(given)) == (wan(5), yi(5), percent(5))
    assert str(percent(given)) == "0.05"


NO_SUM = {
    "nan": np.float32("nan"),
    "inf": np.float64("inf"),
    "complex": np.complex64(5),
    "void": np.void(b"5"),
    "structured": np.array([(5, 6)], dtype="i4,i4")[0],
    "bytes": np.bytes_(b"5"),
    "timedelta": np.timedelta64(5, "s"),
    "datetime": np.datetime64("2023-06-01"),
    "moment": np.datetime64(5, "ns"),
    "bool": np.True_,
    "1-d": np.array([5]),
    "matrix": np.array([[5]]),
    "none": np.array(None, object),
    "longdouble": np.longdouble("0.1"),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "Timestamp": pd.Timestamp(5),
    "Timedelta": pd.Timedelta(5),
    "Period": pd.Period("2023"),
    "Interval": pd.Interval(0, 5),
    "Series": pd.Series([5]),
    "Index": pd.Index([5]),
    "arrow-null": pa.scalar(None),
    "arrow-null-int": pa.scalar(None, pa.int64()),
    "arrow-bool": pa.scalar(True),
    "arrow-list": pa.scalar([5]),
    "arrow-struct": pa.scalar({"a": 5}),
    "arrow-map": pa.scalar([("a", 5)], pa.map_(pa.string(), pa.int64())),
    "arrow-duration": pa.scalar(timedelta(1)),
    "arrow-duration-ns": pa.scalar(5, pa.duration("ns")),
    "arrow-time": pa.scalar(5, pa.time64("ns")),
    "arrow-date": pa.scalar(DAY),
    "arrow-moment": pa.scalar(5, pa.timestamp("ns")),
    "arrow-binary": pa.scalar(b"5"),
    "arrow-interval": pa.scalar((1, 2, 3), pa.month_day_nano_interval()),
    "arrow-array": pa.array([5]),
    "arrow-nan": pa.scalar(float("nan")),
    "polars-series": pl.Series([5]),
}
CODES = ("number.type", "number.truth", "number.not_finite")


@pytest.mark.parametrize("given", NO_SUM.values(), ids=NO_SUM)
def test_what_is_no_sum_is_refused(given):
    for call in (
        lambda: scene(given),
        lambda: award(given),
        lambda: scenes(given),
        lambda: matched(given),
        lambda: Claim(on=DAY, determined=given),
        lambda: Claim(on=DAY, bases={"tax": given}),
        lambda: Award.recorded("harbin_2022/4.1", given, CLAIM),
        lambda: harbin.hosted_event.with_figures(cap=given),
        lambda: harbin.hosted_event.with_figures(rate=given),
        lambda: yuan(given),
        lambda: wan(given),
        lambda: percent(given),
    ):
        (wrong,) = assert_refused(call, *CODES)
        if wrong.code.value == "number.type":
            assert f"got {type(given).__name__}" in wrong.text("en")
            assert f"实为 {type(given).__name__}" in wrong.text("zh")


TRUTHS = {
    "np.True_": np.True_,
    "to_numpy": pd.DataFrame({"passed": [True]})["passed"].to_numpy()[0],
    "iloc": pd.Series([True]).iloc[0],
    "boolean": pd.Series([True], dtype="boolean").iloc[0],
    "bool-arrow": pd.Series([True], dtype="bool[pyarrow]").iloc[0],
    "object": pd.Series([np.True_], dtype=object).iloc[0],
    "0-d": np.array(True),
    "0-d-object": np.array(np.True_, object),
    "comparison": np.int64(5) > np.int64(3),
    "arrow": pa.scalar(True),
    "arrow-array": pa.array([True])[0],
    "polars": pl.Series([True])[0],
}
truths = pytest.mark.parametrize("given", TRUTHS.values(), ids=TRUTHS)


@truths
def test_truth_values_of_numpy(given):
    assert scene(passed=given) == scenes(passed=given) == matched(passed=given) == 300
    assert award(passed=given).amount == 300
    assert award(passed=given).facts["review_passed"] is True
    assert event(listed=given).facts["on_annual_list"] is True


@truths
def test_same_kind_of_numpy(given):
    outside = Award.external("省策", 1, CLAIM, level="city", same_kind=given)
    assert outside.same_kind is True
    assert Award.model_validate_json(outside.model_dump_json()) == outside
    paid = {"name": "省策", "level": "city", "on": DAY, "amount": 1, "same_kind": given}
    claim = {"clause": "harbin_2022/9.2", "on": DAY,
             "facts": {"event_cost": 5, "on_annual_list": True}}  # fmt: skip
    assert Case.read({"claims": [claim], "history": [paid]}).history[0].same_kind is True


@pytest.mark.parametrize("given", [np.False_, np.array(False), pa.scalar(False)])
def test_no_of_numpy_is_no(given):
    assert scene(passed=given) == 0
    assert Award.external("省策", 1, CLAIM, level="city", same_kind=given).same_kind is False


@truths
def test_frames_stack_takes_truths(given):
    found = frames.stack(ONE, unit="yuan", clause="省策", level="city", on=DAY, amount=5,
                         same_kind=given)  # fmt: skip
    assert found["paid"][0] == 5


NO_TRUTH = {"int": np.int64(1), "uint8": np.uint8(1), "float": np.float64(1), "text": np.str_("true"),
            "NA": pd.NA, "NaT": pd.NaT, "1-d": np.array([True]), "null": pa.scalar(None, pa.bool_()),
            "arrow-int": pa.scalar(1), "masked": np.ma.masked, "bytes": np.bytes_(b"1")}  # fmt: skip


@pytest.mark.parametrize("given", NO_TRUTH.values(), ids=NO_TRUTH)
def test_what_is_no_truth_names_its_type(given):
    for call in (
        lambda: scene(passed=given),
        lambda: award(passed=given),
        lambda: scenes(passed=given),
        lambda: matched(passed=given),
        lambda: Award.external("省策", 1, CLAIM, level="city", same_kind=given),
    ):
        (wrong,) = assert_refused(call, "condition.type")
        assert f"got {type(given).__name__};" in wrong.text("en")


WHOLES = {"int8": np.int8(2), "uint8": np.uint8(2), "int64": np.int64(2), "0-d": np.array(2),
          "arrow": pa.scalar(2), "Int64": pd.Series([2], dtype="Int64").iloc[0],
          "object": np.array(2, object), "arrow-uint": pa.scalar(2, pa.uint16())}  # fmt: skip


@pytest.mark.parametrize("given", WHOLES.values(), ids=WHOLES)
def test_whole_numbers_of_numpy(given):
    operation = langfang.platform_operation
    assert operation(operating_cost=1000, year_of_operation=given) == 200
    claim = Claim(on=DAY, effective_from=DAY)
    kept = operation.award(claim, operating_cost=1000, year_of_operation=given).facts
    assert kept["year_of_operation"] == 2
    assert type(kept["year_of_operation"]) is int
    found = frames.over(pl.DataFrame({"operating_cost": [1000]}), operation, unit="yuan",
                        year_of_operation=given)  # fmt: skip
    assert found["amount"][0] == 200
    assert operation.with_figures(years=given).figures["years"] == 2


@pytest.mark.parametrize("given", [np.float64(2), np.float32(2), pd.Timestamp("2023"), np.str_("2"),
                                   np.timedelta64(2, "Y"), pa.scalar(Decimal(2)), np.ma.masked,
                                   np.array([2]), pd.NA, pa.scalar(timedelta(2))])  # fmt: skip
def test_what_is_not_whole_is_refused(given):
    call = langfang.platform_operation
    (wrong,) = assert_refused(
        lambda: call(operating_cost=1000, year_of_operation=given), "whole.type"
    )
    assert type(given).__name__ in wrong.text("en")


YEARS = {"int64": np.int64(2023), "int16": np.int16(2023), "0-d": np.array(2023),
         "arrow": pa.scalar(2023), "Int64": pd.Series([2023], dtype="Int64").iloc[0]}  # fmt: skip


@pytest.mark.parametrize("given", YEARS.values(), ids=YEARS)
def test_years_of_numpy(given):
    assert type(Claim(on=DAY, year=given).year) is int
    assert Claim(on=DAY, year=given) == Claim(on=DAY, year=2023)
    assert event(year=given).year == 2023


@pytest.mark.parametrize("given", YEARS.values(), ids=YEARS)
def test_frames_stack_takes_years(given):
    found = frames.stack(ONE, unit="yuan", clause="harbin_2022/9.2", on=DAY, amount=5, year=given)
    assert found["paid"][0] == 5


DAYS = {
    "Timestamp": pd.Timestamp("2023-06-01"),
    "iloc": pd.Series(pd.to_datetime(["2023-06-01"])).iloc[0],
    "seconds": pd.Timestamp("2023-06-01").as_unit("s"),
    "datetime64": np.datetime64("2023-06-01"),
    "datetime64-s": np.datetime64("2023-06-01T00:00:00"),
    "datetime64-ns": np.datetime64("2023-06-01", "ns"),
    "to_numpy": pd.Series(pd.to_datetime(["2023-06-01"])).to_numpy()[0],
    "0-d": np.array("2023-06-01", "datetime64[D]"),
    "0-d-object": np.array(DAY, object),
    "arrow-date": pa.scalar(DAY),
    "arrow-date64": pa.scalar(DAY, pa.date64()),
    "arrow-moment": pa.scalar(datetime(2023, 6, 1)),
    "arrow-moment-ns": pa.scalar(datetime(2023, 6, 1), pa.timestamp("ns")),
}
days = pytest.mark.parametrize("given", DAYS.values(), ids=DAYS)


@days
def test_midnights_are_days(given):
    assert type(Claim(on=given).on) is date
    assert Claim(on=given, effective_from=given) == Claim(on=DAY, effective_from=DAY)
    assert match({}, on=given).could_pay == match({}, on=DAY).could_pay
    assert harbin.POLICY.in_force(given) is True
    starts = {"langfang_2023": given}
    assert match({}, on=DAY, effective_from=starts) == match(
        {}, on=DAY, effective_from={"langfang_2023": DAY}
    )
    with aipolicy.days(starts):
        assert langfang.POLICY.in_force(DAY) is True
    assert event(on=given).on == DAY


@days
def test_frames_take_midnights(given):
    found = frames.over(pl.DataFrame({"event_cost": [1000]}), harbin.hosted_event, unit="yuan",
                        on_annual_list=True, on=given)  # fmt: skip
    assert found["amount"][0] == 500
    found = frames.stack(ONE, unit="yuan", clause="harbin_2022/9.2", on=given, amount=5)
    assert found["paid"][0] == 5


NO_DAY = {
    "noon": pd.Timestamp("2023-06-01 12:00"),
    "nanosecond": pd.Timestamp("2023-06-01") + pd.Timedelta(1, "ns"),
    "zone": pd.Timestamp("2023-06-01", tz="Asia/Shanghai"),
    "NaT": pd.NaT,
    "NA": pd.NA,
    "datetime64-noon": np.datetime64("2023-06-01T12"),
    "datetime64-NaT": np.datetime64("NaT", "D"),
    "far": np.datetime64(10**15, "D"),
    "year-10000": np.datetime64("10000-01-01"),
    "before-1": np.datetime64("-0001-01-01"),
    "Period": pd.Period("2023-06-01"),
    "Timedelta": pd.Timedelta(5),
    "arrow-zone": pa.scalar(datetime(2023, 6, 1), pa.timestamp("us", tz="UTC")),
    "arrow-noon": pa.scalar(datetime(2023, 6, 1, 12)),
    "arrow-null": pa.scalar(None, pa.date32()),
    "masked": np.ma.masked,
    "1-d": np.array(["2023-06-01"], "datetime64[D]"),
}


@pytest.mark.parametrize("given", NO_DAY.values(), ids=NO_DAY)
def test_moments_are_no_days(given):
    codes = ("day.text", "day.time", "day.type")
    for call in (
        lambda: Claim(on=given),
        lambda: Claim(on=DAY, effective_from=given),
        lambda: match({}, on=given),
        lambda: harbin.POLICY.in_force(given),
        lambda: match({}, on=DAY, effective_from={"langfang_2023": given}),
        lambda: event(on=given),
        lambda: frames.stack(ONE, unit="yuan", clause="harbin_2022/9.2", on=given, amount=5),
    ):
        assert_refused(call, *codes)


@pytest.mark.parametrize("given", [np.datetime64("2023-06"), np.datetime64("2023"),
                                   np.datetime64("2023-06-01", "W"),
                                   np.array("2023-06", "datetime64[M]")])  # fmt: skip
def test_months_of_numpy_are_no_days(given):
    assert_refused(lambda: Claim(on=given), "day.text")
    assert_refused(lambda: match({}, on=given), "day.type", "day.text")


def test_nat_is_not_a_date():
    (wrong,) = assert_refused(lambda: match({}, on=pd.NaT), "day.type", "day.text")
    assert "not a date" in wrong.text("en")


NAMES = {"np.str_": np.str_("线"), "0-d": np.array("线"), "0-d-object": np.array("线", object),
         "arrow": pa.scalar("线"), "arrow-dictionary": pa.array(["线"]).dictionary_encode()[0],
         "pandas": pd.Series(["线"], dtype="string").iloc[0]}  # fmt: skip


@pytest.mark.parametrize("given", NAMES.values(), ids=NAMES)
def test_names_of_numpy(given):
    fields = ("subject", "claimant", "contract", "content", "exception")
    claim = Claim(on=DAY, invoices=[given], **dict.fromkeys(fields, given))
    assert {type(getattr(claim, field)) for field in fields} == {str}
    assert {*claim.invoices, *(getattr(claim, field) for field in fields)} == {"线"}
    outside = Award.external(given, 1, CLAIM, level="city")
    assert type(outside.clause) is str
    assert Award.model_validate_json(outside.model_dump_json()) == outside


NOT_NAMES = [np.int64(5), np.float64("nan"), pd.NA, pd.NaT, pa.scalar(None, pa.string()),
             pa.scalar(5), np.True_, np.array(["线"]), np.ma.masked]  # fmt: skip


@pytest.mark.parametrize("given", NOT_NAMES, ids=repr)
def test_what_is_no_name_is_refused(given):
    assert_refused(lambda: Claim(on=DAY, subject=given), "value.text")
    assert_refused(lambda: Award.external(given, 1, CLAIM, level="city"), "value.text")


@pytest.mark.parametrize(
    "given", [np.ma.masked, np.ma.array(5, mask=True), np.ma.array([5, 6], mask=[True, False])[0]]
)
def test_masked_values_are_no_sums(given):
    for call in (
        lambda: scene(given),
        lambda: scenes(given),
        lambda: matched(given),
        lambda: Claim(on=DAY, determined=given),
        lambda: Award.recorded("harbin_2022/4.1", given, CLAIM),
        lambda: harbin.hosted_event.with_figures(rate=given),
        lambda: event(given),
        lambda: frames.stack(ONE, unit="yuan", clause="harbin_2022/8.1", on=DAY, amount=given),
        lambda: yuan(given),
        lambda: percent(given),
    ):
        assert_refused(call, "number.type", "number.not_finite", "sum.unreadable")


def test_masked_values_are_no_truths():
    assert_refused(lambda: scene(passed=np.ma.array(True, mask=True)), "condition.type")
    assert_refused(lambda: Claim(on=DAY, year=np.ma.array(2023, mask=True)), "whole.text")
    year = np.ma.array(2, mask=True)
    call = langfang.platform_operation
    assert_refused(lambda: call(operating_cost=1, year_of_operation=year), "whole.type")


@pytest.mark.parametrize(
    "given",
    [pa.scalar(10**13, pa.timestamp("s")), pa.scalar(2**31 - 1, pa.date32()),
     pa.scalar(-(2**31), pa.date32()), pa.scalar(86_400_000 * 10**8, pa.date64()),
     pa.scalar(2**62, pa.duration("s"))],
)  # fmt: skip
def test_arrow_beyond_the_calendar(given):
    assert_refused(lambda: scene(given), "number.type")
    assert_refused(lambda: Claim(on=given), "day.text")
    assert_refused(lambda: match({}, on=given), "day.type", "day.text")


def test_array_of_itself_is_refused():
    itself = np.array(None, object)
    itself[()] = itself
    assert_refused(lambda: scene(itself), "number.type")


@pytest.mark.parametrize("given", [np.float32(0.3), pa.scalar(0.3, pa.float32()), np.float16(0.3)])
def test_short_floats_are_no_other_rates(given):
    law = harbin.application_scenario
    facts = {"total_investment": wan(1000), "review_passed": True,
             "government_investment_project": False}  # fmt: skip
    try:
        paid = law.with_figures(rate=given)(**facts)
    except InvalidFigures:
        paid = wan(300)  # refused, which is right too
    assert paid == wan(300)


def test_short_floats_name_their_type():
    try:
        found = str(scene(np.float32(0.1)))
    except InvalidFacts as refused:
        found = str(refused)
    assert found == "0.03" or "a float32 does not hold this number exactly" in found


@pytest.mark.parametrize("given", [np.float32(0.25), np.float16(0.5), pa.scalar(0.5, pa.float32()),
                                   np.float64(0.3), np.str_("30%"), np.array("30%"),
                                   pa.scalar(Decimal("0.3"))])  # fmt: skip
def test_rates_of_numpy(given):
    rate = harbin.application_scenario.with_figures(rate=given).figures["rate"]
    assert rate in {Decimal("0.25"), Decimal("0.50"), Decimal("0.30")}
    assert type(rate) is Decimal


class Money(Decimal):
    pass


class Whole(int):
    pass


class Text(str):
    __slots__ = ()


class Today(date):
    pass


@pytest.mark.parametrize(
    ("given", "right"),
    [(Money("5.05"), "5.05"), (Whole(5), 5), (Text("5万元"), 50_000), (Fraction(1, 4), "0.25"),
     (True.real, 1)],
)  # fmt: skip
def test_subclasses_are_what_they_are(given, right):
    if type(given) is int:
        given = Whole(given)
    kept = award(given).facts["total_investment"]
    assert kept == yuan(right)
    assert type(kept) is Decimal
    assert type(Claim(on=DAY, subject=Text("线")).subject) is str


def test_subclasses_of_days_are_days():
    assert Claim(on=Today(2023, 6, 1)) == Claim(on=DAY)
    assert match({}, on=Today(2023, 6, 1)) == match({}, on=DAY)


def test_claims_keep_plain_days():
    assert type(Claim(on=Today(2023, 6, 1)).on) is date


def test_spans_without_unit_are_refused():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer versions of NumPy advise against it
        span = np.timedelta64(5)
    assert_refused(lambda: scene(span), "number.type")
    (wrong,) = assert_refused(lambda: scenes(span), "number.type")
    assert wrong.path == ("total_investment",)


@pytest.mark.parametrize(
    "given",
    [10**100_000, -(10**5_000), "9" * 100_000, Decimal("1E+999999"), Decimal("1E-999999"),
     Decimal("sNaN"), Decimal("-Infinity"), Fraction(1, 3), 5j, [], {}, object(), b"5",
     memoryview(b"5"), range(5), float("nan"), -0.01, 1e300, "５" * 61],
    ids=lambda given: f"{type(given).__name__}",
)  # fmt: skip
def test_odd_numbers_are_faults(given):
    for call in (lambda: scene(given), lambda: Claim(on=DAY, determined=given),
                 lambda: yuan(given), lambda: wan(given), lambda: percent(given),
                 lambda: harbin.hosted_event.with_figures(rate=given),
                 lambda: dalian.rent_support.read({"area": given})):  # fmt: skip
        with pytest.raises(ValueError, match=r".") as refused:
            call()
        for one in faults(refused.value):
            assert len(one.text("en")) < 1000
            assert len(one.text("zh")) < 1000


@pytest.mark.parametrize("given", ["१२३", "1_000", "٣٠"])
def test_numbers_are_in_our_digits(given):
    for call in (
        lambda: wan(given),
        lambda: percent(given),
        lambda: harbin.hosted_event.with_figures(cap=given),
        lambda: yuan(given),
    ):
        with pytest.raises(ValueError, match=r"."):
            call()


def test_numpy_is_not_imported():
    """Neither a call, a claim, a case nor match loads a library of numbers."""
    program = """
import sys
from datetime import date
from aipolicy import Award, Case, Claim, assess, match, stack, wan
from aipolicy.rules import harbin_2022 as harbin
claim = Claim(on=date(2023, 6, 1), subject="线（一期）", determined="5万元", year=2023)
award = harbin.hosted_event.award(Claim(on="2023-06-01"), event_cost="5万元", on_annual_list=True)
stack([award], history=[Award.recorded("harbin_2022/9.2", 5, Claim(on=date(2023, 1, 1)))])
match({"total_investment": 5.0}, on=date(2023, 6, 1))
assess('{"claims": [{"clause": "harbin_2022/9.2", "on": "2023/6/1", "facts": '
       '{"event_cost": "5万元", "on_annual_list": "是"}}]}')
for value in (object(), 5j, [], "x", None):
    try:
        harbin.hosted_event(event_cost=value, on_annual_list=value)
    except ValueError:
        pass
print(sorted({"numpy", "pandas", "pyarrow", "polars", "narwhals"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
