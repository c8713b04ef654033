"""Two spellings of one name are one name, and nothing is paid twice for it.

Harbin article 4 pays once for a scenario, 30% of its investment and at most 5 million yuan.
Article 9 pays at most 500,000 yuan for an event, whoever hosts it. Langfang article 2 gives a unit
at most 1 million yuan of compute vouchers a year, Dalian article 5 at most 1 million a contract.
"""

import json
import unicodedata
from datetime import date
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import Award, Case, Claim, assess, frames, stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.cli import program
from aipolicy.errors import InvalidStack, faults
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang
from tests.frames.engines import listed

DAY = date(2023, 6, 1)
FROM = date(2023, 1, 4)
NONE, ONCE = Decimal("0.00"), Decimal("5000000.00")
SCENE = {"total_investment": wan(2000), "review_passed": True,
         "government_investment_project": False}  # fmt: skip

# Each row: names that are one name.
ALIKE = {
    "width": ("智慧供热（一期）", "智慧供热(一期)"),
    "trailing": ("智慧供热", "智慧供热 "),
    "leading": ("智慧供热", "\u3000智慧供热"),
    "no-break": ("智慧 供热", "智慧\u00a0供热"),
    "ideographic": ("智慧 供热", "智慧\u3000供热"),
    "run": ("智慧 供热", "智慧 \u2003  供热"),
    "tab": ("智慧 供热", "智慧\t供热"),
    "bom": ("智慧供热", "\ufeff智慧供热"),
    "zero-width": ("智慧供热", "智慧\u200b供\u200d热\u2060"),
    "soft-hyphen": ("Smart Heat", "Smart He\u00adat"),
    "latin": ("AI园A区", "ＡＩ园Ａ区"),
    "digits": ("2号线", "２号线"),
    "accent": ("Café", "Cafe\u0301"),
    "accents": ("Tuyết", unicodedata.normalize("NFD", "Tuyết")),
    "hangul": ("한글", unicodedata.normalize("NFD", "한글")),
    "kana": ("ガス", "ｶﾞｽ"),
    "ideograph": ("樂園", "\uf914園"),
    "selector": ("葛城", "葛\U000e0100城"),
    "emoji": ("✈线", "✈\ufe0f线"),
    "mark": ("A\u200fB线", "AB线"),
    "wide-blank": ("Line 1", "Ｌｉｎｅ　１"),
    "circled": ("①线", "1线"),
    "roman": ("Ⅳ期", "IV期"),
    "square": ("5m²线", "5m2线"),
    "line-end": ("智慧供热", "智慧供热\n"),
    "split-accent": ("é线", "e\u200b\u0301线"),
    "colon": ("甲：乙", "甲:乙"),
    "dash-width": ("甲－乙", "甲-乙"),
    "filler": ("线路", "线\u3164路\uffa0"),
}
alike = pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)

# Each row: names that differ little, and are two.
NEAR = {
    "case": ("Line A", "line a"),
    "brackets": ("智慧供热〔一期〕", "智慧供热[一期]"),
    "lenticular": ("智慧供热【一期】", "智慧供热(一期)"),
    "titles": ("《智慧供热》", "〈智慧供热〉"),
    "dashes": ("甲—乙", "甲-乙"),
    "dash-runs": ("甲——乙", "甲–乙"),
    "minus": ("甲−乙", "甲-乙"),
    "blank": ("智慧 供热", "智慧供热"),
    "wide": ("ＬＩＮＥ a", "Line A"),
    "sharp-s": ("Straße", "STRASSE"),
    "all": ("A 〔b〕—c", "a[B]-C"),
}
near = pytest.mark.parametrize(("one", "other"), NEAR.values(), ids=NEAR)


def scene(subject, **more):
    claim = Claim(on=DAY, claimant="冰城", subject=subject, **more)
    return harbin.application_scenario.award(claim, **SCENE)


def before(subject, **more):
    claim = Claim(on=date(2023, 1, 5), claimant="冰城", subject=subject, **more)
    return Award.recorded("harbin_2022/4.1", wan(500), claim)


@alike
def test_paid_before_is_not_paid_again(one, other):
    for first, second in ((one, other), (other, one)):
        resolution = stack([scene(first)], history=[before(second)])
        assert resolution.total == NONE
        assert [mark.kind for mark in resolution.marks] == ["frequency"]


