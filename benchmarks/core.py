"""One case and the arithmetic alone: ratios to what one would write by hand.

    python benchmarks/core.py

Every ratio is of two times from this one run; the best of several rounds counts.
"""

import timeit
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from pydantic import validate_call

from aipolicy import wan
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import heilongjiang_2026 as heilongjiang
from aipolicy.rules import langfang_2023 as langfang

ROUNDS, CALLS = 7, 20_000
FEN = Decimal("0.01")


def _rounded(sum_: Decimal) -> Decimal:
    return sum_.quantize(FEN, ROUND_HALF_UP)


@validate_call
def scenario(
    *, total_investment: Decimal, review_passed: bool, government_investment_project: bool
) -> Decimal:
    if not review_passed or government_investment_project:
        return Decimal(0)
    return _rounded(min(Decimal("0.3") * total_investment, Decimal(5_000_000)))


@validate_call
def purchase(*, compute_spend: Decimal, provider_qualified: bool, for_ai_scenario: bool) -> Decimal:
    if not provider_qualified or not for_ai_scenario or compute_spend <= 300_000:
        return Decimal(0)
    return _rounded(min(Decimal("0.3") * compute_spend, Decimal(4_000_000)))


@validate_call
def growth(*, main_revenue: Decimal, previous_main_revenue: Decimal) -> Decimal:
    if main_revenue < 100_000_000 or not previous_main_revenue:
        return Decimal(0)
    if main_revenue * 10 < previous_main_revenue * 11:
        return Decimal(0)
    return _rounded(
        min(Decimal("0.03") * (main_revenue - previous_main_revenue), Decimal(5_000_000))
    )


@validate_call
def voucher(*, compute_fee: Decimal) -> Decimal:
    return _rounded(min(Decimal("0.3") * compute_fee, Decimal(2_000_000)))


def scenario_fen(*, total_investment, review_passed, government_investment_project):
    if not review_passed or government_investment_project:
        return 0
    return min((total_investment * 3 + 5) // 10, 500_000_000)


def purchase_fen(*, compute_spend, provider_qualified, for_ai_scenario):
    if not provider_qualified or not for_ai_scenario or compute_spend <= 30_000_000:
        return 0
    return min((compute_spend * 3 + 5) // 10, 400_000_000)


def growth_fen(*, main_revenue, previous_main_revenue):
    if main_revenue < 10_000_000_000 or not previous_main_revenue:
        return 0
    if main_revenue * 10 < previous_main_revenue * 11:
        return 0
    return min(((main_revenue - previous_main_revenue) * 3 + 50) // 100, 500_000_000)


def voucher_fen(*, compute_fee):
    return min((compute_fee * 3 + 5) // 10, 200_000_000)


CASES: list[tuple[object, Callable[..., object], Callable[..., object], Mapping[str, object]]] = [
    (
        harbin.application_scenario,
        scenario,
        scenario_fen,
        {
            "total_investment": wan(800),
            "review_passed": True,
            "government_investment_project": False,
        },
    ),
    (
        heilongjiang.compute_purchase,
        purchase,
        purchase_fen,
        {"compute_spend": wan(80), "provider_qualified": True, "for_ai_scenario": True},
    ),
    (
        langfang.revenue_growth,
        growth,
        growth_fen,
        {"main_revenue": wan(13_000), "previous_main_revenue": wan(11_000)},
    ),
    (dalian.compute_voucher, voucher, voucher_fen, {"compute_fee": wan(80)}),
]


def best(call: Callable[[], object]) -> float:
    """Return the best time of one call, in microseconds."""
    return min(timeit.repeat(call, number=CALLS, repeat=ROUNDS)) / CALLS * 1e6


def main() -> None:
    """Print the ratios."""
    print(f"{'one case':<32}{'validate_call':>14}{'clause':>9}{'ratio':>7}   (µs)")
    for clause, by_hand, _, facts in CASES:
        assert clause(**facts) == by_hand(**facts)
        hand, ours = best(lambda: by_hand(**facts)), best(lambda: clause(**facts))
        print(f"{clause.id:<32}{hand:>14.2f}{ours:>9.2f}{ours / hand:>7.2f}")
    print(f"\n{'arithmetic on fen':<32}{'by hand':>14}{'compiled':>9}{'ratio':>7}   (µs)")
    for clause, _, by_hand, facts in CASES:
        fen = {name: clause.facts[name].to_minor(value) for name, value in facts.items()}
        ends = clause.arithmetic.ends
        assert ends(**fen) == by_hand(**fen)
        hand, ours = best(lambda: by_hand(**fen)), best(lambda: ends(**fen))
        print(f"{clause.id:<32}{hand:>14.3f}{ours:>9.3f}{ours / hand:>7.2f}")


if __name__ == "__main__":
    main()
