from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.formula import Expression, Greatest, Least, Where, formula
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import rows
from aipolicy.calc.symbolic.writer import Writer
from aipolicy.calc.values.money import ZERO, percent, wan
from aipolicy.calc.values.quantity import CONDITION, SUM
from aipolicy.calc.values.range import Range

FACTS = {"a": SUM, "b": SUM, "c": SUM, "met": CONDITION}


def _least_of_three(a, b, c, met):
    return min(a, b, c, wan(5)) if met else ZERO


def _greatest(a, b, c, met):
    return max(a - b, ZERO) + c if met else c


def _nested(a, b, c, met):
    return min(max(a, b), percent(10) * c) if met else ZERO


def _not_a_minimum(a, b, c, met):
    return a if a >= b and met else c


def _zero_first(a, b, c, met):
    if a < wan(1) or a < b:
        return ZERO
    return min(percent(3) * (a - b), c) if met else ZERO


def _two_thresholds(a, b, c, met):
    if a >= wan(2):
        return wan(2)
    if a >= wan(1):
        return wan(1)
    return b * 0 if met else c


LAWS = [_least_of_three, _greatest, _nested, _not_a_minimum, _zero_first, _two_thresholds]


def _value(expression: Expression, facts):
    match expression:
        case Polynomial():
            return expression.at(facts)
        case Least(of):
            return min(_value(part, facts) for part in of)
        case Greatest(of):
            return max(_value(part, facts) for part in of)
        case Where(conditions, met, unmet):
            return _value(met if all(c.at(facts) for c in conditions) else unmet, facts)


@pytest.mark.parametrize("law", LAWS)
@given(sums=st.tuples(*[st.integers(0, 3 * 10**6)] * 3), met=st.booleans())
def test_formula_equals_its_tree(law, sums, met):
    tree = Explorer("islands/9.9", law, FACTS, {}).tree()
    facts = {n: Fraction(s, 100) for n, s in zip("abc", sums, strict=True)} | {"met": Fraction(met)}
    (row,) = [r for r in rows(tree) if all(c.at(facts) for c in r.conditions)]
    expected = row.outcome.most.at(facts)
    assert _value(formula(tree, lambda outcome: outcome.most), facts) == expected


def _written(law, language="en"):
    tree = Explorer("islands/9.9", law, FACTS, {}).tree()
    return Writer(FACTS, language).expression(formula(tree, lambda outcome: outcome.most))


def test_constant_end_has_no_condition():
    """An end that is the same either way asks no condition."""
    tree = Explorer(
        "islands/9.9", lambda a, b, c, met: Range(ZERO, a if met else b), FACTS, {}
    ).tree()
    assert formula(tree, lambda outcome: outcome.least) == Polynomial(())


def test_minima_and_maxima_are_recognised():
    assert _written(_least_of_three).endswith("if met = yes else 0")
    assert _written(_least_of_three).startswith("min(")
    assert _written(lambda a, b, c, met: max(a, b)) == "max(a, b)"
    assert _written(lambda a, b, c, met: min(wan(1), percent(30) * a)) == "min(30% × a, 10,000)"
    assert _written(_not_a_minimum) == "a if met = yes and a ≥ b else c"


def test_nested_choice_is_in_brackets():
    def nested(a, b, c, met):
        if a > wan(1):
            return b if c > wan(2) else c
        return a

    assert _written(nested) == "(b if c > 20,000 else c) if a > 10,000 else a"


def test_formula_is_written_in_chinese():
    assert _written(_not_a_minimum, "zh") == "如 met = 是 且 a ≥ b：a；否则 c"
