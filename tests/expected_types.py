"""What type checkers must see of the public surface; checked by mypy and pyright, not run."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_type

import aipolicy
from aipolicy import Assessment, Award, Case, Claim, Policy, assess, match, percent, wan, yi, yuan
from aipolicy.calc.calculations.schedule import YearOfSupport
from aipolicy.calc.symbolic.table import DecisionTable
from aipolicy.calc.values.quantity import Quantity
from aipolicy.calc.values.range import Range
from aipolicy.matching import Matching
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import langfang_2023 as langfang
from aipolicy.rules import wuhan_2024_draft as wuhan

if TYPE_CHECKING:
    claim = Claim(on=date(2025, 8, 1), effective_from=date(2025, 6, 30))

    assert_type(dalian.compute_voucher(compute_fee=wan(800)), Decimal)
    assert_type(wuhan.key_rnd_project(selected=True), Range)
    assert_type(dalian.compute_voucher.award(claim, compute_fee=wan(800)), Award)
    assert_type(dalian.compute_voucher.with_figures(cap=wan(300))(compute_fee=wan(800)), Decimal)
    assert_type(
        langfang.revenue_milestone.read_as("sum_of_tiers")(
            main_revenue=yi(6), highest_past_main_revenue=yi("0.8")
        ),
        Decimal,
    )
    assert_type(dalian.compute_voucher.law(compute_fee=wan(800)), Decimal)
    assert_type(dalian.compute_voucher.table, DecisionTable)
    assert_type(dalian.compute_voucher.facts, Mapping[str, Quantity])
    assert_type(dalian.rent_support.schedule([]), tuple[YearOfSupport, ...])
    assert_type(dalian.POLICY, Policy)
    assert_type(dalian.POLICY.in_force(date(2025, 8, 1)), bool | None)
    assert_type(assess(Case(claims=())), Assessment)
    assert_type(match({}, on=date(2025, 8, 1)), Matching)
    assert_type(yuan("800万元"), Decimal)
    assert_type(percent(30), Decimal)
    assert_type(aipolicy.policy("harbin_2022"), Policy)
    assert_type(aipolicy.clause("harbin_2022/4.1")(anything=1), Decimal | Range)

    # A misspelt fact, a missing one, one of the wrong type and one by place are errors of type.
    dalian.compute_voucher(compute_fees=wan(800))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    dalian.compute_voucher()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    dalian.compute_voucher(wan(800))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    dalian.compute_voucher(compute_fee=[5])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
