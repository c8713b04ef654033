"""Modules: groups that contract round by round, and what stops the rounds."""

import pytest
from hypothesis import given

from aipolicy.calc.choice import Exclusion, JointCap, Problem, Sides, modules, solve
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.components import components
from aipolicy.calc.choice.modules import contracted
from tests.calc.choice.oracles import best_by_trying_all
from tests.calc.choice.problems import AGAINST_AN_ORACLE, sided_problems


def nested(count: int) -> Problem:
    """Each second item excludes all items before it, and the others none of them."""
    sides = [Sides((frozenset({item}), frozenset(range(item)))) for item in range(1, count, 2)]
    return Problem(tuple(1 + item * item % 7 for item in range(count)), sides=tuple(sides))


def best_of_nested(problem: Problem) -> int:
    """The larger of the item and all before it, or both together, from the first item on."""
    best = 0
    for item, fen in enumerate(problem.amounts):
        best = max(best, fen) if item % 2 else best + fen
    return best


@pytest.mark.parametrize("count", [66, 100, 130, 300])
def test_nested_groups_equal_the_recursion(count):
    problem = nested(count)
    assert solve(problem).total == best_of_nested(problem)


def test_rounds_of_contraction_end():
    """Each round contracts the two innermost nodes, so that a deep nest is left to the search."""
    (component,) = components(nested(130))
    nodes = contracted(component, nested(130).amounts, 1, Budget((), STEPS))
    assert len(nodes.options) == 130 - modules._ROUNDS
    (component,) = components(nested(40))
    assert len(contracted(component, nested(40).amounts, 1, Budget((), STEPS)).options) == 1


def chain_of_caps(count: int) -> Problem:
    """Caps on each two neighbours; the first item has a rival, and so is like no other item."""
    caps = [JointCap(frozenset({item, item + 1}), 3 + item % 2) for item in range(count - 1)]
    amounts = (*(2 + item % 3 for item in range(count)), 1)
    return Problem(amounts, (Exclusion(frozenset({0, count})),), tuple(caps))


@pytest.mark.parametrize("count", [8, 12, 13, 20])
def test_chain_of_caps_tells_its_items_apart(count):
    """Each refinement tells one more item apart; beyond ten of them all caps do."""
    problem = chain_of_caps(count)
    (component,) = components(problem)
    nodes = contracted(component, problem.amounts, 1, Budget((), STEPS))
    assert sorted(nodes.options) == list(range(count + 1))
    assert all(len(options) == 1 for options in nodes.options.values())


@pytest.mark.parametrize("limit", [0, 1, 2])
@AGAINST_AN_ORACLE
@given(problem=sided_problems(items=7))
def test_few_rounds_and_refinements_are_exact(limit, problem):
    """Wherever the rounds and the refinements end, what is left has the same best choice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aipolicy.calc.choice.presolve.SMALL", 0)
        patch.setattr("aipolicy.calc.choice.solver.SMALL", 0)
        patch.setattr(modules, "_ROUNDS", limit)
        patch.setattr(modules, "_REFINEMENTS", limit)
        found = solve(problem)
    assert (found.paid, found.kept) == best_by_trying_all(problem)
