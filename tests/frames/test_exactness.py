"""Every clause on columns of every kind: the same fen as the single call."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy import clauses, frames
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.values.money import fen_of
from aipolicy.calc.values.range import Range
from aipolicy.frames.columns.unit import fen_per
from tests.frames.engines import EAGER, LAZY, listed, table_of
from tests.sampling import parts_of, values_of

EXAMPLES = settings.default.max_examples
MOST = 10**15  # 10**13 yuan


def _readings():
    for clause in clauses():
        for names in product(*clause.points.values()):
            yield clause.read_as(*names) if names else clause


def _name(clause):
    return ":".join([clause.id, "+".join(clause.chosen.values())]).removesuffix(":")


every_reading = pytest.mark.parametrize("clause", list(_readings()), ids=_name)


def expected(clause, row):
    """What the single call gives on a row, as the columns say it, in fen."""
    given_ = clause(**values_of(clause, row))
    if isinstance(given_, Range):
        return {"least": fen_of(given_.least), "most": fen_of(given_.most)}
    if clause.grants is Grants.CEILING:
        return {"least": 0, "most": fen_of(given_)}
    return {"amount": fen_of(given_)}


def assert_exact(clause, rows, unit, make):
    """Assert that columns give what the single call does, or say that the row is too large."""
    found = listed(
        frames.over(make(table_of(clause, rows, unit)), clause, unit=unit, on_error="null")
    )
    for number, row in enumerate(rows):
        status = found["status"][number]
        for column, fen in expected(clause, row).items():
            value = found[column][number]
            if status == "ok":
                assert value * fen_per(unit) == fen, (row, column)
            else:
                assert status.endswith("too large together"), status
                assert max(row.values()) > MOST or "area" in row
                assert value is None


@every_reading
@settings(max_examples=max(4, EXAMPLES // 8))
@given(data=st.data())
def test_memory_agrees_with_single_calls(clause, data):
    rows = data.draw(st.lists(parts_of(clause), min_size=1, max_size=12))
    for make in EAGER.values():
        assert_exact(clause, rows, data.draw(st.sampled_from(["fen", "yuan", "wan"])), make)


@every_reading
@settings(max_examples=max(2, EXAMPLES // 30))
@given(data=st.data())
def test_lazy_engines_agree_with_single_calls(clause, data):
    rows = data.draw(st.lists(parts_of(clause), min_size=1, max_size=25))
    for make in LAZY.values():
        assert_exact(clause, rows, data.draw(st.sampled_from(["fen", "yuan", "wan"])), make)


@every_reading
@settings(max_examples=max(2, EXAMPLES // 20))
@given(data=st.data())
def test_a_fact_may_be_a_constant(clause, data):
    row = data.draw(parts_of(clause))
    values = values_of(clause, row)
    constant = data.draw(st.sets(st.sampled_from(sorted(clause.facts))))
    table = table_of(clause, [row, row], "fen").drop_columns(sorted(constant))
    if table.num_columns == 0:
        table = table.append_column("row", [[1, 2]])
    given_ = {name: values[name] for name in constant}
    try:
        found = frames.over(table, clause, unit="fen", **given_).to_pydict()
    except frames.Overflow:
        assert max(row.values()) > MOST or "area" in row
        return
    for column, fen in expected(clause, row).items():
        assert found[column] == [fen, fen]
