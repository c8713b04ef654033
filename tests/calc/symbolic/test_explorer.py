from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.tree import rows
from aipolicy.calc.values.money import ZERO, percent, wan
from aipolicy.calc.values.quantity import CONDITION, COUNT, SUM
from aipolicy.calc.values.range import Range
from aipolicy.errors import Code, InvalidClause, fault


def _explore(law, facts, **figures):
    return Explorer("islands/9.9", law, facts, figures).tree()


def _rows(law, facts, **figures):
    return list(rows(_explore(law, facts, **figures)))


SUMS = {"a": SUM, "b": SUM}


@pytest.mark.parametrize(
    ("law", "message"),
    [
        (lambda a, b: a / b, "it divides by a fact; compare by multiplying out: amount >= share * whole"),
        (lambda a, b: 1 / a, "it divides by a fact; compare by multiplying out: amount >= share * whole"),
        (lambda a, b: a / 0, "it divides by 0; divide by a figure above 0"),
        (lambda a, b: Decimal(float(a)), "it turns a fact into a float or a whole number, or rounds it; leave sums as they are: the result is rounded once, at the end"),
        (lambda a, b: round(a), "it turns a fact into a float or a whole number, or rounds it; leave sums as they are: the result is rounded once, at the end"),
        (lambda a, b: a // 10, "it turns a fact into a float or a whole number, or rounds it; leave sums as they are: the result is rounded once, at the end"),
        (lambda a, b: a * 0.3, "it computes with float (0.3); write sums and rates as wan(500), percent(30) or Decimal"),
        (lambda a, b: a * True, "it computes with bool (True); write sums and rates as wan(500), percent(30) or Decimal"),
        (lambda a, b: {a: 1}[a], "it failed on symbols (unhashable type: 'Symbol'); write plain if, min, max, +, - and * on sums in Decimal"),
        (lambda a, b: a.quantize(b), "it failed on symbols ('Symbol' object has no attribute 'quantize'); write plain if, min, max, +, - and * on sums in Decimal"),
        (lambda a, b: None, "it returns NoneType; return a sum in yuan, or Range(least, most)"),
        (lambda a, b: 0.5, "it returns float; return a sum in yuan, or Range(least, most)"),
        (lambda a, b: Range(a, a) if a > b else a, "it returns a sum in one case and a range in another; return Range(ZERO, ZERO) for nothing"),
        (lambda a, b: Decimal(1) / Decimal(3), "it failed on symbols ([<class 'decimal.Inexact'>]); write plain if, min, max, +, - and * on sums in Decimal"),
    ],
)  # fmt: skip
def test_refuses_bodies_that_are_not_plain(law, message):
    """The message says what to write instead."""
    with pytest.raises(InvalidClause) as refused:
        _explore(law, SUMS)
    assert str(refused.value) == f"islands/9.9: {message}"


def _swallowing(a):
    try:
        return 1 / a
    except Exception:  # noqa: BLE001  (what a body must not do)
        return ZERO


def _squaring(a):
    for _ in range(10):
        a = a * a
    return a


def _growing(a, b, c):
    for _ in range(20):
        a = a * (b + c + 1)
    return a


@pytest.mark.parametrize(
    ("law", "message"),
    [
        (_swallowing, "it divides by a fact; compare by multiplying out: amount >= share * whole"),
        (_squaring, "it multiplies facts too often; multiply at most a few facts with each other"),
        (lambda a: wan(1) if str(a) == "1" else ZERO, "it uses a fact as text; compare facts with numbers"),
        (lambda a: wan(1) if f"{a}" == "1" else ZERO, "it uses a fact as text; compare facts with numbers"),
        (lambda a: {}["a"], "it failed on symbols ('a'); write plain if, min, max, +, - and * on sums in Decimal"),
        (lambda a: Decimal("NaN"), "it failed on symbols (cannot convert NaN to integer ratio); write plain if, min, max, +, - and * on sums in Decimal"),
        (lambda a: next(iter(())), "it failed on symbols (StopIteration); write plain if, min, max, +, - and * on sums in Decimal"),
    ],
)  # fmt: skip
def test_refuses_evasive_bodies(law, message):
    """A body must not swallow errors or ask for the text of a fact."""
    with pytest.raises(InvalidClause) as refused:
        _explore(law, {"a": SUM})
    assert str(refused.value) == f"islands/9.9: {message}"


def test_products_of_many_facts_are_refused():
    with pytest.raises(InvalidClause, match="it multiplies facts too often"):
        _explore(_growing, {"a": SUM, "b": SUM, "c": SUM})


def _never_settles(a):
    while a > 0:
        a = a - 1
    return a


def _asks_for_ever(a):
    while a >= 0:
        pass
    return a


@pytest.mark.parametrize("law", [_never_settles, _asks_for_ever])
def test_refuses_endless_loops_on_facts(law):
    with pytest.raises(InvalidClause) as refused:
        _explore(law, {"a": SUM})
    assert str(refused.value) == (
        "islands/9.9: it loops on facts without settling; loop over a fixed table of figures"
    )


def test_refuses_over_a_thousand_paths():
    facts = {f"bonus_{i}": CONDITION for i in range(10)}
    with pytest.raises(InvalidClause) as refused:
        _explore(
            lambda **facts: sum((wan(1) for met in facts.values() if met), ZERO),
            {**facts, "one_more": CONDITION},
        )
    assert str(refused.value) == (
        "islands/9.9: more than 1,000 ways through the function; split the clause"
    )


def test_path_asks_nothing_twice():
    def tiers(a, thresholds):
        reached = [sum_ for at, sum_ in thresholds if a >= at]
        return max(reached, default=ZERO)

    thresholds = tuple((wan(i), wan(i * i)) for i in range(1, 31))
    assert len(_rows(tiers, {"a": SUM}, thresholds=thresholds)) == 31


def test_two_facts_are_compared_once():
    def twice(a, b):
        if a >= b and a >= b + 1:
            return a if a > b else ZERO
        return b if b >= a + wan(1) else a

    assert len(_rows(twice, SUMS)) == 3


def test_supports_equality_truth_and_abs():
    def odd(a, b):
        if a == b:
            return ZERO
        if a != wan(1) and not b:
            return +a
        return abs(a - b) - -a / 2

    for row in _rows(odd, SUMS):
        assert row.conditions
    facts = {"a": Fraction(10), "b": Fraction(30)}
    applying = [r for r in _rows(odd, SUMS) if all(c.at(facts) for c in r.conditions)]
    assert {row.outcome.most.at(facts) for row in applying} == {Fraction(25)}


def test_self_comparison_asks_nothing():
    (row,) = _rows(lambda a: a if a >= a else ZERO, {"a": SUM})
    assert row.conditions == ()


def test_symbols_add_from_either_side():
    (row,) = _rows(lambda a: wan(1) - a + 5 + (3 + a * 2), {"a": COUNT})
    assert row.outcome.most.at({"a": Fraction(7)}) == 10_015


def test_constants_ignore_decimal_context():
    with localcontext(prec=3):
        (row,) = _rows(lambda a: (Decimal(1) + percent("33.333333")) * a, {"a": SUM})
    assert row.outcome.most.at({"a": Fraction(1)}) == Fraction("1.33333333")


def test_refusal_in_a_body_keeps_its_words():
    def nested(a):
        raise InvalidClause(fault(Code.DEFINITION_RESERVED, "islands/9.9", name="its own words"))

    with pytest.raises(InvalidClause, match=r"^islands/9\.9: its own words is a name of pydantic;"):
        _explore(nested, {"a": SUM})
