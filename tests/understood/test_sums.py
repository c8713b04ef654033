"""Sums as people write them: the right value, or a fault that shows what was not understood.

Harbin article 9 gives half the cost of an event, at most 500,000 yuan.
"""

import json
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Case, Claim, frames, match, yuan
from aipolicy.cli import program
from aipolicy.errors import InvalidCase, UnreadableValue, faults
from aipolicy.rules import harbin_2022 as harbin
from tests.conftest import spread

DAY = date(2023, 6, 1)
CLAIM = Claim(on=DAY)

RIGHT = {
    "300\u00a0万元": 3_000_000, "300\u200b万元": 3_000_000, "3\u200d00万\u2060元": 3_000_000,
    "\ufeff300万元": 3_000_000, "300\u3000万元": 3_000_000, "300\u202f万元\n": 3_000_000,
    "1亿2000万元": 120_000_000, "1亿2000万": 120_000_000, "1 亿 2000 万 元": 120_000_000,
    "3亿5千万元": 350_000_000, "2万3千4百元": 23_400, "1.5亿元": 150_000_000,
    "三百万": 3_000_000, "两百万元": 2_000_000, "一亿零五万": 100_050_000, "五万五千": 55_000,
    "十二万三千四百五十六元七角八分": "123456.78", "一千零五元": 1005, "三万亿元": 3 * 10**12,
    "800萬元": 8_000_000, "3億元": 300_000_000, "伍佰萬圓整": 5_000_000, "貳佰萬元": 2_000_000,
    "陸億元": 600_000_000, "人民币(大写)伍佰万元整": 5_000_000,
    "人民币（大写）：伍佰万元整": 5_000_000, "（大写）伍佰万元": 5_000_000,
    "人民币伍佰万圆正": 5_000_000, "大写：壹佰贰拾叁元肆角伍分": "123.45",
    "800万元人民币": 8_000_000, "人民币800万元": 8_000_000, "RMB800万": 8_000_000,
    "￥800万元": 8_000_000, "cny 8,000,000.00": 8_000_000,
    "伍角": "0.50", "壹分": "0.01", "5角": "0.50", "5角5分": "0.55", "伍角整": "0.50",
    "叁佰万元整": 3_000_000, "叄佰万元整": 3_000_000, "參佰万元整": 3_000_000,
    "壹拾万元": 100_000, "拾万元": 100_000,
    "800元5角": "800.50", "800元5分": "800.05", "800元零5分": "800.05", "800元5角5分": "800.55",
    "5万元5角": "50000.50", "五百万元五角": "5000000.50",
    "８００万元": 8_000_000, "１，０００元": 1000, "１２３．４５元": "123.45", "1，000万元": 10_000_000,
    "12.3456万元": 123_456, "1.234567891亿元": "123456789.10", "0.005万元": 50,
    "1000万亿元": 10**15, "零元": 0, "0角": 0, "0.00": 0,
}  # fmt: skip


@pytest.mark.parametrize(("written", "right"), RIGHT.items())
def test_sums_are_read_exactly(written, right):
    right = yuan(right)
    assert yuan(written) == right
    assert str(yuan(written)) == f"{right:.2f}"
    assert Claim(on=DAY, determined=written).determined == right
    assert Award.recorded("harbin_2022/9.2", written, CLAIM).amount == right
    half = min(right / 2, Decimal(500_000))
    award = harbin.hosted_event.award(CLAIM, event_cost=written, on_annual_list=True)
    assert abs(award.amount - half) <= Decimal("0.005")
    assert award == harbin.hosted_event.award(CLAIM, event_cost=right, on_annual_list=True)


@pytest.mark.parametrize(("written", "right"), RIGHT.items())
def test_columns_and_match_read_sums(written, right):
    right = yuan(right)
    frame = pd.DataFrame({"event_cost": [written, "1元"]})
    found = frames.over(frame, harbin.hosted_event, unit="yuan", on_annual_list=True)
    event = harbin.hosted_event(event_cost=right, on_annual_list=True)
    assert list(found["amount"]) == [event, Decimal("0.50")]
    facts = {"event_cost": written, "harbin_2022/9.2:on_annual_list": True}
    most = next(m.most for m in match(facts, on=DAY).matches if m.clause == "harbin_2022/9.2")
    assert most == event


