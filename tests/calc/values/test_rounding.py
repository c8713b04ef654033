from decimal import ROUND_HALF_UP, Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.values.rounding import Rounding

WHOLES = st.integers(0, 10**17)


@given(WHOLES, st.integers(1, 10**12))
def test_rounds_to_nearest_and_ties_up(over, under):
    whole = Rounding.HALF_UP.whole(over, under)
    assert -under <= 2 * (over - whole * under) < under


@given(WHOLES, st.sampled_from([1, 2, 4, 5, 10, 100, 1000]))
def test_rounds_like_the_decimal_module(over, under):
    with localcontext(prec=60):
        quotient = Decimal(over) / under
        expected = quotient.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert Rounding.HALF_UP.whole(over, under) == expected


@given(WHOLES, WHOLES, st.integers(1, 10**6))
def test_rounding_is_monotonic(one, other, under):
    low, high = sorted((one, other))
    assert Rounding.HALF_UP.whole(low, under) <= Rounding.HALF_UP.whole(high, under)
