"""Frames of Dask: part by part the same as the whole in pandas."""

from decimal import Decimal

import dask
import dask.dataframe as dd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy import frames
from aipolicy.rules import dalian_2025_draft, harbin_2022

VOUCHER, SCENARIO = dalian_2025_draft.compute_voucher, harbin_2022.application_scenario


@pytest.fixture(autouse=True, scope="module")
def _one_after_the_other():
    with dask.config.set(scheduler="synchronous"):
        yield


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 10**15), st.booleans()), min_size=1, max_size=9),
    st.integers(1, 4),
    st.sampled_from(["fen", "yuan"]),
)
def test_partitions_give_the_same_as_one(rows, parts, unit):
    whole = pd.DataFrame(rows, columns=["total_investment", "review_passed"])
    whole.index = pd.Index(range(5, 5 + len(whole)), name="number")
    told = {"unit": unit, "government_investment_project": False}
    found = frames.over(dd.from_pandas(whole, npartitions=parts), SCENARIO, **told)
    expected = frames.over(whole, SCENARIO, **told)
    assert found.dtypes.to_dict() == expected.dtypes.to_dict()
    pd.testing.assert_frame_equal(found.compute(), expected)


def test_several_clauses_run_on_partitions():
    whole = pd.DataFrame({"compute_fee": [10, 20, 30], "total_investment": [1, 2, 3]})
    told = {"unit": "fen", "review_passed": True, "government_investment_project": False}
    found = frames.over_all(dd.from_pandas(whole, npartitions=2), [VOUCHER, SCENARIO], **told)
    expected = frames.over_all(whole, [VOUCHER, SCENARIO], **told)
    pd.testing.assert_frame_equal(found.compute(), expected)


def test_names_are_checked_before_rows():
    given_ = dd.from_pandas(pd.DataFrame({"fee": [5, -5]}), npartitions=2)
    with pytest.raises(frames.InvalidColumns, match="compute_fee"):
        frames.over(given_, VOUCHER, unit="fen")
    later = frames.over(given_, VOUCHER, unit="fen", columns={"compute_fee": "fee"})
    with pytest.raises(frames.InvalidColumns) as refused:
        later.compute()
    assert str(refused.value) == (
        "dalian_2025_draft/6.1: 1 fault\n"
        "  fee=-5 in row 0 (1 row in all): a sum must be 0 or more; "
        'fix these rows, or pass on_error="null" to get nulls for them'
    )
    (wrong,) = refused.value.faults
    assert (wrong.code, wrong.path) == ("sum.negative", ("fee",))


def test_bad_rows_get_nulls_on_request():
    given_ = dd.from_pandas(pd.DataFrame({"compute_fee": [5, -5, 50]}), npartitions=2)
    found = frames.over(given_, VOUCHER, unit="fen", on_error="null").compute()
    assert found["status"].to_list() == ["ok", "compute_fee: negative", "ok"]
    assert found["most"].fillna(-1).to_list() == [2, -1, 15]


def test_awards_in_parts_cannot_be_stacked():
    with pytest.raises(frames.UnsupportedFrame) as refused:
        frames.stack(dd.from_pandas(pd.DataFrame({"clause": []}), npartitions=1), unit="fen")
    assert str(refused.value) == (
        "DataFrame: which awards meet is known only when all rows are there; "
        "collect them first, as by .collect(), .compute(), .to_arrow_table() or .toPandas()"
    )
    assert refused.value.fault.code == "frame.collect"


def test_partitions_are_in_wan_too():
    frame = dd.from_pandas(pd.DataFrame({"compute_fee": [519.4664, 0.000001]}), npartitions=2)
    found = frames.over(frame, VOUCHER, unit="wan").compute()
    assert found["most"].tolist() == [Decimal("155.839920"), Decimal("0.000000")]
