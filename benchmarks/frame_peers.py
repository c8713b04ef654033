"""The four clauses as one would write them by hand, and in other engines: for `frames.py`.

Every function takes columns by name (int64 fen and truth values) and returns four results.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import duckdb
import numpy as np
import pandas as pd
import polars as pl

Columns: TypeAlias = Mapping[str, np.ndarray]

IDS = ("harbin_2022/4.1", "heilongjiang_2026/5.2", "langfang_2023/7.3", "dalian_2025_draft/6.1")
CAPS = (500_000_000, 400_000_000, 500_000_000, 200_000_000)
THRESHOLD, MIN_REVENUE = 30_000_000, 10_000_000_000


def columns(rows: int) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(2023)
    before = draw.integers(0, 10**11, rows)
    return {
        "total_investment": draw.integers(0, 4 * 10**9, rows),
        "review_passed": draw.random(rows) < 0.8,
        "government_investment_project": draw.random(rows) < 0.1,
        "compute_spend": draw.integers(0, 2 * 10**9, rows),
        "provider_qualified": draw.random(rows) < 0.9,
        "for_ai_scenario": draw.random(rows) < 0.9,
        "main_revenue": np.where(draw.random(rows) < 0.3, before // 10 * 11, before + 10**9),
        "previous_main_revenue": before,
        "compute_fee": draw.integers(0, 10**9, rows),
    }


def numpy_int64(c: Columns) -> list[np.ndarray]:
    scenario = np.minimum((3 * c["total_investment"] + 5) // 10, CAPS[0])
    spend = c["compute_spend"]
    purchase = np.minimum((3 * spend + 5) // 10, CAPS[1])
    now, before = c["main_revenue"], c["previous_main_revenue"]
    growth = np.minimum((3 * (now - before) + 50) // 100, CAPS[2])
    grew = (now >= MIN_REVENUE) & (before > 0) & (10 * now >= 11 * before)
    return [
        np.where(c["review_passed"] & ~c["government_investment_project"], scenario, 0),
        np.where(c["provider_qualified"] & c["for_ai_scenario"] & (spend > THRESHOLD), purchase, 0),
        np.where(grew, growth, 0),
        np.minimum((3 * c["compute_fee"] + 5) // 10, CAPS[3]),
    ]


def numpy_float64(c: Columns) -> list[np.ndarray]:
    """In yuan, as floats, rounded to the fen at the end: what most would write."""
    yuan = {name: one / 100 for name, one in c.items() if one.dtype != bool}
    now, before = yuan["main_revenue"], yuan["previous_main_revenue"]
    grew = (now >= 1e8) & (before > 0) & (now >= 1.1 * before)
    spend = yuan["compute_spend"]
    paid = c["provider_qualified"] & c["for_ai_scenario"] & (spend > 3e5)
    passed = c["review_passed"] & ~c["government_investment_project"]
    return [
        np.round(np.where(passed, np.minimum(0.3 * yuan["total_investment"], 5e6), 0), 2),
        np.round(np.where(paid, np.minimum(0.3 * spend, 4e6), 0), 2),
        np.round(np.where(grew, np.minimum(0.03 * (now - before), 5e6), 0), 2),
        np.round(np.minimum(0.3 * yuan["compute_fee"], 2e6), 2),
    ]


def pandas_by_hand(frame: pd.DataFrame) -> list[np.ndarray]:
    now, before = frame["main_revenue"], frame["previous_main_revenue"]
    grew = (now >= MIN_REVENUE) & (before > 0) & (10 * now >= 11 * before)
    spend = frame["compute_spend"]
    paid = frame["provider_qualified"] & frame["for_ai_scenario"] & (spend > THRESHOLD)
    passed = frame["review_passed"] & ~frame["government_investment_project"]
    share = (3 * frame["total_investment"] + 5) // 10
    return [
        share.clip(upper=CAPS[0]).where(passed, 0).to_numpy(),
        ((3 * spend + 5) // 10).clip(upper=CAPS[1]).where(paid, 0).to_numpy(),
        ((3 * (now - before) + 50) // 100).clip(upper=CAPS[2]).where(grew, 0).to_numpy(),
        ((3 * frame["compute_fee"] + 5) // 10).clip(upper=CAPS[3]).to_numpy(),
    ]


def polars_by_hand(frame: pl.DataFrame) -> list[np.ndarray]:
    now, before = pl.col("main_revenue"), pl.col("previous_main_revenue")
    grew = (now >= MIN_REVENUE) & (before > 0) & (10 * now >= 11 * before)
    spend = pl.col("compute_spend")
    paid = pl.col("provider_qualified") & pl.col("for_ai_scenario") & (spend > THRESHOLD)
    passed = pl.col("review_passed") & ~pl.col("government_investment_project")
    scenario = pl.min_horizontal((3 * pl.col("total_investment") + 5) // 10, CAPS[0])
    found = frame.select(
        pl.when(passed).then(scenario).otherwise(0).alias("a"),
        pl.when(paid)
        .then(pl.min_horizontal((3 * spend + 5) // 10, CAPS[1]))
        .otherwise(0)
        .alias("b"),
        pl.when(grew)
        .then(pl.min_horizontal((3 * (now - before) + 50) // 100, CAPS[2]))
        .otherwise(0)
        .alias("c"),
        pl.min_horizontal((3 * pl.col("compute_fee") + 5) // 10, CAPS[3]).alias("d"),
    )
    return [one.to_numpy() for one in found]


SQL = f"""
select sum(a), sum(b), sum(c), sum(d) from (select
  case when review_passed and not government_investment_project
    then least((3 * total_investment + 5) // 10, {CAPS[0]}) else 0 end as a,
  case when provider_qualified and for_ai_scenario and compute_spend > {THRESHOLD}
    then least((3 * compute_spend + 5) // 10, {CAPS[1]}) else 0 end as b,
  case when main_revenue >= {MIN_REVENUE} and previous_main_revenue > 0
      and 10 * main_revenue >= 11 * previous_main_revenue
    then least((3 * (main_revenue - previous_main_revenue) + 50) // 100, {CAPS[2]}) else 0 end as c,
  least((3 * compute_fee + 5) // 10, {CAPS[3]}) as d
from rows)
"""  # noqa: S608  (the clauses' own numbers)


def sums_in_sql(connection: duckdb.DuckDBPyConnection) -> list[int]:
    return list(connection.execute(SQL).fetchall()[0])


def numba_int64() -> Callable[[Columns], list[np.ndarray]] | None:
    """One loop a clause, compiled; None where numba is not installed."""
    try:
        from numba import njit
    except ImportError:
        return None

    @njit
    def scenario(x, passed, government, out):
        for i in range(x.size):
            pays = passed[i] and not government[i]
            out[i] = min((3 * x[i] + 5) // 10, 500_000_000) if pays else 0

    @njit
    def purchase(x, qualified, for_ai, out):
        for i in range(x.size):
            pays = qualified[i] and for_ai[i] and x[i] > 30_000_000
            out[i] = min((3 * x[i] + 5) // 10, 400_000_000) if pays else 0

    @njit
    def growth(now, before, out):
        for i in range(now.size):
            grew = now[i] >= 10_000_000_000 and before[i] > 0 and 10 * now[i] >= 11 * before[i]
            out[i] = min((3 * (now[i] - before[i]) + 50) // 100, 500_000_000) if grew else 0

    @njit
    def voucher(x, out):
        for i in range(x.size):
            out[i] = min((3 * x[i] + 5) // 10, 200_000_000)

    def run(c: Columns) -> list[np.ndarray]:
        out = [np.empty(len(c["compute_fee"]), np.int64) for _ in CAPS]
        investment, government = c["total_investment"], c["government_investment_project"]
        scenario(investment, c["review_passed"], government, out[0])
        purchase(c["compute_spend"], c["provider_qualified"], c["for_ai_scenario"], out[1])
        growth(c["main_revenue"], c["previous_main_revenue"], out[2])
        voucher(c["compute_fee"], out[3])
        return out

    return run


def openfisca_core() -> Callable[[Columns], list[np.ndarray]] | None:
    """Build, set inputs, calculate, in its own float32 yuan; None where it is not installed."""
    try:
        from openfisca_core.entities import build_entity
        from openfisca_core.periods import DateUnit
        from openfisca_core.simulations import SimulationBuilder
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
        from openfisca_core.variables import Variable
    except ImportError:
        return None
    firm_entity = build_entity(key="firm", plural="firms", label="firm", is_person=True)
    system = TaxBenefitSystem([firm_entity])

    def variable(name, kind, formula=None):
        body = {"value_type": kind, "entity": firm_entity, "definition_period": DateUnit.YEAR}
        body |= {"label": name} | ({"formula": formula} if formula else {})
        system.add_variable(type(name, (Variable,), body))

    def scenario(firm, period):
        passed = firm("review_passed", period) * ~firm("government_investment_project", period)
        return passed * np.minimum(0.3 * firm("total_investment", period), 5e6)

    def purchase(firm, period):
        spend = firm("compute_spend", period)
        paid = firm("provider_qualified", period) * firm("for_ai_scenario", period) * (spend > 3e5)
        return paid * np.minimum(0.3 * spend, 4e6)

    def growth(firm, period):
        now, before = firm("main_revenue", period), firm("previous_main_revenue", period)
        grew = (now >= 1e8) * (before > 0) * (now >= 1.1 * before)
        return grew * np.minimum(0.03 * (now - before), 5e6)

    def voucher(firm, period):
        return np.minimum(0.3 * firm("compute_fee", period), 2e6)

    sums = ("total_investment", "compute_spend", "main_revenue", "previous_main_revenue")
    for name in (*sums, "compute_fee"):
        variable(name, float)
    conditions = ("review_passed", "government_investment_project", "provider_qualified")
    for name in (*conditions, "for_ai_scenario"):
        variable(name, bool)
    formulas = {"a": scenario, "b": purchase, "c": growth, "d": voucher}
    for name, formula in formulas.items():
        variable(name, float, formula)

    def run(c: Columns) -> list[np.ndarray]:
        simulation = SimulationBuilder().build_default_simulation(system, len(c["compute_fee"]))
        for name, values in c.items():
            simulation.set_input(name, "2024", values if values.dtype == bool else values / 100)
        return [simulation.calculate(name, "2024") for name in formulas]

    return run


def zen_engine() -> Callable[[Columns], list[np.ndarray]] | None:
    """Dalian 6.1 alone, a compiled expression row by row; None where it is not installed."""
    try:
        import zen
    except ImportError:
        return None
    expression = zen.compile_expression("min([x * 30 / 100, 2000000])")

    def run(c: Columns) -> list[np.ndarray]:
        rows = (c["compute_fee"] / 100).tolist()
        return [np.array([expression.evaluate({"x": x}) for x in rows])]

    return run
