"""What states nothing: a null, a blank, a placeholder; and what programs write for a null.

Harbin article 4 gives 30% of the total investment of a scenario, at most 5 million yuan: three
companies with 10 million yuan each are due 3 million each. Named as one project they would get
3 million in all.
"""

import json
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from pydantic import ValidationError

from aipolicy import Award, Case, Claim, assess, frames
from aipolicy.cli import program
from aipolicy.errors import InvalidCase, InvalidClaim, InvalidColumns, faults

DAY = date(2023, 6, 1)
ALL = Decimal("9000000.00")
FACTS = {
    "total_investment": 10_000_000,
    "review_passed": True,
    "government_investment_project": False,
}
SCENE = {"clause": "harbin_2022/4.1", "on": "2023-06-01", "facts": FACTS}
FIRMS = "甲乙丙"

BLOCK = """\
- claimant: {firm}
  clause: harbin_2022/4.1
  on: 2023-06-01
  subject: {subject}
  facts: {{total_investment: 1000万元, review_passed: 是, government_investment_project: 否}}
"""
FLOW = (
    "- {{claimant: {firm}, clause: harbin_2022/4.1, on: 2023-06-01, subject: {subject}, facts: "
    "{{total_investment: 1000万元, review_passed: 是, government_investment_project: 否}}}}\n"
)
QUOTED = ("' '", '" "', '"\\u3000"', '"\\u200b"', "''", '"\\t"', '"\\ufeff \\u00a0"')
PLAIN = ("null", "~", "NULL", "Null", "", "!!null null", "&a null", "# nothing")
PLACEHOLDERS = ("—", "/", "无", '"-"', "——", "－", '"\\u2014\\u200b"', "'–'")


def total(data):
    return assess(Case.read(data)).resolution.total


def total_or_key(data):
    """The total of a case, or the key at fault."""
    try:
        return total(data)
    except InvalidCase as refused:
        (key,) = {one.path[-1] for one in refused.faults}
        return key


def case(claims=(), **more):
    return {"claims": [{**SCENE, "claimant": firm, **dict(claims)} for firm in FIRMS], **more}


def codes(call, *args):
    with pytest.raises((InvalidCase, ValidationError, InvalidClaim)) as refused:
        call(*args)
    return [one.code.value for one in faults(refused.value)]


def test_null_of_json_is_no_project():
    assert total(json.dumps(case({"subject": None}))) == total(json.dumps(case())) == ALL


@pytest.mark.parametrize("form", [BLOCK, FLOW], ids=["block", "flow"])
@pytest.mark.parametrize("subject", [*PLAIN, *QUOTED, *PLACEHOLDERS])
def test_nothing_in_yaml_is_no_project(form, subject):
    if subject == "# nothing" and form is FLOW:
        subject = "!!null ''"
    written = [form.format(firm=firm, subject=subject) for firm in FIRMS]
    assert total("claims:\n" + "".join(written)) == ALL


@pytest.mark.parametrize("subject", ["|\n\n", ">-\n\n", "!!str"])
def test_empty_blocks_state_nothing(subject):
    written = [BLOCK.format(firm=firm, subject=subject) for firm in FIRMS]
    assert total("claims:\n" + "".join(written)) == ALL


@pytest.mark.parametrize(
    "name", ["", " ", "\u3000", "\u200b", "\u00a0", "\ufeff", "\u2800", "—", "/"]
)
def test_blanks_in_json_are_no_project(name):
    assert total(json.dumps(case({"subject": name}))) == ALL
    assert total(case({"subject": name})) == ALL


@pytest.mark.parametrize("name", ["~", "～", " ~ "])
def test_tilde_as_text_names_no_project(name):
    assert total_or_key(json.dumps(case({"subject": name}))) in (ALL, "subject")


@pytest.mark.parametrize("field", ["subject", "claimant", "contract", "content"])
def test_tilde_is_refused_in_claims(field):
    assert codes(lambda: Claim(on=DAY, **{field: "~"})) != []


