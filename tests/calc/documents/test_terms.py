from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.documents.terms import Split
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import InvalidFigures

SHARES = st.integers(0, 100).map(lambda number: Decimal(number) / 100)


@given(st.integers(0, 10**17), SHARES, st.data())
def test_shares_add_up_and_are_not_negative(fen, city, data):
    province = data.draw(st.integers(0, 100 - int(city * 100))) / Decimal(100)
    split = Split(city="city_share", province="province_share", rest="district")
    figures = {"city_share": city, "province_share": province}
    parts = split.of(yuan_of(fen), figures)
    assert list(parts) == ["city", "province", "district"]
    assert sum(int(part * 100) for part in parts.values()) == fen
    assert all(part >= 0 for part in parts.values())


@given(st.integers(0, 10**15), SHARES)
def test_share_is_within_half_a_fen(fen, city):
    parts = Split(city="city_share", rest="district").of(yuan_of(fen), {"city_share": city})
    assert abs(parts["city"] * 100 - fen * city) <= Decimal("0.5")


def test_refuses_shares_above_100_percent():
    with pytest.raises(InvalidFigures) as refused:
        Split(city="city_share", rest="district").of(
            Decimal("1.00"), {"city_share": Decimal("1.01")}
        )
    assert str(refused.value) == (
        "funding: 1 fault\n"
        "  shares=city_share: shares add up to more than 100%; leave a share for the rest"
    )


def test_shared_fen_is_paid_once():
    """Two halves of one fen are not both rounded up."""
    split = Split(city="share", province="share", rest="district")
    parts = split.of(Decimal("0.01"), {"share": Decimal("0.5")})
    assert parts == {
        "city": Decimal("0.01"),
        "province": Decimal("0.00"),
        "district": Decimal("0.00"),
    }
