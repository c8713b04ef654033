"""What a clause can give on facts known in part, against every kink of the facts unknown."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy import clauses, yi
from aipolicy.calc.symbolic.partial.outlook import Outlook, PartialTable
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Fork, Holds, Outcome
from aipolicy.calc.values.quantity import CONDITION, SUM, QuantityKind
from tests.invented import islands, terraces
from tests.sampling import parts_of

OWN = [one for policy in (islands, terraces) for one in policy.POLICY.clauses.values()]
READINGS = [one.read_as(name) for one in (*clauses(), *OWN) for name in one.readings]
EVERY = [*clauses(), *OWN, *READINGS]
VAST = 10**15
NUMBERS = (-1, 0, 1)


def completions(clause, known):
    """Yield the facts with each unknown one at its kinks, beside them, and at its ends."""
    open_ = [name for name in clause.facts if name not in known]
    conditions = [n for n in open_ if clause.facts[n].kind is QuantityKind.CONDITION]
    numbers = [name for name in open_ if name not in conditions]
    for order in permutations(numbers):
        yield from _completed(clause, (*conditions, *order), known)


def _completed(clause, names, known):
    if not names:
        yield known
        return
    name, *later = names
    quantity = clause.facts[name]
    others = {n: Fraction(part, clause.facts[n].scale) for n, part in known.items()}
    tried = {quantity.least, min(quantity.most, VAST)}
    tried |= {edge + step for edge in clause.table.edges(name, others) for step in NUMBERS}
    for part in tried:
        if quantity.least <= part <= quantity.most:
            yield from _completed(clause, later, {**known, name: part})


def ends(clause, parts):
    found = clause.arithmetic.ends(**parts)
    return found if isinstance(found, tuple) else (found, found)


def given_by(clause, known):
    in_order = ({n: parts[n] for n in clause.facts} for parts in completions(clause, known))
    return [(parts, ends(clause, parts)) for parts in in_order]


def deciding(clause, known, gives):
    """Return the unknown facts that alone change what is given, somewhere."""
    found = set()
    for name in clause.facts:
        if name in known:
            continue
        by_others = {}
        for parts, sums in gives:
            others = tuple(value for other, value in parts.items() if other != name)
            if by_others.setdefault(others, sums) != sums:
                found.add(name)
                break
    return found


def known_of(data, clause):
    parts = data.draw(parts_of(clause))
    return {name: part for name, part in parts.items() if data.draw(st.booleans())}


@pytest.mark.parametrize("clause", EVERY, ids=repr)
@settings(max_examples=25)
@given(data=st.data())
def test_ends_and_facts_are_exact(clause, data):
    known = known_of(data, clause)
    seen = clause.partial.given(known)
    gives = given_by(clause, known)
    assert seen.least == min(least for _, (least, _) in gives)
    most = max(most for _, (_, most) in gives)
    assert seen.most == most or (seen.most is None and most > 10**12)
    assert seen.wanted == deciding(clause, known, gives)


@pytest.mark.parametrize("clause", EVERY, ids=repr)
@settings(max_examples=25)
@given(data=st.data())
def test_no_facts_give_more_or_less(clause, data):
    parts = data.draw(parts_of(clause))
    known = {name: part for name, part in parts.items() if data.draw(st.booleans())}
    seen = clause.partial.given(known)
    least, most = ends(clause, parts)
    assert seen.least <= least
    assert seen.most is None or most <= seen.most


@pytest.mark.parametrize("clause", EVERY, ids=repr)
@settings(max_examples=25)
@given(data=st.data())
def test_all_facts_known_leave_nothing_open(clause, data):
    parts = data.draw(parts_of(clause))
    seen = clause.partial.given(parts)
    assert ((seen.least, seen.most), seen.wanted) == (ends(clause, parts), frozenset())


@pytest.mark.parametrize("clause", EVERY, ids=repr)
def test_nothing_known_is_exact_too(clause):
    seen = clause.partial.given({})
    gives = given_by(clause, {})
    assert seen.least == min(least for _, (least, _) in gives)
    assert seen.wanted == deciding(clause, {}, gives)
    assert seen == clause.partial.given({})


@pytest.mark.parametrize(
    ("id_", "known", "least", "most", "wanted"),
    [
        ("langfang_2023/7.3", {"main_revenue": yi("1.1")}, 0, 33 * 10**7, "previous_main_revenue"),
        ("langfang_2023/7.3", {"main_revenue": yi(100)}, 0, 5 * 10**8, "previous_main_revenue"),
        ("langfang_2023/7.3", {"previous_main_revenue": yi(1)}, 0, 5 * 10**8, "main_revenue"),
        ("dalian_2025_draft/3.3", {"excellent_scenario": True}, 2 * 10**8, 2 * 10**8, ""),
        ("heilongjiang_2026/3.1", {"base_subsidy": 0}, 0, 0, ""),
        ("wuhan_2024_draft/1.2", {"selected": True}, 5 * 10**7, 10**8, ""),
    ],
)  # fmt: skip
def test_ends_of_the_five_texts(id_, known, least, most, wanted):
    (clause,) = [one for one in clauses() if one.id == id_]
    seen = clause.partial.given({n: clause.facts[n].to_minor(v) for n, v in known.items()})
    assert (seen.least, seen.most, " ".join(seen.wanted)) == (least, most, wanted)


def yuan(name):
    return Polynomial.fact(name)


def number(value):
    return Polynomial.constant(Fraction(value))


def table(tree, *names):
    return PartialTable(tree, dict.fromkeys(names, SUM))


def sum_of(polynomial):
    return Outcome(polynomial, polynomial)


def test_a_known_zero_decides_a_product():
    """Whatever the rent is, nothing is above 5 where the area is 0."""
    above = Above(yuan("area") * yuan("rent") - number(5), or_equal=False)
    partial = table(Fork(above, sum_of(number(3)), sum_of(number(2))), "area", "rent")
    assert partial.given({"area": 0}) == Outlook(200, 200, frozenset())
    assert partial.given({"area": 1}) == Outlook(200, 300, frozenset({"rent"}))
    assert partial.given({}) == Outlook(200, 300, frozenset({"area", "rent"}))


def test_a_way_that_no_facts_lead_to_is_left_out():
    """No number lies between another and the next one."""
    x, y, z = yuan("x"), yuan("y"), yuan("z")
    more, less = Above(x - y, or_equal=False), Above(y + z - x, or_equal=False)
    tree = Fork(more, Fork(less, sum_of(number(9)), sum_of(number(1))), sum_of(number(2)))
    partial = table(tree, "x", "y", "z")
    assert partial.given({"z": 1}) == Outlook(100, 200, frozenset("xy"))
    assert partial.given({"z": 2}) == Outlook(100, 900, frozenset("xy"))


def test_sums_that_are_the_same_want_no_fact():
    """Once the figures are in, both ways give a tenth of the cost."""
    x, cost = yuan("x"), yuan("cost")
    tenth = Polynomial.constant(Fraction(1, 10)) * cost
    tree = Fork(Above(x - number(5), or_equal=True), sum_of(tenth), sum_of(tenth * yuan("times")))
    partial = table(tree, "x", "cost", "times")
    assert partial.given({"times": 100, "cost": 1_000}).wanted == frozenset()
    assert partial.given({"times": 100}) == Outlook(0, None, frozenset({"cost"}))
    assert partial.given({"times": 200, "cost": 1_000}).wanted == {"x"}
    nothing = Fork(Above(x, or_equal=False), sum_of(number(0)), sum_of(x))
    assert table(nothing, "x").given({}) == Outlook(0, 0, frozenset())


@pytest.mark.parametrize("value", [True, False])
def test_a_condition_may_be_met_by_no(value):
    tree = Fork(Holds("met", value), sum_of(number(3)), sum_of(number(1)))
    partial = PartialTable(tree, {"met": CONDITION})
    assert partial.given({"met": int(value)}) == Outlook(300, 300, frozenset())
    assert partial.given({"met": int(not value)}) == Outlook(100, 100, frozenset())
    assert partial.given({}) == Outlook(100, 300, frozenset({"met"}))


def test_ends_are_never_below_zero():
    """What a body would give below 0 is refused in a call; here it counts as nothing."""
    tree = Fork(Above(yuan("x") - number(5), True), sum_of(number(5)), sum_of(-yuan("x")))
    assert table(tree, "x").given({}) == Outlook(0, 500, frozenset("x"))
