"""Whatever comes in by a door is a value or a typed fault, never another exception.

Seven doors of at least 150 examples each; at night as many as the profile says.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import aipolicy
from aipolicy import Case, Claim, assess, clauses, match, percent, wan, yi, yuan
from aipolicy.calc.values.range import Range
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.cases.chinese import CASE
from aipolicy.cases.file import assess_text
from aipolicy.errors import AipolicyError, Code, faults

AT_LEAST = settings(max_examples=max(150, settings().max_examples))
CLAUSES = list(clauses())
FACTS = sorted({name for one in CLAUSES for name in one.facts})
KEYS = sorted({*CASE, *CASE.values(), *ENTRY, *ENTRY.values()})

WRITTEN = st.sampled_from(
    [
        *("", " ", "是", "否", "yes", "TRUE", "0", "-1", "5", "1e999", "1e-9", "９", "0x10", "null"),
        *("2023-06-01", "2023-02-29", "9999-12-31", "0000-00-00", "June", "+002023-06-01"),
        *("800万元", "800万美元", "1.234元", "人民币伍佰万元整", "五百五", "¥", "万", "8,00", "1" * 70),
        *("harbin_2022/9.2", "harbin_2022/5.1", "langfang_2023/7.2", "harbin_2022", "zz/1", "/", "a/b/c"),
        *("any_kind", "sum_of_tiers", "province", "省", "企业", "day_before", "P\n合计", "\x1b[31m", "\ud800"),
    ]
) | st.text(max_size=8)  # fmt: skip
NUMBERS = (
    st.integers()
    | st.sampled_from([10**400, -(10**400), 2**63, 0, 1, 2023])
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.booleans()
    | st.none()
)
PLAIN = WRITTEN | NUMBERS
ODD = PLAIN | st.sampled_from([b"5", (), {}, [], object(), 1j, date(2023, 6, 1), datetime(2023, 6, 1), str, Range(0, 1), Fraction(1, 3), Decimal("sNaN")])  # fmt: skip


def nested(leaves):
    keys = st.sampled_from([*KEYS, *FACTS, "zz"]) | st.text(max_size=3)
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
        max_leaves=12,
    )


def cases(leaves):
    """Return what looks like a case: some keys right, some values too."""
    anything = nested(leaves)
    entry = st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(
                ("clause", "条款"), st.sampled_from([one.id for one in CLAUSES]) | anything
            ),
            **dict.fromkeys(("on", "适用日"), st.just("2023-06-01") | anything),
            **dict.fromkeys(
                ("facts", "事实"),
                st.dictionaries(st.sampled_from(FACTS), leaves, max_size=4) | anything,
            ),
            **dict.fromkeys(KEYS, anything),
        },
    )
    listed = st.lists(entry | anything, max_size=3) | anything
    return st.fixed_dictionaries(
        {},
        optional={
            "claims": listed,
            "申报": listed,
            "history": listed,
            **dict.fromkeys(KEYS, anything),
        },
    )


def value_or_fault(door):
    """Call a door; every fault has one of our codes and says itself in both languages."""
    try:
        return door()
    except (AipolicyError, ValidationError) as error:
        refused = error
    found = faults(refused)
    assert found
    for one in found:
        assert isinstance(one.code, Code)
        for language in ("zh", "en"):
            assert one.text(language).isprintable()
    return None


@AT_LEAST
@given(cases(ODD))
def test_a_mapping_is_a_case_or_faults(data):
    found = value_or_fault(lambda: Case.read(data))
    assert found is None or found.claims
    value_or_fault(lambda: assess(data))


@AT_LEAST
@given(cases(PLAIN))
def test_json_is_a_case_or_faults(data):
    text = json.dumps(data, default=str)
    found = value_or_fault(lambda: Case.read(text))
    other = value_or_fault(lambda: Case.read(text.encode("utf-8", "surrogatepass")))
    assert found == other or found is None or other is None


SIGNS = st.sampled_from([*"{}[]:,-?&*!|>'\"%@`#\n\t ", "\n  ", "\n- ", ": ", "- clause: ", "claims:\n", "---\n", "\\u0000", "<<: *a", "&a ", "!!binary ", "\ufeff"])  # fmt: skip


@AT_LEAST
@given(st.lists(SIGNS | WRITTEN | st.sampled_from(KEYS), max_size=40).map("".join))
def test_yaml_is_a_case_or_faults(text):
    value_or_fault(lambda: Case.read(text))
    value_or_fault(lambda: assess_text(text, "case.yaml"))


@AT_LEAST
@given(ODD, st.sampled_from([yuan, wan, yi, percent]))
def test_a_value_is_a_sum_or_a_fault(value, read):
    found = value_or_fault(lambda: read(value))
    assert found is None or (isinstance(found, Decimal) and found >= 0)


@AT_LEAST
@given(st.data(), st.sampled_from(CLAUSES))
def test_facts_give_a_sum_or_faults(data, clause):
    """Most facts are of the right name; their values are anything."""
    names = st.sampled_from([*clause.facts, *clause.figures, "reading", "zz", "a b", "self"])
    facts = data.draw(st.dictionaries(names, ODD | st.just(True) | st.just("5万元"), max_size=5))
    given_ = {**dict.fromkeys(clause.facts, data.draw(ODD)), **facts}
    for stated in (facts, given_):
        found = value_or_fault(lambda stated=stated: clause(**stated))
        assert found is None or isinstance(found, Decimal | Range)
    value_or_fault(lambda: match(given_, on=date(2023, 6, 1)))


FIELDS = st.dictionaries(
    st.sampled_from([*Claim.model_fields, "zz", "项目"]), nested(ODD), max_size=5
)


@AT_LEAST
@given(FIELDS, nested(ODD))
def test_fields_are_a_claim_or_faults(fields, day):
    for on in (day, "2023-06-01"):
        claim = value_or_fault(lambda on=on: Claim(**{"on": on, **fields}))
        assert claim is None or isinstance(claim.on, date)


@AT_LEAST
@given(nested(ODD))
def test_an_id_is_a_clause_or_a_fault(value):
    for look_up in (aipolicy.clause, aipolicy.policy, aipolicy.policy("harbin_2022").provision):
        value_or_fault(lambda look_up=look_up: look_up(value))


@pytest.mark.parametrize("bad", [KeyError("a"), TypeError()])
def test_another_exception_is_seen(bad):
    def door():
        raise bad

    with pytest.raises(type(bad)):
        value_or_fault(door)
