"""Limits: what could pass 64 bits, or the largest sum, is known before it is worked out."""

from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.money import MOST_FEN
from aipolicy.calc.values.quantity import SUM
from aipolicy.frames.plan.limits import INT64, Risk, risks
from aipolicy.frames.plan.sums import Extreme, Rounded, Total

FACTS = {"x": SUM, "y": SUM}
FIFTYFOLD = Rounded(Total(((("x",), 50),), 0))
FALLING = Rounded(Total(((("x",), 1), (("y",), -1)), 10**17))


def found(sum_):
    return list(risks(sum_, FACTS))


def test_sums_over_the_limit_are_risks():
    assert 50 * SUM.most <= INT64
    assert found(FIFTYFOLD) == [Risk(FIFTYFOLD.total, ReadOnly({}), MOST_FEN)]


def test_a_sum_that_a_fixed_one_caps_is_none():
    fixed = Rounded(Total((), 500))
    assert found(FALLING) != []
    assert found(Extreme(is_least=True, of=(FALLING, fixed))) == []
    assert found(Extreme(is_least=False, of=(FALLING, fixed))) == found(FALLING)


def test_a_sum_clamped_at_once_is_constant():
    together = Total(((("x",), 20), (("y",), 20)), 0)
    assert found(Rounded(together)) != []
    assert found(Rounded(together, most=MOST_FEN // 20)) == []
    assert found(Rounded(together, most=MOST_FEN // 20 + 1)) != []


def test_clamped_terms_are_still_formed():
    together = Total(((("x",), 600), (("y",), 601)), 0)
    assert 1201 * SUM.most > INT64
    assert found(Rounded(together, most=5)) == [Risk(together, ReadOnly({}), INT64)]