@alike
def test_two_claims_of_one_project(one, other):
    """Both of one day are the same award, of two days only one is paid."""
    with pytest.raises(InvalidStack) as refused:
        stack([scene(one), scene(other)])
    (wrong,) = faults(refused.value)
    assert wrong.code.value == "award.same"
    later = Claim(on=date(2023, 7, 1), claimant="冰城", subject=other)
    again = harbin.application_scenario.award(later, **SCENE)
    assert stack([scene(one), again]).total == ONCE


@alike
def test_what_was_written_is_shown(one, other):
    """Identity is decided on the normal form, and shown is what people wrote, if it is seen."""
    for name in (one, other):
        award = scene(name)
        kept = award.claim.subject
        assert stack([award]).explain("zh").count(kept) == 1
        assert kept in award.explain("zh")
        assert kept.strip() == kept
        assert "\u200b" not in kept
    assert scene("智慧供热（一期）").claim.subject == "智慧供热（一期）"
    assert scene("ＡＩ园Ａ区").claim.subject == "ＡＩ园Ａ区"


@alike
def test_json_keeps_one_name(one, other):
    back = Award.model_validate_json(before(other).model_dump_json())
    assert back == before(other)
    assert stack([scene(one)], history=[back]).total == NONE
    again = Award.model_validate_json(scene(other).model_dump_json())
    with pytest.raises(InvalidStack, match="the same award"):
        stack([scene(one), again])


def case(one, other, paid=True, **more):
    facts = {"total_investment": "2000万元", "review_passed": True,
             "government_investment_project": False}  # fmt: skip
    claims = [{"clause": "harbin_2022/4.1", "on": "2023-06-01", "subject": one, "facts": facts}]
    history = [{"clause": "harbin_2022/4.1", "on": "2023-01-05", "subject": other,
                "amount": "500万元"}]  # fmt: skip
    return {"claimant": "冰城", "claims": claims, "history": history if paid else [], **more}


