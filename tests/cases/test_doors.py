"""One address a fault, shape and facts together, whatever door a case comes by."""

import json

import pytest

from aipolicy import Case, assess
from aipolicy.cases.file import assess_text
from aipolicy.errors import InvalidCase, Surface, faults

BAD = {
    "claiment": "冰城智造",
    "claims": [
        {"clause": "harbin_2022/9.2", "on": "June", "facts": {"event_cost": "-5", "on_annual_lst": "是"}},
        {"clause": "harbin_2022/4.1", "on": "2024-06-01", "year": "1", "facts": {
            "total_investment": "100刀", "review_passed": "是", "government_investment_project": "否"}},
        {"clause": "zz", "on": "2023-06-01"},
    ],
    "history": [{"name": "省首台套", "on": "2023-09-01", "amount": "x"}],
    "readings": {"harbin_2022": "any", "zz": "a", "yy": "b"},
}  # fmt: skip
FOUND = [
    ("key.unknown", ("claiment",)),
    ("day.text", ("claims", 0, "on")),
    ("sum.negative", ("claims", 0, "facts", "event_cost")),
    ("fact.missing", ("claims", 0, "facts", "on_annual_list")),
    ("fact.unknown", ("claims", 0, "facts", "on_annual_lst")),
    ("year.range", ("claims", 1, "year")),
    ("sum.unit", ("claims", 1, "facts", "total_investment")),
    ("law.not_in_force", ("claims", 1, "on")),
    ("clause.unknown", ("claims", 2, "clause")),
    ("sum.unreadable", ("history", 0, "amount")),
    ("payment.level_missing", ("history", 0, "level")),
    ("rule_reading.unknown", ("readings", "harbin_2022")),
    ("policy.unknown", ("readings", "zz")),
    ("policy.unknown", ("readings", "yy")),
]


DOORS = {
    "mapping": lambda: Case.read(BAD),
    "json": lambda: Case.read(json.dumps(BAD)),
    "bytes": lambda: Case.read(json.dumps(BAD, ensure_ascii=False).encode()),
    "yaml": lambda: Case.read("# a case\n" + json.dumps(BAD, ensure_ascii=False)),
    "assess": lambda: assess(BAD),
    "text": lambda: assess_text(json.dumps(BAD)),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_every_door_names_the_same_faults(door):
    with pytest.raises(InvalidCase) as refused:
        door()
    assert [(one.code.value, one.path) for one in refused.value.faults] == FOUND
    assert {one.surface for one in refused.value.faults} == {Surface.FILE}


def test_each_fault_has_one_address():
    with pytest.raises(InvalidCase) as refused:
        assess(BAD)
    addresses = [one.address for one in refused.value.faults]
    assert len(addresses) == len(set(addresses))
    assert addresses[2] == "claims[1].facts.event_cost"


@pytest.mark.parametrize(
    "claims",
    [
        [{"clause": "harbin_2022/9.2", "on": "2023-06-01", "facts": {"event_cost": -1}}],
        [{"clause": "harbin_2022/4.1", "on": "2023-06-01", "facts": {"total_investment": "x"}}],
        [{"clause": "harbin_2022/2.3", "on": "2023-06-01", "facts": {"service_income": 0.001}}],
    ],
)
def test_a_typed_case_names_the_same_address(claims):
    """`Case` takes facts as they are; `assess` refuses them at the address of the reader."""
    with pytest.raises(InvalidCase) as read:
        Case.read({"claims": claims})
    with pytest.raises(InvalidCase) as typed:
        assess(Case(claims=claims))
    assert [one.path for one in typed.value.faults] == [one.path for one in read.value.faults]
    assert [one.code for one in faults(typed.value)] == [one.code for one in faults(read.value)]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ('{"claims": [{"clause": "harbin_2022/9.2", "on": "2023-06-01", "facts": {"event_cost": 600000.10, "on_annual_list": true}}]}', "300000.05"),
        ('\ufeff {"claims": [{"clause": "harbin_2022/9.2", "on": "2023-06-01", "facts": {"event_cost": 6e5, "on_annual_list": "是"}}]}', "300000.00"),
        ("{claims: [{clause: harbin_2022/9.2, on: 2023-06-01, facts: {event_cost: 0.03, on_annual_list: yes}}]}", "0.02"),
    ],
)  # fmt: skip
def test_json_and_yaml_are_exact(text, total):
    assert str(assess(Case.read(text)).total) == total


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"claims": [}', "line 1, column 13"),
        ('{"claims": []\n"a": 1}', "line 2, column 1"),
        ('{"claims": tru}', "line 1, column 12"),
        ('{"claims": []} x', "line 1, column 16"),
    ],
)
def test_broken_json_names_its_place(text, place):
    with pytest.raises(InvalidCase) as refused:
        Case.read(text)
    (one,) = refused.value.faults
    assert (one.code, one.params["place"].en) == ("json.syntax", place)


def test_names_have_no_control_characters():
    """A name cannot forge a line of a report, by whatever door it comes."""
    good = {"clause": "harbin_2022/1.1", "on": "2023-06-01", "facts": {"review_passed": True}}
    for bad in (
        "P）\n合计（资金）：99,000,000.00 元\x1b[31m",
        "\x00",
        "a\x07b",
        "\u202ea",
    ):
        for stated, path in [
            ({"claimant": bad, "claims": [good]}, ("claimant",)),
            ({"claims": [{**good, "subject": bad}]}, ("claims", 0, "subject")),
            ({"claims": [{**good, "exception": bad}]}, ("claims", 0, "exception")),
            ({"claims": [{**good, "invoices": [bad]}]}, ("claims", 0, "invoices", 0)),
            (
                {
                    "claims": [good],
                    "history": [{"name": bad, "level": "city", "on": "2023-01-01", "amount": 1}],
                },
                ("history", 0, "name"),
            ),
        ]:
            with pytest.raises(InvalidCase) as refused:
                Case.read(json.dumps(stated))
            (one,) = refused.value.faults
            assert (one.code, one.path) == ("value.characters", path)
            assert "\n" not in one.text("zh")
            assert one.text("zh").isprintable()


@pytest.mark.parametrize("key", ["a\nb", "\x1b[31m", "申报\r主体"])
def test_a_key_cannot_forge_a_report(key):
    with pytest.raises(InvalidCase) as refused:
        Case.read({"claims": [], key: 1})
    assert all(line.isprintable() for line in str(refused.value).split("\n  "))
    assert len(str(refused.value).splitlines()) == 1 + len(refused.value.faults)


def test_bytes_that_are_no_text_are_a_fault():
    for data in (b"\xff\xfe\x00claims", "申报: []".encode("gb18030")):
        with pytest.raises(InvalidCase) as refused:
            Case.read(data)
        assert [one.code for one in refused.value.faults] == ["file.encoding"]


def test_an_empty_value_states_nothing():
    """A null and a list where one text belongs, without the names of Python's types."""
    for given, code in (("null", "key.missing"), ('["a"]', "value.single")):
        text = f'{{"claims": [{{"clause": {given}, "on": "2023-06-01", "facts": {{}}}}]}}'
        with pytest.raises(InvalidCase) as refused:
            Case.read(text)
        (one,) = (one for one in refused.value.faults if one.path[-1] == "clause")
        assert one.code == code
