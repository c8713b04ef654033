"""Programs over slots: the same sums as the plan, whatever the shape of the expression."""

from math import gcd

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aipolicy.frames.in_memory.kernel import Buffers, Kernel
from aipolicy.frames.plan.program import multiplier, program
from aipolicy.frames.plan.sums import Answer, AtLeastZero, Conditional, Extreme, Rounded, Total

FACTS = ("x", "y", "n")
BLOCK = 8


def totals():
    terms = st.dictionaries(
        st.sampled_from([("x",), ("y",), ("n",), ("n", "x")]), st.integers(-9, 9).filter(bool)
    )
    return st.builds(
        lambda found, constant: Total(tuple(sorted(found.items())), constant),
        terms,
        st.integers(-50, 50),
    )


def roundings():
    clamps = st.none() | st.integers(0, 60)
    return st.builds(
        lambda total, under, most: Rounded(total, under, 10**6, most if total.terms else None),
        totals(),
        st.integers(1, 12),
        clamps,
    )


def conditions():
    some = totals().filter(lambda total: total.terms)
    return st.builds(AtLeastZero, some) | st.builds(Answer, st.just("yes"), st.booleans())


def sums():
    return st.recursive(
        roundings(),
        lambda inner: (
            st.builds(Extreme, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple))
            | st.builds(
                Conditional, st.lists(conditions(), min_size=1, max_size=3).map(tuple), inner, inner
            )
        ),
        max_leaves=6,
    )


def value(sum_, row):
    """The sum by Python's own whole numbers."""
    if isinstance(sum_, Rounded):
        whole = sum_.total.at(row)
        if sum_.most is not None:
            common = gcd(*(factor for _, factor in sum_.total.terms))
            whole = min(whole, common * sum_.most + sum_.total.constant)
        return whole // sum_.under
    if isinstance(sum_, Extreme):
        return (min if sum_.is_least else max)(value(one, row) for one in sum_.of)
    met = all(
        row[one.fact] == one.value if isinstance(one, Answer) else one.total.at(row) >= 0
        for one in sum_.conditions
    )
    return value(sum_.met if met else sum_.unmet, row)


rows = st.fixed_dictionaries({name: st.integers(0, 40) for name in FACTS} | {"yes": st.booleans()})


@given(sums(), st.lists(rows, min_size=1, max_size=BLOCK))
def test_programs_give_the_sum_on_every_row(sum_, given_):
    facts = [np.array([row[name] for row in given_]) for name in (*FACTS, "yes")]
    before = [one.copy() for one in facts]
    result = np.full(len(given_), -1, np.int64)
    written = program(sum_, (*FACTS, "yes"))
    kernel = Kernel(written, Buffers([written], BLOCK))
    for _ in range(2):
        kernel.run(facts, result)
        assert result.tolist() == [value(sum_, row) for row in given_]
    for one, other in zip(facts, before, strict=True):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize(("is_least", "paid"), [(True, [5, 7]), (False, [7, 9])])
def test_extremes_with_a_number_are_clipped(is_least, paid):
    """Whatever examples Hypothesis draws above."""
    x, seven = Rounded(Total(((("x",), 1),), 0), 1), Rounded(Total((), 7), 1)
    written = program(Extreme(is_least, (x, seven)), ("x",))
    result = np.zeros(2, np.int64)
    Kernel(written, Buffers([written], 2)).run([np.array([5, 9])], result)
    assert result.tolist() == paid


def test_kernels_of_a_thread_share_buffers():
    both = Rounded(Total(((("x",), 1),), 5), 10), Rounded(Total(((("x",), -1),), 99), 3)
    lesser = program(Extreme(True, both), ("x",))
    buffers = Buffers([lesser, lesser], 2)
    one, other = (buffers.memory(lesser) for _ in range(2))
    assert any(np.may_share_memory(a, b) for a, b in zip(one, other, strict=True))


def test_result_memory_is_the_last_buffer():
    tenth = Rounded(Total(((("x",), 1),), 5), 10)
    paid = program(Conditional((Answer("yes", True),), tenth, Rounded(Total((), 0))), ("x", "yes"))
    assert paid.buffers == ()
    assert len(program(Extreme(True, (tenth, tenth)), ("x",)).buffers) == 1


@given(
    st.integers(1, 10**6),
    st.integers(2, 10**8),
    st.integers(-(10**6), 10**6),
    st.integers(1, 10**13),
    st.data(),
)
def test_multiplying_and_shifting_divides_exactly(factor, under, constant, most, data):
    """Also where something is taken off first, wherever the total is not negative then."""
    found = multiplier(Rounded(Total(((("x",), factor),), constant), under, most=most))
    assume(found is not None)
    m, a, k = found
    edge = data.draw(st.integers(0, most))
    near = (edge * under - constant) // factor
    for x in {0, most, edge, *(min(max(near + step, 0), most) for step in (-1, 0, 1))}:
        if factor * x + constant >= 0:
            assert m * x + a < 2**63
            assert (m * x + a) >> k == (factor * x + constant) // under


@given(st.integers(1, 10**6), st.integers(2, 10**8), st.integers(0, 10**6), st.integers(1, 10**13))
def test_a_factor_exists_within_64_bits(factor, under, constant, most):
    """A shift of at least `under * (most + 1)` is exact, and its numbers are at most these."""
    largest = 2 * (most + 1) * (factor * most + constant) + most + 1
    found = multiplier(Rounded(Total(((("x",), factor),), constant), under, most=most))
    assert found is not None or largest >= 2**63


@pytest.mark.parametrize(
    "sum_",
    [
        Rounded(Total(((("x",), 3),), 5), 10),
        Rounded(Total(((("x",), 3),), 5), 1, most=9),
        Rounded(Total(((("x",), 3),), 5), 10, 1, most=9),
        Rounded(Total(((("x",), 3),), 5), 10, most=10**17),
        Extreme(True, ()),
    ],
)
def test_open_or_large_sums_have_no_factor(sum_):
    assert multiplier(sum_) is None
