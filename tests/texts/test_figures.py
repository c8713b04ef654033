"""The scanner of printed figures."""

import re
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.texts.figures import NOT_A_FIGURE, FigureKind, figure, figures_of


def scan(text):
    return [(found.text, found.kind.value) for found in figures_of(normal_form(text))]


@pytest.mark.parametrize(
    ("printed", "kind", "values"),
    [
        ("500万元", "amount", ["5000000"]),
        ("1.2亿元", "amount", ["120000000"]),
        ("3,000,000元", "amount", ["3000000"]),
        ("３０万元", "amount", ["300000"]),
        ("5百万元", "amount", ["5000000"]),
        ("两千万元", "amount", ["20000000"]),
        ("伍佰万元", "amount", ["5000000"]),
        ("亿元", "amount", ["100000000"]),
        ("50-100万元", "amount", ["500000", "1000000"]),
        ("50万至100万元", "amount", ["500000", "1000000"]),
        ("30%", "rate", ["0.3"]),
        ("0.5%", "rate", ["0.005"]),
        ("20-30%", "rate", ["0.2", "0.3"]),
        ("5‰", "rate", ["0.005"]),
        ("百分之五十", "rate", ["0.5"]),
        ("50个百分点", "rate", ["0.5"]),
        ("全免", "rate", ["1"]),
        ("减半", "rate", ["0.5"]),
        ("1:1", "ratio", ["1", "1"]),
        ("5∶3", "ratio", ["5", "3"]),
        ("14类", "count", ["14"]),
        ("2-3个", "count", ["2", "3"]),
        ("2~3家", "count", ["2", "3"]),
        ("两项", "count", ["2"]),
        ("4000平米", "area", ["4000"]),
        ("4000㎡", "area", ["4000"]),
        ("2公顷", "area", ["20000"]),
        ("3亩", "area", []),
        ("3年", "term", ["3"]),
        ("三年", "term", ["3"]),
        ("一年内", "term", ["1"]),
        ("1年内", "term", ["1"]),
        ("第一年", "term", ["1"]),
        ("第三年", "term", ["1"]),
        ("后两年", "term", ["2"]),
        ("前三年", "term", ["3"]),
        ("3-5年", "term", ["3", "5"]),
        ("首年", "term", ["1"]),
        ("次年", "term", []),
        ("半年内", "term", []),
        ("6个月", "term", []),
        ("30个工作日内", "term", []),
        ("2023年12月31日", "date", []),
        ("2024年X月X日", "date", []),
        ("2023-2025年", "date", []),
        ("二〇二五年", "date", []),
        ("2021年11月", "date", []),
        ("5月6日", "date", []),
        ("2022-08-31", "date", []),
        ("哈政规〔2022〕15号", "document_number", []),
        ("〔2023〕1号", "document_number", []),
        ("国办发[2020]第3号", "document_number", []),
        ("十亿", "number", ["1000000000"]),
        ("千亿", "number", ["100000000000"]),
        ("万亿", "number", ["1000000000000"]),
        ("1亿", "number", ["100000000"]),
        ("1000万", "number", ["10000000"]),
        ("82363304", "number", ["82363304"]),
    ],
)
def test_reads_kind_and_value_of_a_figure(printed, kind, values):
    found = figure(printed)
    assert found is not None
    assert found.kind == FigureKind(kind)
    assert found.values == tuple(map(Decimal, values))
    assert str(found) == normal_form(printed)


@pytest.mark.parametrize(
    "words",
    [
        "一次性",
        "一批项目",
        "一事一议",
        "一带一路",
        "十四五期间",
        "一站式",
        "一体化",
        "一定比例",
        "一般不超过",
        "新一代",
        "新一轮",
        "一人一策",
        "一条龙服务",
        "千家万户",
        "千人计划",
        "百千万人才工程",
        "成熟一个、启动一个",
        "同一项目",
        "同一企业",
        "统一个人账户",
        "每一个",
        "单一项目",
        "二元结构、三元素",
        "一、总则",
        "十一、营造良好氛围",
        "(一)强化",
        "(2)强化",
        "1.支持基础设施建设",
        "。12、支持",
        "第一、第二条、第3条",
        "第三方机构",
        "第十五条",
        "首台(套)",
        "5G、3D、H100",
        "零部件",
        "卡脖子、两化融合",
        "多项政策",
        "各区",
        "折算、折合、打折、不打折扣、三折页",
        "三成员、之一成为、五成套",
        "三方分之以权、几分之几",
        "美元、港币、欧元区",
    ],
)
def test_lookalike_words_are_not_figures(words):
    assert scan(words) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("限报一项,每年一次", [("一项", "count"), ("一次", "count")]),
        ("第一名奖励10万元", [("一名", "count"), ("10万元", "amount")]),
        ("知识产权后1年内", [("1年内", "term")]),
        ("按照哈政规〔2022〕15号", [("哈政规〔2022〕15号", "document_number")]),
        ("50万元至100万元", [("50万元", "amount"), ("100万元", "amount")]),
        ("达到1亿、5亿", [("1亿", "number"), ("5亿", "number")]),
        ("增速≥10%的", [("10%", "rate")]),
        ("全额补贴", [("全额", "rate")]),
        ("由企业全额支付", []),
        ("支持力度1.提供", []),
        ("增长1.5倍", [("1.5倍", "count")]),
        ("100P算力", [("100", "number")]),
    ],
)
def test_sentence_gives_figures_in_order(sentence, figures):
    assert scan(sentence) == figures


