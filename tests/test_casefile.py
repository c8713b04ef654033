import pytest

from aipolicy.casefile import case_of, read_case
from aipolicy.errors import InvalidCase

GOOD = """
claimant: 冰城智造
claims:
  - clause: harbin_2022/9.2
    on: 2023-06-01
    subject: 论坛
    facts: {event_cost: 60万元, on_annual_list: 是}
"""


def test_a_case_is_read_with_its_conditions_in_words():
    claim = case_of(GOOD).claims[0]
    assert claim.facts == {"event_cost": "60万元", "on_annual_list": True}
    assert str(claim.on) == "2023-06-01"


@pytest.mark.parametrize(
    ("word", "met"),
    [("是", True), ("yes", True), ("true", True), ("TRUE", True), ("否", False), ("no", False)],
)
def test_conditions_are_yes_or_no_in_either_language(word, met):
    case = case_of(GOOD.replace("是", word))
    assert case.claims[0].facts["on_annual_list"] is met


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("claimant:", "claiment:", ["claiment='冰城智造': this key is unknown; did you mean claimant?"]),
        ("subject:", "subjct:", ["claims[1].subjct='论坛': this key is unknown; did you mean subject?"]),
        ("subject:", "zzz:", ["claims[1].zzz='论坛': this key is unknown; keys: applicant, bases, claimant, clause, content, contract, determined, effective_from, exception, facts, invoices, on, reading, subject, term, year"]),
        ("on: 2023-06-01", "on: June", ["claims[1].on='June': 'June' is not a day; give datetime.date(2023, 6, 1) or the text 2023-06-01"]),
        ("on: 2023-06-01", "", ["claims[1].on=(missing): this key is required; add on:"]),
        ("是", "maybe", ["claims[1].on_annual_list='maybe': this is not yes or no; write 是 or 否, yes or no, true or false"]),
        ("是", "[1]", []),
        ("subject:", "determined: 5刀\n    subject:", ["claims[1].determined='5刀': the unit '刀' is unknown; write 元, 万元 or 亿元, or no unit"]),
        ("{event_cost: 60万元, on_annual_list: 是}", "5", ["claims[1].facts='5': Input should be a valid dictionary; see examples/harbin_2023.yaml"]),
        ("claims:", "claims: []\nother:", ["other=[{'clause': 'harbin_2022/9.2', 'on': '2023-06-01', 'subject'…: this key is unknown; keys: claimant, claims, history, readings", "claims=[]: a case has at least one claim; see examples/harbin_2023.yaml"]),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_read_is_told_key_by_key(old, new, faults):
    if not faults:
        assert case_of(GOOD.replace(old, new)).claims[0].facts["on_annual_list"] == ["1"]
        return
    with pytest.raises(InvalidCase) as refused:
        case_of(GOOD.replace(old, new), "case.yaml")
    told = str(refused.value).splitlines()
    assert sorted(told[1:]) == sorted(f"  {fault}" for fault in faults)


HISTORY = """
history:
  - name: 省首台套
    level: province
    on: 2023-01-01
    amount: 5万元
    same_kind: 否
    year: "2022"
    bases: {retained_tax: 30万元}
readings:
  harbin_2022: any_kind
  langfang_2023: [by_article, no_top_up]
"""


def test_a_case_states_what_was_paid_before_and_how_the_rules_are_read():
    case = case_of(GOOD + HISTORY)
    (payment,) = case.history
    assert (payment.same_kind, payment.year, payment.amount) == (False, 2022, 50_000)
    assert payment.bases == {"retained_tax": 300_000}
    assert case.readings == {
        "harbin_2022": "any_kind", "langfang_2023": ("by_article", "no_top_up"),
    }  # fmt: skip
    with pytest.raises(InvalidCase) as refused:
        case_of(
            GOOD + HISTORY.replace("否", "maybe").replace('"2022"', "XX").replace("level:", "levl:")
        )
    assert str(refused.value) == (
        "case: 3 faults\n"
        "  history[1].levl='province': this key is unknown; did you mean level?\n"
        "  history[1].same_kind='maybe': this is not yes or no; "
        "write 是 or 否, yes or no, true or false\n"
        "  history[1].year='XX': this is not a whole number; write digits"
    )


def test_counts_and_years_are_written_in_digits():
    text = """
claims:
  - clause: langfang_2023/3.1
    on: 2024-06-01
    effective_from: 2023-01-04
    facts: {compute_cost: 1亿元, parameters: PARAMETERS, scenarios: "5"}
"""
    facts = case_of(text.replace("PARAMETERS", "1000000000")).claims[0].facts
    assert facts == {"compute_cost": "1亿元", "parameters": 1_000_000_000, "scenarios": 5}
    for bad in ("1e9", "10亿", "-1", "1.5"):
        with pytest.raises(InvalidCase) as refused:
            case_of(text.replace("PARAMETERS", bad), "case.yaml")
        assert str(refused.value) == (
            "case.yaml: 1 fault\n"
            f"  claims[1].parameters={bad!r}: this is not a whole number; write digits"
        )


@pytest.mark.parametrize(("text", "shown"), [("5", "'5'"), ("", "''"), ("- a", "['a']")])
def test_a_file_that_is_no_mapping_is_refused(text, shown):
    with pytest.raises(InvalidCase) as refused:
        case_of(text)
    assert str(refused.value) == (
        f"case: 1 fault\n  file={shown}: a case is a mapping; begin with claims:"
    )


@pytest.mark.parametrize("claims", ["5", "[5]"])
def test_claims_are_a_list_of_mappings(claims):
    with pytest.raises(InvalidCase, match=r"^case: 1 fault"):
        case_of(f"claims: {claims}")


def test_a_claim_of_an_unknown_clause_is_left_to_the_assessment():
    case = case_of("claims: [{clause: zz, on: 2023-06-01, facts: {a: 是}}]")
    assert case.claims[0].facts == {"a": "是"}


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InvalidCase, match=r"file=.*missing\.yaml: it cannot be read .*; give a"):
        read_case(tmp_path / "missing.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("claimant: é".encode("latin-1"))
    with pytest.raises(InvalidCase, match="give a UTF-8 file"):
        read_case(latin)