@pytest.mark.parametrize("name", ["null", "NULL", "None", "nan", "NaN", "<NA>", "N/A", "ｎｕｌｌ"])
@pytest.mark.parametrize(
    "field", ["claimant", "subject", "contract", "content", "exception", "invoices"]
)
def test_nulls_of_programs_are_refused(name, field):
    value = [name] if field == "invoices" else name
    assert codes(lambda: Claim(on=DAY, **{field: value})) == ["name.null"]
    found = codes(Case.read, json.dumps({"claims": [{**SCENE, field: value}]}))
    assert found == ["name.null"]


def test_null_as_text_says_what_to_do():
    with pytest.raises(InvalidCase) as refused:
        Case.read(json.dumps(case({"subject": "null"})))
    one = refused.value.faults[0]
    assert one.path == ("claims", 0, "subject")
    assert one.text("en") == (
        "claims[1].subject='null': this is how programs write a missing value, and not a name; "
        "leave the value empty where nothing is stated, or write the name"
    )
    assert "此为程序表示缺失值的写法，不是名称" in one.text("zh")


NULLABLE = ("subject", "contract", "content", "exception", "effective_from", "determined", "term",
            "applicant", "year", "invoices", "bases", "reading")  # fmt: skip


@pytest.mark.parametrize("field", NULLABLE)
@pytest.mark.parametrize("nothing", [None, "", "\u3000", "\u200b "])
def test_every_key_may_be_null(field, nothing):
    assert total(json.dumps(case({field: nothing}))) == ALL


@pytest.mark.parametrize("field", NULLABLE)
@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_every_key_may_be_null_in_yaml(field, nothing):
    text = "".join(BLOCK.format(firm=firm, subject="") for firm in FIRMS)
    added = text.replace("  subject: \n", f"  {field}: {nothing}\n")
    assert total(f"claims:\n{added}") == ALL


@pytest.mark.parametrize("key", ["claimant", "history", "readings"])
@pytest.mark.parametrize("nothing", [None, "", " "])
def test_keys_of_a_case_may_be_null(key, nothing):
    assert total(json.dumps(case(**{key: nothing}))) == ALL


@pytest.mark.parametrize(
    "more",
    [
        {"readings": {"harbin_2022": None}},
        {"readings": {"harbin_2022": [None]}},
        {"readings": {"harbin_2022": ""}},
        {"history": []},
    ],
)
def test_nulls_inside_state_nothing(more):
    assert total(json.dumps(case(**more))) == ALL


@pytest.mark.parametrize(
    "fields",
    [{"invoices": [None, "A-1"]}, {"invoices": ["—", " "]}, {"bases": {"tax": None}}],
)
def test_nulls_in_lists_state_nothing(fields):
    assert total(json.dumps(case(fields))) == ALL


@pytest.mark.parametrize("key", ["on", "clause"])
@pytest.mark.parametrize("nothing", [None, "", "\u3000"])
def test_required_keys_are_missing(key, nothing):
    claim = {**SCENE, key: nothing}
    with pytest.raises(InvalidCase) as refused:
        Case.read(json.dumps({"claims": [claim]}))
    assert [(one.code.value, one.path) for one in refused.value.faults] == [
        ("key.missing", ("claims", 0, key))
    ]


@pytest.mark.parametrize("nothing", [None, "", " ", "\u200b"])
def test_null_facts_are_missing(nothing):
    facts = {**FACTS, "total_investment": nothing}
    with pytest.raises(InvalidCase) as refused:
        Case.read(json.dumps({"claims": [{**SCENE, "facts": facts}]}))
    assert [(one.code.value, one.path) for one in refused.value.faults] == [
        ("fact.missing", ("claims", 0, "facts", "total_investment"))
    ]


@pytest.mark.parametrize("text", ["claims: null", "claims: ~", "claims:", '{"claims": null}'])
def test_claims_are_required(text):
    assert codes(Case.read, text) == ["key.missing"]


@pytest.mark.parametrize("text", ["null: 5", "~: 5", '"null": 5', "? \n: 5"])
def test_null_as_a_key_is_unknown(text):
    written = "claims:\n" + BLOCK.format(firm="甲", subject="") + text
    assert codes(Case.read, written) == ["key.unknown"]


@pytest.mark.parametrize(
    "payment",
    [
        {"clause": "harbin_2022/9.2", "name": None, "level": None, "same_kind": None},
        {"clause": None, "name": "省策", "level": "province", "subject": ""},
        {"clause": "harbin_2022/9.2", "name": "—", "subject": "无", "year": ""},
    ],
)
def test_nulls_of_payments(payment):
    paid = {"on": "2023-01-01", "amount": 5, "claimant": "甲", **payment}
    assert total(json.dumps(case(history=[paid]))) == ALL