def test_only_a_complete_date_has_a_day():
    """An impossible date has none."""
    assert figure("2023年12月31日").day == date(2023, 12, 31)
    assert figure("2023年2月30日").day is None
    assert figure("2024年X月X日").day is None


@pytest.mark.parametrize("words", ["", "若干", "30%且", "30%和40%", "一次性"])
def test_accepts_exactly_one_figure(words):
    assert figure(words) is None


def test_value_ignores_the_decimal_context():
    with localcontext(prec=2):
        assert figure("1234.56万元").values == (Decimal(12_345_600),)
        assert figure("12.345%").values == (Decimal("0.12345"),)


@given(
    st.text(
        alphabet="0123456789%万亿元年个类.,:;。、()〔〕号一二两三十百后前第不最高补助分之折成美港币至$ ",
        max_size=40,
    )
)
def test_every_digit_is_read_or_excluded(text):
    """A digit escapes the scanner only where a rule names it."""
    plain = normal_form(text)
    read = {i for found in figures_of(plain) for i in range(found.start, found.end)}
    digits = {i for i, char in enumerate(plain) if char.isdigit()}
    named = {i for m in re.finditer(NOT_A_FIGURE, plain) for i in range(m.start(), m.end())}
    assert digits <= read | named


@pytest.mark.parametrize("numeral", ["1", "一", "十", "亿", "〇", "1万", "一亿"])
def test_overlong_numeral_has_no_value(numeral):
    """A run of numerals longer than any figure is one figure without a value."""
    longest, longer = (numeral * 41)[:40], (numeral * 41)[:41]
    assert all(found.values or numeral in "一十〇" for found in figures_of(longest))
    for run in (longer, numeral * 5000):
        (found,) = figures_of(f"给予{run}元")
        assert (found.text, found.kind, found.values) == (run, FigureKind.NUMBER, ())


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("1.", ["1"]),
        ("1:", ["1"]),
        ("1,", ["1"]),
        ("第", []),
        ("百分之", []),
        ("1-", ["1"]),
        ("〔2022〕", ["2022"]),
    ],
)
def test_overlong_numeral_is_found_whole(words, before):
    """It is found whole whatever precedes it."""
    run = "1" * 41 if words != "百分之" else "一" * 41
    assert [found.text for found in figures_of(f"{words}{run}号")] == [*before, run]


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "1",
        "A",
        "A1",
        "第",
        "百分之",
        "1,111,",
        "1.",
        "1-",
        "一至",
        "1:",
        "〔2022〕",
        "百万",
        "年",
        "三分之",
        "百分之一至",
        "1折",
        "三成",
        "美元",
        "美元1",
        "1元至",
        "港币1元、",
    ],
)
def test_repeated_text_scans_to_its_end(piece):
    """A scan that takes time by the square of the length would take minutes here."""
    text = (piece * 40_000)[:40_000]
    assert all(text[one.start : one.start + len(one.text)] == one.text for one in figures_of(text))


def test_listed_numbers_are_not_thousands():
    assert scan("2021,2022,123,456") == [
        ("2021", "number"),
        ("2022,123,456", "number"),
    ]


def test_reads_digits_of_other_scripts():
    assert figure("٣-٥万元").values == (Decimal(30_000), Decimal(50_000))


@given(
    st.integers(1, 10**9),
    st.sampled_from(["元", "万元", "亿元"]),
    st.text("不高按给予", max_size=5),
)
def test_finds_an_amount_anywhere(number, unit, words):
    scale = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    (found,) = figures_of(f"{words}{number}{unit}{words}")
    assert found.text == f"{number}{unit}"
    assert found.values == (Decimal(number * scale),)
