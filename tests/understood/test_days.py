"""A day is a day: ISO in typed calls, as people write it in files and on the command line.

Harbin's policies are in force to 31 December 2023. Langfang's give no day.
"""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

import aipolicy
from aipolicy import Case, Claim, assess, match
from aipolicy.cli import program
from aipolicy.errors import InvalidCase, InvalidDay, faults
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang

DAY = date(2023, 6, 1)
EVENT = {"clause": "harbin_2022/9.2", "facts": {"event_cost": 60, "on_annual_list": True}}

WEEKS = ("2023-W22", "2023W22", "2023-W22-4", "2023W224", "2023-152", "2023152", "2023-06", "2023",
         "202306", "2023-06-01T00:00:00", "2023-06-01 00:00", "2023-06-01Z", "+2023-06-01",
         "02023-06-01", "2023-6-31", "2023-02-29", "2023-13-01", "0000-01-01", "10000-01-01",
         "٢٠٢٣-٠٦-٠١", "1685577600", "45078", "infinity", "-infinity", "today", "2" * 100_000,
         "2023-06-01\n2023-06-02", "六月一日", "2023年6月", "2023年6月1号", "23/6/1", "6/1/2023",
         "2023/6-1", "2023年6.1", "2023.6.1.", "民国112年6月1日")  # fmt: skip
WRITTEN = ("2023/6/1", "2023.6.1", "2023年6月1日", "2023/06/01", "2023.06.01", "2023年06月01日",
           "2023-6-1", "２０２３年６月１日", "2023 年 6 月 1 日", "２０２３／６／１", " 2023/6/1 ",
           "\ufeff2023-06-01", "2023-06-01\n", "2023.6.01", "2023年6月01日\u3000", "２０２３-06-01")  # fmt: skip
DATES = ("2023-06-01", "20230601", DAY)


def codes(call, *args):
    with pytest.raises((InvalidCase, ValidationError, ValueError, TypeError)) as refused:
        call(*args)
    return {one.code.value for one in faults(refused.value)}


def claim_of(on, **more):
    return Case.read({"claims": [{**EVENT, "on": on, **more}]}).claims[0]


@pytest.mark.parametrize("on", DATES)
def test_claims_take_dates(on):
    assert Claim(on=on) == Claim(on=DAY)
    assert Claim(on=DAY, effective_from=on) == Claim(on=DAY, effective_from=DAY)
    with aipolicy.days({"langfang_2023": on}):
        assert langfang.POLICY.in_force(DAY) is True


@pytest.mark.parametrize("on", [*WEEKS, *WRITTEN])
def test_typed_calls_take_iso_alone(on):
    assert codes(lambda: Claim(on=on)) == {"day.text"}
    assert codes(lambda: Claim(on=DAY, effective_from=on)) == {"day.text"}
    assert codes(lambda: aipolicy.days({"langfang_2023": on})) == {"day.text"}
    assert codes(lambda: match({}, on=on)) <= {"day.text", "day.type"}
    assert codes(lambda: harbin.POLICY.in_force(on)) <= {"day.text", "day.type"}


@pytest.mark.parametrize("on", [5, 20230601, 45078.0, True, None, [], {}, b"2023-06-01", 1e300,
                                datetime(2023, 6, 1), Decimal(20230601)])  # fmt: skip
def test_typed_calls_take_no_numbers(on):
    assert codes(lambda: Claim(on=on)) <= {"day.text", "day.time"}
    assert codes(lambda: match({}, on=on)) <= {"day.text", "day.type", "day.time"}


@pytest.mark.parametrize("on", WEEKS)
def test_files_take_no_weeks(on):
    for field in ("on", "effective_from", "paid_on"):
        data = {"claims": [{**EVENT, "on": "2023-06-01", field: on}]}
        assert codes(Case.read, data) == {"day.text"}
        with pytest.raises(InvalidCase) as refused:
            Case.read(json.dumps(data))
        (one,) = refused.value.faults
        assert one.path == ("claims", 0, field)
        assert "write it as 2023-06-01 or 2023/6/1" in one.text("en")
        assert "请写作 2023-06-01 或 2023年6月1日" in one.text("zh")


@pytest.mark.parametrize("on", [*WRITTEN, *DATES])
def test_claims_of_files_take_days(on):
    found = claim_of(on, effective_from="2022-08-24")
    assert (found.on, type(found.on)) == (DAY, date)


@pytest.mark.parametrize("on", WRITTEN)
@pytest.mark.parametrize("form", ["block", "flow", "json", "quoted"])
def test_every_form_of_files_takes_days(on, form):
    quoted = json.dumps(on, ensure_ascii=False)
    plain = on.strip() if form in {"block", "flow"} else quoted
    facts = "{event_cost: 60, on_annual_list: 是}"
    text = {
        "block": f"申报:\n- 条款: harbin_2022/9.2\n  适用日: {plain}\n  事实: {facts}\n",
        "flow": f"claims:\n- {{clause: harbin_2022/9.2, on: {plain}, facts: {facts}}}\n",
        "quoted": f"claims:\n- clause: harbin_2022/9.2\n  on: {plain}\n  facts: {facts}\n",
        "json": json.dumps({"claims": [{**EVENT, "on": on}]}),
    }[form]
    assert Case.read(text).claims[0].on == DAY
    assert assess(Case.read(text)).resolution.total == 30