@pytest.mark.parametrize("nothing", [None, "", "—"])
def test_payment_without_amount(nothing):
    paid = {"name": "省策", "level": "province", "on": "2023-01-01", "amount": nothing}
    (code,) = codes(Case.read, json.dumps(case(history=[paid])))
    assert code == ("sum.unreadable" if nothing else "key.missing")


@pytest.mark.parametrize("name", ["", " ", "\u3000", "\u200b", "\u115f\u3164", "\U000e0041", "\n"])
def test_claims_refuse_blank_names(name):
    assert codes(lambda: Claim(on=DAY, subject=name)) == ["value.empty"]
    claim = Claim(on=DAY)
    assert codes(lambda: Award.external(name, 1, claim, level="city")) == ["value.empty"]


@pytest.mark.parametrize("name", ["—", "-", "/", "无", "－", "／", "––", "-" * 9])
def test_claims_refuse_placeholders(name):
    assert codes(lambda: Claim(on=DAY, subject=name)) == ["name.placeholder"]
    assert codes(lambda: Claim(on=DAY, claimant=name)) == ["name.placeholder"]
    assert codes(lambda: Claim(on=DAY, invoices=["A", name])) == ["name.placeholder"]


def rows(subjects, **more):
    return pd.DataFrame(
        {
            "clause": ["harbin_2022/4.1"] * 3,
            "amount": [3_000_000] * 3,
            "subject": pd.Series(subjects, dtype=object),
            "claimant": list(FIRMS),
            **more,
        }
    )


@pytest.mark.parametrize(
    "nothing",
    [
        None,
        float("nan"),
        pd.NA,
        "",
        " ",
        "\u3000",
        "\u200b",
        "—",
        "-",
        "/",
        "无",
        "-----",
        "\u115f",
    ],
)
def test_frames_have_no_project(nothing):
    paid = frames.stack(rows([nothing] * 3), unit="yuan", on=DAY)["paid"]
    assert sum(paid) == ALL


@pytest.mark.parametrize("dashes", ["------", "-" * 20, "－" * 7, "-－" * 4])
@pytest.mark.parametrize("column", ["subject", "contract", "content"])
def test_frames_take_long_placeholders(dashes, column):
    frame = rows(["A", "B", "C"]).assign(**{column: dashes})
    assert sum(frames.stack(frame, unit="yuan", on=DAY)["paid"]) == ALL


@pytest.mark.parametrize("name", ["null", "None", "nan", "<NA>", "N/A", "NULL"])
def test_frames_refuse_nulls_of_programs(name):
    with pytest.raises(Exception, match="this is how programs write a missing value") as refused:
        frames.stack(rows(["A", name, name]), unit="yuan", on=DAY)
    (one,) = faults(refused.value)
    assert (one.code.value, one.path) == ("name.null", ("subject",))
    assert "in row 1" in one.text("en")
    assert "in row 2 (2 rows in all)" in one.text("en")
    assert "空" in one.text("zh")


def test_tilde_in_frames_is_no_project():
    try:
        paid = sum(frames.stack(rows(["~"] * 3), unit="yuan", on=DAY)["paid"])
    except InvalidColumns:
        paid = ALL  # refused, which is right too
    assert paid == ALL


@pytest.mark.parametrize("subject", [*PLAIN[:5], *QUOTED[:3], "—"])
def test_command_line_sees_nothing(subject, tmp_path, capsys):
    path = tmp_path / "case.yaml"
    written = [BLOCK.format(firm=firm, subject=subject) for firm in FIRMS]
    path.write_text("claims:\n" + "".join(written), encoding="utf-8")
    code = program.run(["assess", str(path), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (code, Decimal(found["resolution"]["total"])) == (0, ALL)


def test_null_entries_say_null_not_none():
    """What people wrote is shown."""
    for data in ('{"claims": [null]}', "claims:\n- null\n"):
        with pytest.raises(InvalidCase) as refused:
            Case.read(data)
        (one,) = refused.value.faults
        assert one.code.value == "value.mapping"
        assert "None" not in one.text("zh")
