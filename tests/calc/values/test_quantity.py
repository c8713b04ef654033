from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import BaseModel, ValidationError

from aipolicy.calc.values.quantity import (
    AREA,
    CONDITION,
    COUNT,
    RATE,
    SUM,
    YEAR,
    Area,
    Count,
    Rate,
    Yuan,
)

AREA_CURE = "give square metres, such as 1200 or 1200.5"


@pytest.mark.parametrize(
    ("quantity", "given_", "read"),
    [
        (SUM, Decimal("8E+6"), Decimal(8_000_000)),
        (SUM, Decimal("999999999999999.99"), Decimal("999999999999999.99")),
        (AREA, "1200.5", Decimal("1200.50")),
        (AREA, 4000, Decimal("4000.00")),
        (AREA, 0.01, Decimal("0.01")),
        (COUNT, 0, 0),
        (YEAR, 1, 1),
        (CONDITION, False, False),
        (RATE, Decimal("0.3"), Decimal("0.3")),
        (RATE, 1, Decimal(1)),
    ],
)
def test_reads_a_fact_as_its_kind(quantity, given_, read):
    assert quantity.read(given_) == read
    assert quantity.from_minor(quantity.to_minor(quantity.read(given_))) == read


@pytest.mark.parametrize(
    ("quantity", "given_", "message"),
    [
        (SUM, Decimal("1000000000000000.01"), "Decimal('1000000000000000.01'): a sum must be at most 1,000,000,000,000,000 yuan; check the unit of the sum"),
        (SUM, Decimal("-0.01"), "Decimal('-0.01'): a sum must be 0 or more; give a sum in yuan, such as 8000000, \"8000000.00\" or \"800万元\""),
        (SUM, Decimal("0.001"), "Decimal('0.001'): a sum has at most two decimals; round it to two decimals first"),
        (AREA, 0, f"0: an area must be above 0 square metres; {AREA_CURE}"),
        (AREA, "0.001", "'0.001': an area has at most two decimals; round it to two decimals"),
        (AREA, 10**9, "1000000000: an area must be at most 100,000,000 square metres; check its unit"),
        (AREA, "4000平米", "'4000平米': not a number; write it in digits"),
        (AREA, "nan", "'nan': not a finite number; give a finite number"),
        (AREA, "1e999999999", "'1e999999999': number too large or too small; give a number of a usual size"),
        (SUM, Decimal("1E-99999999"), "Decimal('1E-99999999'): number too large or too small; give a number of a usual size"),
        (RATE, "1e-999999999", "'1e-999999999': number too large or too small; give a number of a usual size"),
        (RATE, Decimal("1000.01"), "Decimal('1000.01'): a rate must be between 0 and 1, which is 100%; write 0.30 or percent(30)"),
        (RATE, Fraction(1, 3), "Fraction(1, 3): a rate has at most 29 decimals; give fewer decimals"),
        (COUNT, -1, "-1: a count must be between 0 and 1,000,000,000,000,000; give a whole number in that range"),
        (COUNT, True, "True: a truth value is not a count; give a whole number"),
        (COUNT, 1.0, "1.0: float is not a count; give a whole number, 0 or more"),
        (YEAR, 0, "0: the number of a year must be between 1 and 1,000; give a whole number in that range"),
        (YEAR, "1", "'1': str is not the number of a year; give a whole number, 1 or more"),
        (CONDITION, 1, "1: expected True or False, got int; give True or False"),
        (CONDITION, "yes", "'yes': expected True or False, got str; give True or False"),
        (RATE, -1, "-1: a rate must be between 0 and 1, which is 100%; write 0.30 or percent(30)"),
        (RATE, float("nan"), "nan: not a finite number; give a finite number"),
    ],
)  # fmt: skip
def test_refuses_values_of_another_kind(quantity, given_, message):
    """The message gives the limit and the cure."""
    with pytest.raises(ValueError) as refused:
        quantity.read(given_)
    assert str(refused.value) == message


class _Facts(BaseModel):
    cost: Yuan
    area: Area
    boats: Count
    rate: Rate


def test_json_writes_plain_digits():
    """A sum given with an exponent is written without one."""
    facts = _Facts(cost=Decimal("8E+6"), area=5, boats=3, rate=Decimal("3E-1"))
    assert '"cost":"8000000.00"' in facts.model_dump_json()
    assert _Facts.model_validate_json(facts.model_dump_json()) == facts


def test_model_reads_writes_and_describes():
    facts = _Facts(cost="800万元", area=5, boats=3, rate=Decimal("0.3"))
    assert _Facts.model_validate_json(facts.model_dump_json()) == facts
    assert facts.model_dump_json() == (
        '{"cost":"8000000.00","area":"5.00","boats":3,"rate":"0.30"}'
    )
    schema = _Facts.model_json_schema()["properties"]
    assert schema["boats"]["type"] == "integer"
    assert schema["cost"]["description"] == "in yuan, at most two decimals"
    with pytest.raises(ValidationError, match="a sum must be 0 or more"):
        _Facts(cost=-1, area=5, boats=3, rate=1)
