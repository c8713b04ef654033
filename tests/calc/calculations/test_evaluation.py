from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.calculations.evaluation import evaluate
from aipolicy.calc.calculations.step import StepKind
from aipolicy.calc.values.range import Range
from tests.invented import islands
from tests.sampling import parts_of, values_of

CLAUSES = st.sampled_from(list(islands.POLICY.clauses.values()))


@given(CLAUSES, st.data())
def test_evaluation_equals_the_call(clause, data):
    facts = values_of(clause, data.draw(parts_of(clause)))
    given_, called = evaluate(clause, facts), clause(**facts)
    ends = (called.least, called.most) if isinstance(called, Range) else (called, called)
    assert (given_.least, given_.most) == ends


@given(CLAUSES, st.data())
def test_steps_name_facts_and_end_in_the_sum(clause, data):
    facts = values_of(clause, data.draw(parts_of(clause)))
    given_ = evaluate(clause, facts)
    told = [step.en for step in given_.steps if step.kind is StepKind.FACT]
    assert [text.partition(" = ")[0] for text in told] == list(facts)
    assert given_.steps[-1].amount == given_.most
    assert given_.steps[-1].decides


@given(CLAUSES, st.data())
def test_rounding_step_only_where_rounded(clause, data):
    parts = data.draw(parts_of(clause))
    given_ = evaluate(clause, values_of(clause, parts))
    row = clause.table.rows[clause.arithmetic.row(**parts)]
    exact = {name: Fraction(part, clause.facts[name].scale) for name, part in parts.items()}
    ends = dict.fromkeys([row.outcome.least, row.outcome.most])
    rounded = sum((end.at(exact) * 100).denominator > 1 for end in ends)
    assert sum(step.kind is StepKind.ROUNDED for step in given_.steps) == rounded