@pytest.mark.parametrize(("written", "right"), RIGHT.items())
@pytest.mark.parametrize("ascii_", [True, False])
def test_cases_read_sums(written, right, ascii_):
    claim = {"clause": "harbin_2022/9.2", "on": "2023-06-01",
             "facts": {"活动费用": written, "纳入年度活动清单": "是"}}  # fmt: skip
    paid = {"name": "省策", "level": "province", "on": "2023-01-01", "amount": written}
    for text in (
        json.dumps({"claims": [claim], "history": [paid]}, ensure_ascii=ascii_),
        f"claims:\n- {json.dumps(claim, ensure_ascii=False)}\n"
        f"history:\n- {json.dumps(paid, ensure_ascii=False)}\n",
    ):
        case = Case.read(text)
        assert case.claims[0].facts["event_cost"] == case.history[0].amount == yuan(right)


# What cannot be read: its code, and the part that was not understood.
WRONG = {
    "港币500万元": ("sum.currency", None),
    "500万港元": ("sum.currency", None),
    "US$500": ("sum.currency", None),
    "伍佰万美元整": ("sum.currency", None),
    "500 欧元": ("sum.currency", None),
    "₩500": ("sum.currency", None),
    "三分之一": ("sum.not_understood", "分之一"),
    "五折": ("sum.not_understood", "折"),
    "约500万元": ("sum.not_understood", "约"),
    "不超过500万元": ("sum.not_understood", "不超过"),
    "卅万": ("sum.not_understood", "卅"),
    "一点五亿": ("sum.not_understood", "点五亿"),
    "半亿": ("sum.not_understood", "半"),
    "数百万": ("sum.not_understood", "数"),
    "负5元": ("sum.not_understood", "负"),
    "10角": ("sum.not_understood", "角"),
    "5元5角5分5厘": ("sum.not_understood", "5厘"),
    "五厘": ("sum.not_understood", "厘"),
    "500W": ("sum.unit", "W"),
    "5块5": ("sum.unit", "块5"),
    "5毛": ("sum.unit", "毛"),
    "30%": ("sum.unit", "%"),
    "1亿2000": ("sum.several_ways", "1亿2000"),
    "1万5": ("sum.several_ways", "1万5"),
    "1.2亿2000万": ("sum.several_ways", "1.2亿2000万"),
    "5百5": ("sum.several_ways", "5百5"),
    "0.5元5角": ("sum.several_ways", "元5角"),
    "1 000 000": ("sum.several_ways", "1 000 000"),
    "百万": ("sum.numerals", None),
    "五百五": ("sum.numerals", None),
    "五〇〇万": ("sum.numerals", None),
    "五零万": ("sum.numerals", None),
    "一万五千万": ("sum.numerals", None),
    "万元": ("sum.numerals", None),
    "1,00万元": ("sum.unreadable", None),
    "1234,567": ("sum.unreadable", None),
    "1.000.000": ("sum.unreadable", None),
    "元": ("sum.unreadable", None),
    "—": ("sum.unreadable", None),
    "null": ("sum.unreadable", None),
    "٥٠٠": ("sum.unreadable", None),
    "-5元": ("sum.negative", None),
    "0.001元": ("sum.fraction", None),
    "1,234.567": ("sum.fraction", None),
    "1001万亿元": ("sum.too_large", None),
    "9" * 61: ("sum.too_long", None),
    "五" * 100_000: ("sum.too_long", None),
}


@pytest.mark.parametrize(("written", "code", "part"), [(w, *right) for w, right in WRONG.items()],
                         ids=lambda value: str(value)[:20])  # fmt: skip
def test_what_is_no_sum_is_a_fault(written, code, part):
    with pytest.raises(UnreadableValue) as refused:
        yuan(written)
    (one,) = faults(refused.value)
    assert one.code.value == code
    for text in (one.text("en"), one.text("zh")):
        assert len(text) < 300
        assert repr(written)[:20] in text
        if part is not None:
            assert f"'{part}'" in text
    (of_call,) = faults(_refused(harbin.hosted_event, event_cost=written, on_annual_list=True))
    assert (of_call.code.value, of_call.path) == (code, ("event_cost",))