def in_yaml(data, indent=""):
    """A case in block style, its texts in double quotes."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict):
            lines += [f"{indent}{key}:", in_yaml(value, indent + "  ")]
        elif isinstance(value, list):
            entries = [in_yaml(one, indent + "  ") for one in value]
            lines += [f"{indent}{key}:", *(f"{indent}-{one[len(indent) + 1 :]}" for one in entries)]
        else:
            lines.append(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines)


WRITTEN = {"mapping": lambda data: data, "json": json.dumps,
           "unescaped": lambda data: json.dumps(data, ensure_ascii=False),
           "block": in_yaml,
           "flow": lambda data: "# 流式\n" + json.dumps(data, ensure_ascii=False),
           "bytes": lambda data: json.dumps(data, ensure_ascii=False).encode()}  # fmt: skip


@alike
@pytest.mark.parametrize("form", WRITTEN)
def test_cases_have_one_name(one, other, form):
    assert assess(Case.read(WRITTEN[form](case(one, other)))).resolution.total == NONE
    unpaid = WRITTEN[form](case(one, other, paid=False))
    assert assess(Case.read(unpaid)).resolution.total == ONCE


@pytest.mark.parametrize(
    "block", ["|\n    智慧供热\n", ">\n    智慧供热\n\n", "|+\n    智慧供热\n\n\n", "  智慧供热  # 一",
              "'智慧供热\n    '", '"智慧供热\\\n    "', ">-\n    智慧供热"],
)  # fmt: skip
def test_block_scalars_are_one_name(block):
    """`subject: |` keeps a line end that a plain scalar does not have."""
    text = (
        "claims:\n- clause: harbin_2022/4.1\n  on: 2023-06-01\n"
        f"  subject: {block}\n"
        "  facts: {total_investment: 2000万元, review_passed: 是, "
        "government_investment_project: 否}\n"
        "history:\n- {clause: harbin_2022/4.1, on: 2023-01-05, subject: 智慧供热, amount: 500万元}\n"
    )
    assert assess(Case.read(text)).resolution.total == NONE


@pytest.mark.parametrize(
    "block", ["|\n    智慧\n    供热", ">\n    智慧\n    供热", "智慧\n    供热"]
)
def test_lines_are_one_blank(block):
    text = f"claims:\n- clause: harbin_2022/9.2\n  on: 2023-06-01\n  subject: {block}\n"
    text += "  facts: {event_cost: 5, on_annual_list: 是}\n"
    assert Case.read(text).claims[0].subject == "智慧 供热"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_typed_names_have_one_line(end):
    assert Claim(on=DAY, subject=f"智慧供热{end}").subject == "智慧供热"
    with pytest.raises(ValueError, match="line ends are not allowed in a name"):
        Claim(on=DAY, subject=f"智慧{end}供热")


MAKE = {
    "pandas": pd.DataFrame,
    "categorical": lambda columns: pd.DataFrame(columns).astype({"subject": "category"}),
    "arrow-backed": lambda columns: pd.DataFrame(columns).convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.DataFrame,
    "polars-categorical": lambda columns: pl.DataFrame(columns).with_columns(
        pl.col("subject").cast(pl.Categorical)
    ),
    "pyarrow": pa.table,
    "dictionary": lambda columns: pa.table(
        {**columns, "subject": pa.array(columns["subject"]).dictionary_encode()}
    ),
}


def paid_in(frame, **more):
    return listed(frames.stack(frame, unit="yuan", **more))["paid"]


@alike
@pytest.mark.parametrize("make", MAKE)
def test_frames_have_one_name(one, other, make):
    frame = MAKE[make](
        {
            "clause": ["harbin_2022/4.1"] * 4,
            "subject": [one, "别的", other, one],
            "on": [DAY, DAY, date(2023, 1, 5), date(2023, 7, 1)],
            "amount": [5_000_000] * 4,
            "paid_before": [False, False, True, False],
        }
    )
    assert paid_in(frame) == [NONE, ONCE, None, NONE]


@alike
def test_frames_show_what_was_written(one, other):
    frame = pl.DataFrame({"clause": ["harbin_2022/9.2"] * 2, "subject": [one, other],
                          "amount": [1, 1], "claimant": ["甲", "乙"]})  # fmt: skip
    found = frames.stack(frame, unit="yuan", on=DAY)
    assert found["subject"].to_list() == [one, other]


@alike
def test_frames_see_one_award_twice(one, other):
    frame = pl.DataFrame({"clause": ["harbin_2022/4.1"] * 2, "subject": [one, other],
                          "amount": [5, 5]})  # fmt: skip
    with pytest.raises(ValueError, match="row 1 repeats row 0"):
        frames.stack(frame, unit="yuan", on=DAY)


@alike
def test_frames_take_constants_as_names(one, other):
    """A constant is a name too, beside a column of another field."""
    frame = pl.DataFrame({"claimant": [one, other], "amount": [300_000, 300_001]})
    paid = frames.stack(frame, unit="yuan", on=DAY, clause="harbin_2022/9.2", subject="节")["paid"]
    assert sum(paid) == wan(50)


@alike
def test_two_hosts_of_one_event(one, other):
    """Half of 600,000 is 300,000 for each host; the event gets 500,000."""
    awards = [
        harbin.hosted_event.award(
            Claim(on=DAY, claimant=host, subject=name), event_cost=wan(60), on_annual_list=True
        )
        for host, name in (("甲", one), ("乙", other))
    ]
    assert stack(awards).total == wan(50)
    frame = pl.DataFrame(
        {"claimant": ["甲", "乙"], "subject": [one, other], "amount": [300_000] * 2}
    )
    found = frames.stack(frame, unit="yuan", on=DAY, clause="harbin_2022/9.2")
    assert sum(found["paid"]) == wan(50)


def voucher(claimant, fee, on=DAY, **more):
    claim = Claim(on=on, claimant=claimant, effective_from=FROM, **more)
    return langfang.local_compute_use.award(claim, compute_fee=fee, local_platform=True)


@alike
def test_yearly_cap_of_one_claimant(one, other):
    """Half of 1.2 and of 1.3 million is 1.25 million, of which the year allows 1 million."""
    of_year = [voucher(one, wan(120)), voucher(other, wan(130))]
    assert stack(of_year).total == wan(100)
    next_year = voucher(other, wan(130), on=date(2024, 3, 1))
    assert stack([of_year[0], next_year]).total == wan(125)
    paid = Award.recorded("langfang_2023/2.3", wan(60), Claim(on=FROM, claimant=other))
    assert stack([voucher(one, wan(130))], history=[paid]).total == wan(40)


def test_a_firm_with_its_town_in_brackets():
    firms = (
        "智算有限公司（廊坊）",
        "智算有限公司(廊坊)",
        "智算有限公司（廊坊)",
        " 智算有限公司 （廊坊） ",
    )
    awards = [voucher(firm, wan(100) + place) for place, firm in enumerate(firms)]
    assert stack(awards[:3]).total == wan(100)
    resolution = stack(awards)
    assert resolution.total == wan(100) + Decimal("500001.50")  # with a blank it is another name
    (mark,) = resolution.marks
    assert mark.kind is MarkKind.SIMILAR_NAMES
    frame = pd.DataFrame({"claimant": firms[:3], "amount": [500_000, 500_001, 500_002]})
    found = frames.stack(frame, unit="yuan", on=DAY, clause="langfang_2023/2.3")
    assert sum(found["paid"]) == wan(100)


def transfer(contract, **more):
    claim = Claim(on=date(2025, 8, 1), effective_from=date(2025, 6, 30), claimant="甲",
                  contract=contract, determined=wan(60), **more)  # fmt: skip
    return dalian.technology_transfer.award(
        claim, transaction_amount=wan(400), contract_signed=True, university_ai_result=True
    )


@alike
def test_contracts_have_one_name(one, other):
    """Two claims of 600,000 on one contract are held by its cap of 1 million."""
    assert stack([transfer(one), transfer(other, year=2026)]).total == wan(100)
    assert stack([transfer(one), transfer("别的")]).total == wan(120)
    paid = Award.recorded("dalian_2025_draft/5.3", wan(60),
                          Claim(on=date(2025, 7, 1), claimant="甲", contract=other))  # fmt: skip
    assert stack([transfer(one)], history=[paid]).total == wan(40)


@alike
def test_contents_have_one_name(one, other):
    """Under one reading of Harbin's closing words only the same item of cost meets."""
    outside = Award.external("省策", wan(100), Claim(on=DAY, claimant="冰城", content=other),
                             level="province")  # fmt: skip
    awards = [scene("线", content=one), outside]
    reading = {"harbin_2022": "same_cost_item"}
    assert stack(awards, readings=reading).total == ONCE
    apart = [scene("线", content="别的"), outside]
    assert stack(apart, readings=reading).total == wan(600)


