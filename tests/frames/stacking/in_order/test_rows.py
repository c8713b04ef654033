"""Rows in order of time: what a caller of `frames.stack` sees, and the common kinds."""

from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Claim, frames, policies
from aipolicy.errors import InvalidColumns
from aipolicy.frames.stacking import exact
from aipolicy.frames.stacking.in_order.pairs import FEW
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of

MAY, JUNE, JULY = (date(2024, month, 1) for month in (5, 6, 7))
UNIT = ("langfang_2023/1.1", "langfang_2023/1.2", "langfang_2023/4.1", "langfang_2023/9.1")
VOUCHERS = ("langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3")


def awards_of(clauses, days, *, subject="P", seed=7, sums=(10, 100), each=10_000):
    draw = np.random.default_rng(seed)
    return [
        Award.recorded(
            id_,
            int(draw.integers(*sums)) * each,
            Claim(on=on, claimant="甲", subject=subject, content=str(place)),
        )
        for place, (id_, on) in enumerate(zip(clauses, days, strict=True))
    ]


def same(awards, history=(), readings=None):
    rows = stacked(table_of(awards, history), readings=readings or {}, in_order=True)
    said = expected(awards, history, readings, in_order=True)
    assert rows == {name: said[name] for name in rows}
    return rows


@pytest.fixture
def not_asked(monkeypatch):
    """Let no row be handed to the resolver for awards."""

    def resolve(*given, **more):
        raise AssertionError(given, more)

    monkeypatch.setattr(exact, "resolve_in_order", resolve)


@given(st.permutations([MAY, MAY, JUNE, JULY]), st.permutations(UNIT), st.integers(0, 9))
def test_one_project_equals_awards(days, clauses, seed):
    same(awards_of(clauses, days, seed=seed))


@given(st.lists(st.sampled_from([*VOUCHERS]), min_size=2, max_size=9), st.integers(0, 99))
def test_vouchers_under_a_cap_equal_awards(clauses, seed):
    days = [(MAY, JUNE, JULY)[place % 3] for place in range(len(clauses))]
    awards = awards_of(clauses, days, subject=None, seed=seed)
    same(awards)
    same(awards[1:], awards[:1])


def test_common_rows_are_decided_together(not_asked):
    awards = awards_of((*UNIT, *VOUCHERS), [MAY] * 7)
    found = stacked(table_of(awards, ()), in_order=True)
    assert sum(found["paid"][:4]) == max(int(award.most * 100) for award in awards[:4])
    before = stacked(table_of(awards[2:], awards[:2]), in_order=True)
    assert before["paid"][-2:] == [None, None]


@pytest.mark.parametrize("external", [date(2024, 4, 1), date(2024, 5, 15), JULY])
@pytest.mark.parametrize("clauses", [("harbin_2022/1.1", "harbin_2022/2.2"),
                                     ("heilongjiang_2026/5.2", "heilongjiang_2026/6.5")])  # fmt: skip
def test_rules_on_other_policies_leave_ones_own_alone(not_asked, external, clauses):
    ours = awards_of(clauses, [MAY, JUNE], sums=(40, 60))
    claim = Claim(on=external, claimant="甲", subject="P", content="other")
    awards = [*ours, Award.external("省策", 300_000, claim, level="province")]
    rows = stacked(table_of(awards), in_order=True)
    assert rows == {name: expected(awards, in_order=True)[name] for name in rows}


def test_groups_too_large_for_pairs_equal_awards(monkeypatch):
    clauses = [UNIT[place % 4] for place in range(FEW + 4)]
    days = [date(2024, 5, 1 + place % 28) for place in range(FEW + 4)]
    awards = awards_of(clauses, days, sums=(10, 10_000))
    asked = []
    resolve = exact.resolve_in_order

    def noted(entries, *more, **settings):
        asked.extend(entries)
        return resolve(entries, *more, **settings)

    monkeypatch.setattr(exact, "resolve_in_order", noted)
    same(awards)
    assert len(asked) == len(awards)
    same(awards[:FEW])
    assert len(asked) == len(awards)