def sum_or_none(written):
    try:
        return yuan(written)
    except UnreadableValue:
        return None


def _refused(call, **facts):
    with pytest.raises(ValueError, match=r".") as refused:
        call(**facts)
    return refused.value


@pytest.mark.parametrize("written", ["约500万元", "500W", "1亿2000", "港币500万元", "五百五"])
def test_files_show_the_part(written, tmp_path, capsys):
    """The program says where, what and how, in either language."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "claims:\n- clause: harbin_2022/9.2\n  on: 2023/6/1\n"
        f"  facts: {{event_cost: {written}, on_annual_list: 是}}\n",
        encoding="utf-8",
    )
    code, part = WRONG[written]
    for language, word in (("zh", "活动费用"), ("en", "event_cost")):
        assert program.run(["assess", str(path), "--language", language]) == 2
        printed = capsys.readouterr().err
        assert f"'{written}'" in printed
        assert word in printed
        assert "claims[1].facts.event_cost" in printed
        if part:
            assert f"'{part}'" in printed
    (one,) = faults(_refused(Case.read, data=path.read_text(encoding="utf-8")))
    assert one.code.value == code


@pytest.mark.parametrize(
    ("written", "right"),
    [("1 000万元", 10_000_000), ("1\u00a0000万元", 10_000_000), ("12 000万", 120_000_000),
     ("1 000.50", "1000.50"), ("12 000.50元", "12000.50"), ("5 0.5", "50.5"), ("5 00亿", 5 * 10**10),
     ("1\u2009000万元", 10_000_000), ("100 0千元", 1_000_000), ("1\u3000000.5元", "1000.50"),
     ("1 00百", 10_000)],
)  # fmt: skip
def test_blanks_make_no_other_sum(written, right):
    assert sum_or_none(written) in (None, yuan(right))
    facts = {"event_cost": written, "on_annual_list": "是"}
    claim = {"clause": "harbin_2022/9.2", "on": "2023-06-01", "facts": facts}
    try:
        read = Case.read({"claims": [claim]}).claims[0].facts["event_cost"]
    except InvalidCase:
        return
    assert read == yuan(right)


_HEAD = st.sampled_from(["1", "5", "12", "500", "1.5", "一", "五"])
_TAIL = st.sampled_from(["", "0", "00", "000", "500", "0.5", "000.50", "零", "五", "零五"])
_BLANKS = st.sampled_from(["", " ", "\u00a0", "\u3000", "\u2009", "\u200b", "  "])
_UNITS = st.sampled_from(["", "", "元", "万", "万元", "亿", "千", "百", "十", "角", "分", "元整"])
_WRITTEN = st.tuples(_HEAD, _BLANKS, _UNITS, _BLANKS, _TAIL, _BLANKS, _UNITS)


@spread()
@given(_WRITTEN.map("".join))
def test_blanks_change_no_sum(written):
    """What is read with blanks in it is the same sum without them."""
    found = sum_or_none(written)
    if found is not None:
        assert yuan("".join(written.split()).replace("\u200b", "")) == found


@pytest.mark.parametrize("written", ["千分之二", "万分之五", "百分之三十"])
def test_shares_are_no_malformed_numerals(written):
    with pytest.raises(UnreadableValue) as refused:
        yuan(written)
    (one,) = faults(refused.value)
    assert one.code.value == "sum.not_understood"
    assert "分之" in one.params["part"]


@pytest.mark.parametrize(("written", "part"), [("500万元左右", "左右"), ("500万元/年", "/年"),
                                               ("500元。", "。"), ("500万元(含税)", "(含税)"),
                                               ("五百元以上", "以上")])  # fmt: skip
def test_the_part_is_what_is_left(written, part):
    with pytest.raises(UnreadableValue) as refused:
        yuan(written)
    (one,) = faults(refused.value)
    assert one.params["part"] == repr(part)


@pytest.mark.parametrize("written", ["5至10万元", "5-10万元", "5~10万元", "1万零5元", "1点5亿"])
def test_a_span_is_no_unit(written):
    with pytest.raises(UnreadableValue) as refused:
        yuan(written)
    (one,) = faults(refused.value)
    assert one.code.value != "sum.unit"
