"""Bounds hold for every lawful set, and are exact where no choice is left."""

from hypothesis import given

from aipolicy.calc.choice.bitmasks import bits, conflict_graph
from aipolicy.calc.choice.bounds import clique_cover, upper_bound
from aipolicy.calc.choice.components import Component, components
from tests.calc.choice.oracles import lawful_sets, paid_by_trying_all
from tests.calc.choice.problems import small_problems


def test_clique_counts_its_heaviest_item_once():
    triangle = Component([0, 1, 2], [], [], [(0, 1), (1, 2), (0, 2)])
    graph = conflict_graph(triangle, {0: 7, 1: 5, 2: 4})
    bound = upper_bound(graph, [], clique_cover(graph, 0, 0b111))
    assert bound(0b111, 0) >> graph.shift == 7
    assert bound(0b110, 0) >> graph.shift == 5


def test_rest_of_a_heavy_item_meets_next_rival():
    star = Component([0, 1, 2], [], [], [(0, 1), (0, 2)])
    graph = conflict_graph(star, {0: 10, 1: 6, 2: 6})
    assert upper_bound(graph, [], clique_cover(graph, 0, 0b111))(0b111, 0) >> graph.shift == 12


def test_priced_cap_replaces_its_members():
    graph = conflict_graph(Component([0, 1, 2], [], [], []), {0: 7, 1: 5, 2: 4})
    bound = upper_bound(graph, [(0b011, 3), (0b110, 2)], clique_cover(graph, 0b111, 0))
    assert [bound(0b111, priced) >> graph.shift for priced in range(4)] == [16, 7, 9, 5]


@given(small_problems(items=7))
def test_bounds_hold_for_every_lawful_set(problem):
    for component in components(problem):
        graph = conflict_graph(component, {item: problem.amounts[item] for item in component.items})
        everything = sum(graph.worth)
        cliques = clique_cover(graph, 0, everything)
        bound = upper_bound(graph, graph.caps, cliques)
        for clique, share in cliques:
            assert share > 0
            assert all(clique & ~graph.neighbours[bit] == 0 for bit in bits(clique))
        for kept in lawful_sets(problem):
            mask = sum(bit for bit in bits(everything) if graph.item[bit] in kept)
            worth = sum(graph.worth[bit] for bit in bits(mask))
            paid = sum(paid_by_trying_all(problem, kept & set(component.items)))
            assert bound(mask, 0) == worth <= bound(everything, 0)
            for priced in range(1 << len(graph.caps)):
                assert bound(mask, priced) >> graph.shift >= paid
