"""Scalars of other libraries: exactly a value of Python's own, or what they are."""

from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.money import canonical


@pytest.mark.parametrize(
    "given", [np.float32(100.5), np.float16(0.5), np.float32(8e6), np.float32(2**24)]
)
def test_short_floats_that_print_alike(given):
    assert as_python(given) == float(given)
    assert type(as_python(given)) is float


@pytest.mark.parametrize(
    "given", [np.float16(0.1), np.float32(0.1), pa.scalar(0.1, pa.float32()), np.float16(65504)]
)
def test_short_floats_that_print_otherwise(given):
    """Among them the largest, next to which a rounded one is too large."""
    assert as_python(given) is given


def test_midnights_are_days():
    assert as_python(np.datetime64("2023-06-01T00")) == date(2023, 6, 1)
    assert as_python(pa.scalar(date(2023, 6, 1))) == date(2023, 6, 1)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E+50", f"0.{'1' * 70}"])
def test_what_has_no_one_form_stays(text):
    assert str(canonical(Decimal(text))) == str(Decimal(text))


def test_one_form_of_nothing():
    assert str(canonical(Decimal("-0E+5"))) == "0.00"