@alike
def test_invoices_have_one_number(one, other):
    """The same award on the same invoices, in two spellings, is one."""
    with pytest.raises(InvalidStack, match="the same award"):
        stack([scene("线", invoices=[one, "B"]), scene("线", invoices=[other, "B"])])


@alike
def test_outside_policies_have_one_name(one, other):
    claim = Claim(on=DAY, subject="线")
    two = [Award.external(name, 5, claim, level="province") for name in (one, other)]
    with pytest.raises(InvalidStack, match="the same award"):
        stack(two)
    with pytest.raises(InvalidStack, match="paid already"):
        stack(two[:1], history=two[1:])


@alike
def test_claimants_of_a_case(one, other):
    """The case's claimant and one that a claim names in another spelling are one."""
    facts = {"compute_fee": "120万元", "local_platform": True}
    claim = {"clause": "langfang_2023/2.3", "on": "2023-06-01", "effective_from": "2023-01-04"}
    data = {
        "claimant": one,
        "claims": [
            {**claim, "facts": facts},
            {**claim, "claimant": other, "facts": {**facts, "compute_fee": "130万元"}},
        ],
    }
    assert assess(Case.read(data)).resolution.total == wan(100)
    assert assess(Case.read(json.dumps(data))).resolution.total == wan(100)


