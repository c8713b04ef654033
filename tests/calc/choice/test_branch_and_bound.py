"""The search for the best set of a component."""

import pytest
from hypothesis import given

from aipolicy.calc.choice import JointCap, TooEntangled
from aipolicy.calc.choice.bitmasks import bits, conflict_graph
from aipolicy.calc.choice.bounds import clique_cover, upper_bound
from aipolicy.calc.choice.branch_and_bound import best_kept, repriced, total_paid
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.components import Component, components
from tests.calc.choice.oracles import best_by_trying_all, lawful_sets, paid_by_trying_all
from tests.calc.choice.problems import small_problems


def kept(component: Component, *amounts: int, steps: int = STEPS) -> list[int]:
    graph = conflict_graph(component, dict(zip(component.items, amounts, strict=True)))
    return graph.items(best_kept(graph, steps))


RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]


def test_best_two_of_a_ring_of_five():
    assert kept(Component([0, 1, 2, 3, 4], [], [], RING), 5, 6, 5, 5, 6) == [1, 4]


def test_ring_of_equals_keeps_the_first():
    assert kept(Component([0, 1, 2, 3, 4], [], [], RING), 5, 5, 5, 5, 5) == [0, 2]


def test_two_rings_are_searched_apart():
    pairs = [*RING, *((a + 5, b + 5) for a, b in RING)]
    assert kept(Component(list(range(10)), [], [], pairs), *[5, 6, 5, 5, 6] * 2) == [1, 4, 6, 9]


def test_presolved_component_takes_no_steps():
    assert kept(Component([0, 1], [], [], [(0, 1)]), 5, 6, steps=0) == [1]


def test_ring_of_conflicts_takes_steps():
    with pytest.raises(TooEntangled) as refused:
        kept(Component([0, 1, 2, 3, 4], [], [], RING), 5, 6, 5, 5, 6, steps=5)
    assert refused.value.items == (0, 1, 2, 3, 4)


def test_wide_graph_of_rings_takes_steps_for_its_width():
    """Each ring alone takes few steps; to look for the rings among 260 items takes more."""
    rings = 52
    pairs = [(a + 5 * ring, b + 5 * ring) for ring in range(rings) for a, b in RING]
    component = Component(list(range(5 * rings)), [], [], pairs)
    found = kept(component, *[5, 6, 5, 5, 6] * rings)
    assert found == [item for ring in range(rings) for item in (5 * ring + 1, 5 * ring + 4)]
    with pytest.raises(TooEntangled) as refused:
        kept(component, *[5, 6, 5, 5, 6] * rings, steps=60_000)
    assert len(refused.value.items) == 5 * rings
    one = Component(list(range(5)), [], [], RING)
    assert kept(one, 5, 6, 5, 5, 6, steps=60_000) == [1, 4]


def test_presolve_of_a_wide_graph_takes_steps():
    """A chain that dominance alone decides: each second item outweighs both its rivals."""
    count = 256
    component = Component(list(range(count)), [], [], [(i, i + 1) for i in range(count - 1)])
    amounts = [3 - 2 * (item % 2) for item in range(count)]
    assert kept(component, *amounts) == list(range(0, count, 2))
    with pytest.raises(TooEntangled) as refused:
        kept(component, *amounts, steps=100)
    assert len(refused.value.items) == count
    assert kept(Component([0, 1], [], [], [(0, 1)]), 3, 1, steps=0) == [0]


def test_only_binding_cap_joins_components():
    pairs = [*RING, *((a + 5, b + 5) for a, b in RING)]
    for most, joined in ((100, 5), (21, 10)):
        component = Component(list(range(10)), [], [JointCap(frozenset(range(10)), most)], pairs)
        with pytest.raises(TooEntangled) as refused:
            kept(component, *[5, 6, 5, 5, 6] * 2, steps=5)
        assert len(refused.value.items) == joined


def test_repricing_lowers_the_bound():
    graph = conflict_graph(Component([0, 1, 2], [], [], []), {0: 7, 1: 5, 2: 4})
    bound = upper_bound(graph, [(0b001, 9), (0b010, 2)], clique_cover(graph, 0b111, 0))
    most, priced = repriced(bound, 0b111, 0b01, bound(0b111, 0b01), 2)
    assert (most >> graph.shift, priced) == (13, 0b10)


@given(small_problems(items=8))
def test_best_set_equals_brute_force(problem):
    _, best = best_by_trying_all(problem)
    for component in components(problem):
        assert kept(component, *(problem.amounts[item] for item in component.items)) == sorted(
            best.intersection(component.items)
        )


@given(small_problems(items=6))
def test_total_paid_equals_brute_force(problem):
    for component in components(problem):
        graph = conflict_graph(component, {item: problem.amounts[item] for item in component.items})
        bound = upper_bound(graph, graph.caps, clique_cover(graph, 0, sum(graph.worth)))
        for some in lawful_sets(problem):
            mask = sum(bit for bit in bits(sum(graph.worth)) if graph.item[bit] in some)
            total = total_paid(bound, graph.shift, mask, graph.caps, Budget(component.items, STEPS))
            assert total == sum(paid_by_trying_all(problem, some & set(component.items)))
