"""DuckDB's SQL: brackets only where they are needed, and never missing where they are."""

from datetime import date
from decimal import Decimal
from operator import add, floordiv, ge, gt, le, lt, mul, sub

import duckdb
import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.frames.lazy.duckdb_sql import InDuckDB, Sql

SQL = InDuckDB()
A, B = SQL.column("a"), SQL.column("b")
ROW = {"a": 7, "b": 2}


def read(expression):
    """What DuckDB makes of a text, at one row."""
    ((found,),) = (
        duckdb.sql("select 7::bigint as a, 2::bigint as b").project(str(expression)).fetchall()
    )
    return found


NUMBERS = st.one_of(
    st.sampled_from([(A, 7), (B, 2)]),
    st.integers(-9, 9).map(lambda number: (SQL.constant(number), number)),
)


def combined(left, operation, right):
    """Two pairs of text and value as one; division only by a column that is never 0."""
    if operation is floordiv:
        (text, value) = left
        return SQL.quotient(text * text, 2), value * value // 2
    return operation(left[0], right[0]), operation(left[1], right[1])


SUMS = st.recursive(
    NUMBERS,
    lambda inner: st.builds(combined, inner, st.sampled_from([add, sub, mul, floordiv]), inner),
    max_leaves=6,
)
COMPARISONS = st.builds(combined, SUMS, st.sampled_from([lt, le, gt, ge]), SUMS)


def both(pairs):
    return SQL.all_of(text for text, _ in pairs), all(value for _, value in pairs)


def either(pairs):
    return SQL.any_of(text for text, _ in pairs), any(value for _, value in pairs)


CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(both),
        st.lists(inner, min_size=1, max_size=3).map(either),
        inner.map(lambda pair: (~pair[0], not pair[1])),
    ),
    max_leaves=6,
)


def cases(condition, met, unmet):
    return SQL.case(condition[0], met[0], unmet[0]), met[1] if condition[1] else unmet[1]


CASES = st.recursive(
    SUMS,
    lambda inner: st.one_of(
        st.builds(cases, CONDITIONS, inner, inner),
        st.builds(combined, inner, st.sampled_from([add, sub, mul]), inner),
    ),
    max_leaves=6,
)


@given(st.one_of(SUMS, CONDITIONS, CASES))
def test_duckdb_parses_every_shape_of_text(pair):
    text, value = pair
    assert read(text) == value


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (A + B * 3, '"a" + "b" * 3'),
        ((A + B) * 3, '("a" + "b") * 3'),
        (A - (B - 1), '"a" - ("b" - 1)'),
        (A - B - 1, '"a" - "b" - 1'),
        (SQL.quotient(A * 3, 10), '"a" * 3 // 10'),
        (A * 10 >= B * 11, '"a" * 10 >= "b" * 11'),
        (A * -3, '"a" * (-3)'),
        (SQL.any_of([SQL.all_of([A > 1, B > 1]), B < 0]), '"a" > 1 and "b" > 1 or "b" < 0'),
        (SQL.all_of([SQL.any_of([A > 1, B > 1]), B < 0]), '("a" > 1 or "b" > 1) and "b" < 0'),
        (~(A > 1), 'not "a" > 1'),
        (SQL.is_within(A, 0, 5), '"a" between 0 and 5'),
        (SQL.is_missing(A + 1), '"a" + 1 is null'),
        (SQL.cast(A + 1, nw.Decimal(20, 2)), '("a" + 1)::decimal(20, 2)'),
        (SQL.case(A > 1, B), 'case when "a" > 1 then "b" end'),
        (
            SQL.case(A > 1, B, SQL.case(A < 0, A, B)),
            'case when "a" > 1 then "b" when "a" < 0 then "a" else "b" end',
        ),
        (
            SQL.case(A > 1, B, SQL.case(A < 0, A)),
            'case when "a" > 1 then "b" when "a" < 0 then "a" end',
        ),
        (
            SQL.case(A > 1, B, SQL.case(A < 0, A, B) + 1),
            'case when "a" > 1 then "b" else case when "a" < 0 then "a" else "b" end + 1 end',
        ),
    ],
)
def test_a_text_says_no_more_than_it_must(expression, text):
    assert str(expression) == text


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (5, "BIGINT"),
        (-5, "BIGINT"),
        (2**63 - 1, "BIGINT"),
        (True, "BOOLEAN"),
        (False, "BOOLEAN"),
        (date(2023, 5, 6), "DATE"),
        ("it's ok", "VARCHAR"),
        (Decimal("0.01"), "DECIMAL(3,2)"),
    ],
)
def test_constants_keep_their_type(value, kind):
    constant = SQL.constant(value)
    assert read(constant) == value
    assert read(Sql(f"typeof({constant})")) == kind


def test_a_column_may_have_quotes_in_its_name():
    rows = duckdb.sql('select 1 as "a ""b"" c"')
    assert rows.project(str(SQL.column('a "b" c'))).fetchall() == [(1,)]


def test_a_float_is_no_decimal():
    assert read(Sql(f"typeof({SQL.column('a') + 0.5})")) == "DOUBLE"
