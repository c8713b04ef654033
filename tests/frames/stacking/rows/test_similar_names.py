"""Names that differ in width or blanks are one; those that differ little are shown as two."""

import pickle
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aipolicy
from aipolicy import frames
from aipolicy.calc.values.names import likeness, name_key, written_name
from aipolicy.errors import SimilarNames, UnreadableValue
from aipolicy.frames.stacking.rows.encoded_text import NONE, encoded
from aipolicy.frames.stacking.rows.name_columns import as_names
from tests.frames.stacking.one_project import ON, TWO, paid, two

SIGNS = "ab A Ｂ甲乙()（）[【〔{｛]】〕-—–－--/無无\u3000\u200b\ufeff\u00e9e\u0301０1Ⅰ䷀豈ß"


def column(*names):
    return encoded(pa.array(names, pa.string()))


@given(st.lists(st.text(SIGNS, max_size=9) | st.none(), max_size=12))
def test_columns_agree_with_single_names(written):
    names, refused, similar = as_names(column(*written))
    first_by_key, kept = {}, []
    for text in dict.fromkeys(one for one in written if one):
        try:
            name = written_name(text)
        except UnreadableValue:
            name = text
        if name is not None:
            kept.append(first_by_key.setdefault(name_key(name), name))
    for row, text in enumerate(written):
        code = int(names.codes[row])
        if code in refused:
            continue
        name = written_name(text) if text else None
        assert (code == NONE) is (name is None)
        if name is not None:
            assert names.of(code) == first_by_key[name_key(name)]
    groups = {}
    for name in dict.fromkeys(kept):
        groups.setdefault(likeness(name), []).append(name)
    right = {(one, other) for one, *others in groups.values() for other in others}
    assert {(names.of(one), names.of(other)) for one, other in similar} == right


SPELLINGS = [
    ["智慧供热（一期）", "智慧供热(一期)"],
    ["AI 智慧供热（一期）", "ＡＩ　智慧供热(一期) "],
    ["P\u200b", "P"],
    ["\ufeff智慧供热", "智慧供热\n"],
    ["café 中心", "cafe\u0301 中心"],
    ["智慧 \n 供热", "智慧 供热"],
]


@pytest.mark.parametrize("names", SPELLINGS, ids=lambda names: repr(names[0]))
@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table])
def test_spellings_of_a_name_are_one(make, names):
    frame = make({**TWO, "subject": names})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert paid(frames.stack(frame, unit="fen", on=ON)) == [0, 7]


ALIKE = [
    ["智慧供热〔一期〕", "智慧供热[一期]"],
    ["智慧供热(一期)", "智慧供热（一期 ）"],
    ["Line A", "line a"],
    ["LINE", "line"],
    ["A-1 号线", "A—1号线"],
    ["A--1 号线", "A-1 号线"],
    ["{A} 线路一", "(A) 线路一"],
]


@pytest.mark.parametrize("names", ALIKE, ids=repr)
@pytest.mark.parametrize("field", ["subject", "contract", "content", "claimant"])
def test_names_that_differ_little_are_shown(field, names):
    with pytest.warns(SimilarNames) as warned:
        frames.stack(two(**{field: names}), unit="fen", on=ON)
    (one,) = warned
    assert one.filename == __file__
    fault = one.message.fault
    assert (fault.code, fault.params["count"]) == ("name.similar", 1)
    for language in ("en", "zh"):
        assert all(repr(name) in fault.text(language) for name in names)
        assert field in fault.text(language)


def test_similar_names_are_told_once():
    table = pa.table(
        {
            "clause": ["harbin_2022/4.1"] * 10,
            "amount": range(10),
            "subject": [f"线路 {n % 5}" if n < 5 else f"线路{n % 5}" for n in range(10)],
            "content": ["Ab", *["ab"] * 9],
        }
    )
    with pytest.warns(SimilarNames) as warned:
        found = frames.stack(table, unit="fen", on=ON)
    assert len(warned) == 1
    assert found.column_names[4:] == ["paid", "rule", "displaced_by"]
    assert str(warned[0].message) == (
        "names differ only in blanks, case, brackets or dashes, and count as two (6 in all): "
        "'线路 0' and '线路0' in subject, '线路 1' and '线路1' in subject, "
        "'线路 2' and '线路2' in subject; write a name in one way wherever it is meant"
    )
    with aipolicy.language("zh"):
        assert str(warned[0].message).startswith("名称仅在空格、大小写、括号或横线上不同")
    assert pickle.loads(pickle.dumps(warned[0].message)).fault == warned[0].message.fault


def test_names_that_differ_more_are_not_shown():
    names = ["智慧供热一期", "智慧供热二期", "A1线路", "A-1线路", "B(1)", "B1", "甲", "乙"]
    frame = pl.DataFrame({"clause": "harbin_2022/4.1", "amount": range(8), "subject": names})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frames.stack(frame, unit="fen", on=ON)


@pytest.mark.parametrize("nothing", ["—", "-", "/", "无", " ", "\u3000", "－", "——", None])
def test_placeholders_name_nothing(nothing):
    frame = two(subject=[nothing, nothing])
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [5, 7]


@pytest.mark.parametrize("null", ["nan", "None", "null", "NULL", "ＮａＮ", "<NA>"])
def test_nulls_of_programs_are_not_names(null):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.stack(two(subject=["P", null]), unit="fen", on=ON)
    assert [one.code for one in refused.value.faults] == ["name.null"]


def test_many_wide_characters_are_plain():
    names = ["ＡＢＣＤＥＦ（廊坊）中心", "ABCDEF(廊坊)中心", "ABCDEF中心", None]
    found = as_names(column(*names)).texts
    assert found.codes.tolist() == [0, 0, 2, NONE]
    assert np.array_equal(as_names(column("甲乙丙丁戊己", "A（一）公司分")).texts.codes, [0, 1])