@pytest.mark.parametrize("kind", ["width", "bom", "accent", "line-end", "filler"])
def test_command_line_has_one_name(kind, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case(*ALIKE[kind])), encoding="utf-8")
    assert program.run(["assess", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["resolution"]["total"] == "0.00"


def marks_of(awards, **more):
    return [one for one in stack(awards, **more).marks if one.kind is MarkKind.SIMILAR_NAMES]


@near
def test_near_subjects_are_marked(one, other):
    resolution = stack([scene(one), scene(other)])
    assert resolution.total == 2 * ONCE
    (mark,) = marks_of([scene(one), scene(other)])
    assert one in mark.zh
    assert other in mark.zh
    assert mark.zh.startswith("申报事项“")
    assert mark.zh.endswith("相近，按两个名称处理")
    assert f"'{one}'" in mark.en
    assert f"'{other}'" in mark.en
    assert mark.en.endswith("differ little and count as two")
    assert mark.zh in resolution.explain("zh")
    assert mark.en in resolution.explain("en")


FIELDS = {"claimant": ("申报主体", "claimants"), "contract": ("合同", "contracts"),
          "content": ("支持内容", "contents")}  # fmt: skip


@near
@pytest.mark.parametrize("field", FIELDS)
def test_near_names_are_marked(one, other, field):
    claims = [Claim(on=DAY, subject=f"线{place}", **{field: name})
              for place, name in enumerate((one, other))]  # fmt: skip
    (mark,) = marks_of([Award.recorded("harbin_2022/4.1", 5, claim) for claim in claims])
    zh, en = FIELDS[field]
    assert mark.zh.startswith(f"{zh}“")
    assert mark.en.startswith(f"the {en} '")


@near
def test_near_invoices_are_marked(one, other):
    claims = [Claim(on=DAY, subject="线", invoices=["A", name]) for name in (one, other)]
    (mark,) = marks_of([Award.recorded("harbin_2022/9.2", 5, claim) for claim in claims])
    assert mark.zh.startswith("发票“")


@near
def test_near_outside_policies_are_marked(one, other):
    claim = Claim(on=DAY, subject="线")
    (mark,) = marks_of([Award.external(name, 5, claim, level="province") for name in (one, other)])
    assert mark.zh.startswith("库外政策“")


@near
def test_history_is_marked_too(one, other):
    resolution = stack([scene(one)], history=[before(other)])
    assert resolution.total == ONCE
    assert [mark.kind for mark in resolution.marks] == [MarkKind.SIMILAR_NAMES]


@near
def test_cases_are_marked_too(one, other):
    found = assess(Case.read(json.dumps(case(one, other))))
    assert found.resolution.total == ONCE
    (mark,) = (m for m in found.resolution.marks if m.kind is MarkKind.SIMILAR_NAMES)
    assert one in mark.zh
    assert other in mark.zh


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智慧供热(一期)", "智慧供热(二期)"),
        ("线1", "线2"),
        ("甲乙", "乙甲"),
        ("线", "線"),
        ("é", "e"),
    ],
)
def test_other_names_are_not_marked(one, other):
    resolution = stack([scene(one), scene(other)])
    assert resolution.total == 2 * ONCE
    assert not resolution.marks


def test_three_near_names_are_all_shown():
    names = ("Line [A]", "line (a)", "LINE-〔A〕".replace("-", " "))
    awards = [scene(name) for name in names]
    text = stack(awards).explain("zh")
    notes = [line for line in text.splitlines() if "相近" in line]
    assert len(notes) == 2
    assert all(any(name in note for note in notes) for name in names)


def test_very_long_names_are_names():
    """A name of 100,000 characters is read, compared and marked in a moment."""
    long = "热" * 100_000
    assert stack([scene(long)], history=[before(f"{long} ")]).total == NONE
    assert len(marks_of([scene(f"{long}A"), scene(f"{long}a")])) == 1


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\x1b[31m", "\0", "\x7f", "\x9b"])
def test_names_turn_no_text_around(sign):
    with pytest.raises(ValueError, match="control characters"):
        Claim(on=DAY, subject=f"线{sign}路")
    with pytest.raises(ValueError, match="control characters"):
        Case.read(json.dumps(case(f"线{sign}路", "线")))
    frame = pl.DataFrame({"clause": ["harbin_2022/4.1"], "subject": [f"线{sign}路"], "amount": [5]})
    with pytest.raises(ValueError, match="control characters"):
        frames.stack(frame, unit="yuan", on=DAY)


@pytest.mark.parametrize("name", ["线\ud800", "\udfff", "\ud83d\ude00"])
def test_halves_of_characters_are_refused(name):
    with pytest.raises(ValueError, match="subject"):
        Claim(on=DAY, subject=name)
    with pytest.raises(ValueError, match="subject"):
        Case.read(json.dumps(case(name, "线")).replace("\\ud83d\\ude00", "\\ude00\\ud83d"))


def test_bytes_are_no_name():
    with pytest.raises(ValueError, match="subject"):
        Claim(on=DAY, subject=b"P")
    with pytest.raises(ValueError, match="subject"):
        Case.read(case(b"P", "P"))


@pytest.mark.parametrize("name", ["harbin_2022／4.1", "ｈarbin_2022/4.1", "harbin_2022/４.１"])
def test_ids_in_full_width_are_ids(name):
    claim = Claim(on=DAY, subject="线")
    with pytest.raises(ValueError, match="the id of a provision"):
        Award.external(name, 5, claim, level="city")
    data = case("线", "线")
    data["history"] = [{"name": name, "level": "city", "on": "2023-01-05", "amount": 5}]
    with pytest.raises(ValueError, match="the id of a provision"):
        Case.read(data)
    frame = pl.DataFrame({"clause": ["harbin_2022/4.1", name], "amount": [5_000_000, 3_000_000],
                          "level": [None, "city"], "subject": ["线", "线"]})  # fmt: skip
    assert paid_in(frame, on=DAY) == [ONCE, NONE]