@pytest.mark.parametrize("on", WRITTEN)
def test_history_takes_days(on):
    paid = {"clause": "harbin_2022/9.2", "on": on, "amount": 5, "subject": "节"}
    case = Case.read({"claims": [{**EVENT, "on": "2023-07-01"}], "history": [paid]})
    assert case.history[0].on == DAY


def test_days_are_one_day_of_history():
    """An event of 2023, paid before under another spelling of the day, is the same event."""
    claim = {**EVENT, "subject": "节", "facts": {"event_cost": "100万元", "on_annual_list": "是"}}
    totals = set()
    for on in WRITTEN:
        paid = {"clause": "harbin_2022/9.2", "on": on, "amount": "20万元", "subject": "节"}
        data = {"claims": [{**claim, "on": "2023年7月1日"}], "history": [paid]}
        totals.add(assess(Case.read(data)).resolution.total)
    assert totals == {Decimal("300000.00")}


@pytest.mark.parametrize("first", WRITTEN)
def test_days_stated_in_files(first, tmp_path, capsys):
    """`--days FILE` reads a text as a case file does."""
    path = tmp_path / "days.toml"
    text = json.dumps(first, ensure_ascii=False)
    path.write_text(f"[effective_from]\nlangfang_2023 = {text}\n", encoding="utf-8")
    assert program.run(["show", "langfang_2023/1.1", "--days", str(path)]) == 0
    assert "2023-06-01" in capsys.readouterr().out


@pytest.mark.parametrize("first", ["2023-W22", "2023", "2023年6月", "2023-06-01T00:00", "45078"])
def test_files_of_days_take_no_weeks(first, tmp_path, capsys):
    path = tmp_path / "days.toml"
    path.write_text(f'[effective_from]\nlangfang_2023 = "{first}"\n', encoding="utf-8")
    for language in ("en", "zh"):
        command = ["show", "langfang_2023/1.1", "--days", str(path), "--language", language]
        assert program.run(command) == 2
        assert f"'{first}'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "on", ["2023/6/1", "2023.6.1", "2023年6月1日", "２０２３年６月１日", "20230601"]
)
def test_command_line_takes_days(on, capsys):
    assert program.run(["clauses", "--in-force-on", on]) == 0
    found = capsys.readouterr().out
    assert program.run(["clauses", "--in-force-on", "2023-06-01"]) == 0
    assert found == capsys.readouterr().out


@pytest.mark.parametrize(
    "on", ["2023-W22", "2023年6月", "infinity", "2023-06-01T00:00:00", "2024.2.30"]
)
def test_command_line_takes_no_weeks(on, capsys):
    for language, cure in (("en", "write it as"), ("zh", "请写作")):
        assert program.run(["clauses", "--in-force-on", on, "--language", language]) == 2
        printed = capsys.readouterr().err
        assert on in printed
        assert cure in printed


@pytest.mark.parametrize("on", ["2023/12/31", "2023.12.31", "2023年12月31日"])
def test_the_last_day_is_in_force(on):
    """Harbin's article on its term: 有效期至2023年12月31日, that day included."""
    assert assess(Case.read({"claims": [{**EVENT, "on": on}]})).resolution.total == 30
    with pytest.raises(InvalidCase) as refused:
        claim_of("2024年1月1日")
    assert [one.code.value for one in refused.value.faults] == ["law.not_in_force"]
    assert claim_of("2022.8.24").on == date(2022, 8, 24)
    assert codes(claim_of, "2022/8/23") == {"law.not_in_force"}


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", date.max, date.min])
def test_far_days_end_in_no_traceback(on):
    assert Claim(on=on).on in {date.max, date.min}
    far = {"clause": "langfang_2023/1.1", "facts": {"investment": 100}, "on": on}
    for first in ("9999-12-31", "9998-01-01", "0001-01-01"):
        with pytest.raises(InvalidCase) as refused:
            Case.read({"claims": [{**far, "on": "5000-01-01", "effective_from": first}]})
        assert refused.value.faults
    same = {"claims": [{**far, "effective_from": on}]}
    if str(on).startswith("9999"):  # a term of three years from there ends beyond the calendar
        assert codes(Case.read, same) == {"day.beyond"}
    else:
        assert Case.read(same).claims[0].on == date.min


def test_digits_are_one_day_in_all_files():
    written = "{clause: harbin_2022/9.2, on: 20230601, facts: {event_cost: 60, on_annual_list: 是}}"
    assert Case.read(f"claims:\n- {written}").claims[0].on == DAY
    assert Case.read(json.dumps({"claims": [{**EVENT, "on": 20230601}]})).claims[0].on == DAY


def test_a_moment_is_one_fault_everywhere():
    moment = datetime(2023, 6, 1, 12)
    assert codes(lambda: Claim(on=moment)) == codes(lambda: match({}, on=moment)) == {"day.time"}


def test_iso_text_states_a_day():
    """Where a day is stated, and not where a policy is asked about one."""
    assert Claim(on="2023-06-01").on == DAY
    with aipolicy.days({"langfang_2023": "2023-06-01"}):
        assert langfang.POLICY.period().first == DAY
    with pytest.raises(InvalidDay):
        harbin.POLICY.in_force("2023-06-01")
