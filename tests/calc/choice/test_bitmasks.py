"""The conflict graph as bit masks."""

from hypothesis import given

from aipolicy.calc.choice import Exclusion, JointCap
from aipolicy.calc.choice.bitmasks import bits, conflict_graph
from aipolicy.calc.choice.components import Component, components
from tests.calc.choice.problems import small_problems


def test_heaviest_item_is_the_lowest_bit():
    graph = conflict_graph(Component([2, 4, 6], [], [], []), {2: 5, 4: 9, 6: 5})
    assert [graph.item[bit] for bit in (1, 2, 4)] == [4, 2, 6]


def test_worth_is_amount_then_document_order():
    graph = conflict_graph(Component([2, 4], [], [], []), {2: 5, 4: 9})
    assert graph.worth == {1: 9 << 2 | 0b01, 2: 5 << 2 | 0b10}


def test_conflicts_are_symmetric():
    component = Component(
        [0, 1, 2, 3], [Exclusion(frozenset({0, 1})), Exclusion(frozenset({1, 2}))], [], [(3, 0)]
    )
    graph = conflict_graph(component, {0: 9, 1: 8, 2: 7, 3: 6})
    assert graph.neighbours == {1: 0b1011, 2: 0b0111, 4: 0b0110, 8: 0b1001}


def test_members_of_a_group_share_one_mask():
    component = Component(list(range(100)), [Exclusion(frozenset(range(100)))], [], [])
    graph = conflict_graph(component, dict.fromkeys(range(100), 1))
    assert len({id(mask) for mask in graph.neighbours.values()}) == 1


def test_caps_are_masks_over_items():
    caps = [JointCap(frozenset({0, 1}), 7), JointCap(frozenset({1}), 3)]
    graph = conflict_graph(Component([0, 1, 2], [], caps, []), {0: 9, 1: 8, 2: 7})
    assert graph.caps == [(0b011, 7), (0b010, 3)]
    assert graph.under == {1: 0b01, 2: 0b11, 4: 0}


def test_bits_come_lowest_first():
    assert list(bits(0)) == []
    assert list(bits(0b110)) == [2, 4]


@given(small_problems())
def test_worth_orders_sets_lexicographically(problem):
    for component in components(problem):
        graph = conflict_graph(component, {item: problem.amounts[item] for item in component.items})
        ranked = []
        for mask in range(min(1 << len(component.items), 64)):
            items = graph.items(mask)
            uncut = sum(problem.amounts[item] for item in items)
            worth = sum(graph.worth[bit] for bit in bits(mask))
            ranked.append((worth, uncut, [item in items for item in component.items]))
        ranked.sort()
        assert [entry[1:] for entry in ranked] == sorted(entry[1:] for entry in ranked)