@pytest.mark.parametrize("on", [date(2024, 4, 1), MAY, date(2024, 5, 15)])
@pytest.mark.parametrize("before", [False, True])
def test_gross_caps_equal_awards(on, before):
    vouchers = awards_of(VOUCHERS[1:2], [JULY], sums=(80, 81))
    vouchers += awards_of(VOUCHERS[:1], [JUNE], sums=(45, 46), subject="Q")
    claim = Claim(on=on, claimant="甲", subject="P")
    other = [Award.external("省策", 500_000, claim, level="province")]
    given = (vouchers, other) if before else ([*vouchers, *other], ())
    plain = same(*given)
    gross = same(*given, {"langfang_2023": "gross_caps"})
    assert [sum(rows["paid"][:2]) for rows in (plain, gross)] == [75_0000_00, 50_0000_00]


def test_history_above_a_cap_is_paid_all_the_same():
    sums = ((100, 101), (60, 61), (30, 31))
    awards = [
        *awards_of(["harbin_2022/2.3"], [MAY], sums=sums[0], seed=1),
        *(award.model_copy(update={"claim": award.claim.model_copy(update={"content": f"{n}"})})
          for n, one in enumerate(sums[1:], 5)
          for award in awards_of(["harbin_2022/2.3"], [JUNE], sums=one)),
    ]  # fmt: skip
    rows = same(awards[2:], awards[:2])
    assert (rows["paid"], rows["displaced_by"][0]) == ([0, None, None], "1, 2")


def test_many_rows_under_a_cap_name_the_weightiest():
    many = 200
    clauses = ["harbin_2022/2.3"] * many
    awards = awards_of(clauses, [MAY] * many, sums=(1, 3), each=5_000)
    rows = same(awards)
    assert max(len(by.split(", ")) for by in rows["displaced_by"] if by) == 100


def test_history_counts_from_its_day_on():
    one, two = awards_of(UNIT[:2], [MAY, JULY], sums=(50, 51))
    (paid,) = awards_of(UNIT[2:3], [JUNE], sums=(20, 21))
    assert same([one, two], [paid])["paid"] == [5000_0000, 0, None]
    early = paid.model_copy(update={"claim": paid.claim.model_copy(update={"on": MAY})})
    assert same([one, two], [early])["paid"][:2] == [3000_0000, 0]


ROWS = {"clause": ["langfang_2023/8.1"] * 2, "amount": [30, 80], "claimant": ["甲"] * 2,
        "subject": ["P"] * 2, "on": [MAY] * 2}  # fmt: skip


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
@pytest.mark.parametrize(
    ("days", "paid"),
    [((None, None), [30, 0]), ((JULY, JUNE), [0, 80]), ((None, JULY), [0, 80]),
     ((JULY, None), [30, 0])],
)  # fmt: skip
def test_day_of_payment_orders_rows_of_one_day(make, days, paid):
    frame = make({**ROWS, "paid_on": list(days)})
    found = frames.stack(frame, unit="fen", in_order=True)
    assert list(map(int, pl.Series(found["paid"].to_numpy()))) == paid


def test_days_of_payment_are_read_as_days():
    for name, wrong in (("paid_on", "soon"), ("付款日", 5)):
        frame = pd.DataFrame({**ROWS, "when": [wrong, None]})
        with pytest.raises(InvalidColumns):
            frames.stack(frame, unit="fen", columns={name: "when"}, in_order=True)
    moments = pd.DataFrame({**ROWS, "paid_on": pd.to_datetime(["2024-07-01", None])})
    assert frames.stack(moments, unit="fen", in_order=True)["paid"].tolist() == [30, 0]
    assert frames.stack(moments, unit="fen")["paid"].tolist() == [0, 80]


def test_frames_without_rows_or_reasons():
    nothing = pa.table(table_of(awards_of(UNIT[:1], [MAY]))).slice(0, 0)
    assert len(frames.stack(nothing, unit="fen", in_order=True)) == 0
    alone = frames.stack(table_of(awards_of(UNIT[:1], [MAY])), unit="fen", in_order=True)
    assert alone["rule"].to_pylist() == [None]


@pytest.mark.parametrize("id_", [policy.id for policy in policies()])
def test_every_clause_equals_awards(id_):
    """Each clause twice over three years, under the document's default rules."""
    (own,) = [policy for policy in policies() if policy.id == id_]
    clauses = [one.id for one in own.clauses.values()] * 3
    days = [date(2023 + place % 3, 6, 1) for place in range(len(clauses))]
    awards = awards_of(clauses, days, sums=(1, 200))
    same(awards)
    same([a.model_copy(update={"claim": a.claim.model_copy(update={"subject": f"{n % 5}"})}) for n, a in enumerate(awards)])  # fmt: skip
