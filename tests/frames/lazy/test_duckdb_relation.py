import duckdb
import pytest

from aipolicy import frames
from aipolicy.errors import InvalidColumns, UnsupportedFrame
from aipolicy.frames.lazy.query import Query
from aipolicy.rules import dalian_2025_draft, harbin_2022

SCENARIO, VOUCHER = harbin_2022.application_scenario, dalian_2025_draft.compute_voucher


def test_a_column_may_bear_any_name():
    connection = duckdb.connect()
    rows = connection.sql('select 50::bigint as "a ""b"" from c"')
    found = frames.over(rows, VOUCHER, unit="fen", columns={"compute_fee": 'a "b" from c'})
    assert found.fetchall() == [(50, 0, 15)]


def test_bad_rows_of_a_column_of_any_name_are_told():
    rows = duckdb.connect().sql('select unnest([1, -2, -3])::bigint as "*", 5 as "a ""b"""')
    with pytest.raises(InvalidColumns) as refused:
        frames.over(rows, VOUCHER, unit="fen", columns={"compute_fee": "*"})
    assert str(refused.value) == (
        "dalian_2025_draft/6.1: 1 fault\n"
        "  *=-2, -3 (2 rows in all): a sum must be 0 or more; fix these rows, "
        'or pass on_error="null" to get nulls for them'
    )
    (wrong,) = refused.value.faults
    assert (wrong.code, wrong.path) == ("sum.negative", ("*",))


def test_constants_alone_need_no_column():
    rows = duckdb.connect().sql("select 1 as id union all select 2 order by id")
    for on_error in ("raise", "null"):
        found = frames.over(rows, VOUCHER, unit="fen", compute_fee=10, on_error=on_error)
        assert [row[:3] for row in found.fetchall()] == [(1, 0, 300), (2, 0, 300)]


def test_reads_columns_of_each_type():
    connection = duckdb.connect()
    for kind in ("bigint", "smallint", "decimal(9, 2)", "double"):
        rows = connection.sql(f"select 50::{kind} as compute_fee")
        assert frames.over(rows, VOUCHER, unit="yuan").fetchall()[0][2] == 15


def test_connections_share_parsed_text():
    for sum_ in (100, 200):
        connection = duckdb.connect()
        connection.execute(f"create table given as select {sum_} as compute_fee")
        found = frames.over(connection.table("given"), VOUCHER, unit="fen")
        assert found.fetchall() == [(sum_, 0, sum_ * 3 // 10)]


def test_text_is_written_once(monkeypatch):
    connection = duckdb.connect()
    frames.over(connection.sql("select 1::bigint as compute_fee"), VOUCHER, unit="fen")
    monkeypatch.setattr(Query, "columns", None)
    again = frames.over(connection.sql("select 50::bigint as compute_fee"), VOUCHER, unit="fen")
    assert again.fetchall() == [(50, 0, 15)]


def test_adds_nothing_to_the_connection():
    connection = duckdb.connect()
    connection.execute("create table given (total_investment bigint)")
    told = {"review_passed": True, "government_investment_project": False}
    frames.over(connection.table("given"), SCENARIO, unit="fen", **told).fetchall()
    assert connection.execute("select table_name from duckdb_tables()").fetchall() == [("given",)]
    assert connection.execute(
        "select count(*) from duckdb_views() where not internal"
    ).fetchall() == [(0,)]


def test_refuses_duckdb_before_1_3(monkeypatch):
    monkeypatch.delattr(duckdb, "SQLExpression")
    monkeypatch.setattr(duckdb, "__version__", "1.2.2")
    with pytest.raises(UnsupportedFrame) as refused:
        frames.over(
            duckdb.sql("select 1 as rent_of_an_old_version"),
            VOUCHER,
            unit="fen",
            columns={"compute_fee": "rent_of_an_old_version"},
        )
    assert str(refused.value) == (
        "DuckDB 1.2.2 reads no expressions; 1.3 or later is needed; pip install --upgrade duckdb"
    )
    assert refused.value.fault.code == "frame.old_engine"
