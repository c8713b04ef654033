"""Pydantic's errors have our codes and params, and `faults` gives them back."""

import json
from datetime import date, datetime

import pytest
from pydantic import BaseModel, ValidationError

from aipolicy import Case, Claim
from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors import Code, Fault, InvalidCase, NotInForce, fault, faults
from aipolicy.errors.validation import custom_error, faults_of, raise_faults


def refused(model, **given):
    with pytest.raises(ValidationError) as error:
        model(**given)
    return error.value


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"on": "June"}, Code.DAY_TEXT, ("on",)),
        ({"on": datetime(2023, 6, 1)}, Code.DAY_TIME, ("on",)),
        ({}, Code.KEY_MISSING, ("on",)),
        ({"on": "2023-06-01", "subjct": "P"}, Code.KEY_UNKNOWN, ("subjct",)),
        ({"on": "2023-06-01", "subject": 5}, Code.VALUE_TEXT, ("subject",)),
        ({"on": "2023-06-01", "subject": "P\nQ"}, Code.VALUE_CHARACTERS, ("subject",)),
        ({"on": "2023-06-01", "determined": -1}, Code.SUM_NEGATIVE, ("determined",)),
        ({"on": "2023-06-01", "determined": "5刀"}, Code.SUM_UNIT, ("determined",)),
        ({"on": "2023-06-01", "term": "x"}, Code.VALUE_CHOICE, ("term",)),
        ({"on": "2023-06-01", "applicant": "firm"}, Code.VALUE_CHOICE, ("applicant",)),
        ({"on": "2023-06-01", "year": 1948}, Code.YEAR_RANGE, ("year",)),
        ({"on": "2023-06-01", "year": "2023"}, Code.WHOLE_TEXT, ("year",)),
        ({"on": "2023-06-01", "invoices": 5}, Code.VALUE_LIST, ("invoices",)),
        ({"on": "2023-06-01", "invoices": ["1", "2\x1b"]}, Code.VALUE_CHARACTERS, ("invoices", 1)),
        ({"on": "2023-06-01", "bases": 5}, Code.VALUE_MAPPING, ("bases",)),
        ({"on": "2023-06-01", "bases": {"a": "x"}}, Code.SUM_UNREADABLE, ("bases", "a")),
        ({"on": "2023-06-01", "bases": {5: 1}}, Code.VALUE_TEXT, ("bases", "5")),
    ],
)
def test_a_claim_refuses_by_code(given, code, path):
    error = refused(Claim, **given)
    (one,) = faults(error)
    assert (one.code, one.path) == (code, path)
    (detail,) = error.errors()
    assert (detail["type"], detail["loc"]) == (code.value, path)
    for name, param in one.params.items():
        if name != "value" and isinstance(param, str | int):
            assert detail["ctx"][name] == param
    for language in ("zh", "en"):
        assert one.address in one.text(language)


def test_all_faults_of_a_claim_come_at_once():
    found = faults(refused(Claim, on="June", subjct=1, year=5, determined="x"))
    assert {(one.code.value, one.path) for one in found} == {
        ("day.text", ("on",)), ("key.unknown", ("subjct",)),
        ("year.range", ("year",)), ("sum.unreadable", ("determined",)),
    }  # fmt: skip
    near = next(one for one in found if one.code is Code.KEY_UNKNOWN)
    assert (near.params["nearest"], near.params["value"]) == ("subject", "1")


def test_a_case_names_the_entry():
    good = {"clause": "harbin_2022/1.1", "on": date(2023, 6, 1)}
    error = refused(
        Case,
        claims=[good, {**good, "on": "June", "year": 5}],
        history=[{"on": date(2023, 1, 1), "amount": -5}],
        readings={"harbin_2022": 5},
    )
    assert [(one.code.value, one.path) for one in faults(error)] == [
        ("day.text", ("claims", 1, "on")),
        ("year.range", ("claims", 1, "year")),
        ("sum.negative", ("history", 0, "amount")),
        ("readings.type", ("readings", "harbin_2022")),
    ]
    assert faults(error)[0].address == "claims[2].on"


def test_a_payment_without_a_policy_has_no_value():
    error = refused(Case, claims=[], history=[{"on": date(2023, 1, 1), "amount": 5}])
    by_code = {one.code: one for one in faults(error)}
    assert by_code.keys() == {Code.CASE_NO_CLAIMS, Code.PAYMENT_NO_POLICY}
    assert "value" not in by_code[Code.PAYMENT_NO_POLICY].params
    assert by_code[Code.PAYMENT_NO_POLICY].path == ("history", 0, "clause")


def test_faults_are_those_of_either_kind():
    many = InvalidCase("case", [fault(Code.CASE_NO_CLAIMS, "claims")])
    one = NotInForce(fault(Code.LAW_NOT_IN_FORCE, "on", policy="a", period="b"))
    assert (faults(many), faults(one)) == (many.faults, (one.fault,))
    assert faults(KeyError("a")) == faults_of(ValueError()) == ()


def test_errors_are_data_for_programs():
    """A form shows `errors()` as JSON, with a code and params."""
    (detail,) = json.loads(refused(Claim, on="2023-06-01", determined=-5).json())
    assert (detail["type"], detail["loc"], detail["ctx"]["value"]) == (
        "sum.negative", ["determined"], "-5",
    )  # fmt: skip


class _Foreign(BaseModel):
    cost: Yuan
    number: int


def test_models_of_others_are_read_too():
    """Their own faults have the nearest of our codes."""
    found = faults(refused(_Foreign, cost=-1, number="x"))
    assert [(one.code.value, one.path) for one in found] == [
        ("sum.negative", ("cost",)), ("whole.text", ("number",)),
    ]  # fmt: skip


def test_nothing_wrong_raises_nothing():
    assert raise_faults("Case", []) is None
    with pytest.raises(ValidationError) as error:
        raise_faults("Case", [fault(Code.KEY_TWICE, "a", value=1), Fault(Code.VALUE_EMPTY, ("b",))])
    assert [(one.code, dict(one.params)) for one in faults(error.value)] == [
        (Code.KEY_TWICE, {"value": "1"}), (Code.VALUE_EMPTY, {}),
    ]  # fmt: skip
    assert custom_error(fault(Code.AREA_TOO_LARGE, most=5)).context == {"most": 5}


class Other(BaseModel):
    """A model of somebody else."""

    number: int = 0
    truth: bool = False
    moment: datetime | None = None
    by_number: dict[int, int] = {}


@pytest.mark.parametrize(
    ("stated", "code", "path"),
    [
        ({"number": "five"}, "whole.text", ("number",)),
        ({"truth": "perhaps"}, "condition.type", ("truth",)),
        ({"moment": "never"}, "value.invalid", ("moment",)),
    ],
)
def test_other_models_have_codes_too(stated, code, path):
    with pytest.raises(ValidationError) as refused:
        Other.model_validate(stated)
    (one,) = faults(refused.value)
    assert (one.code, one.path) == (code, path)


def test_a_key_that_is_no_text_is_a_fault():
    with pytest.raises(ValidationError) as refused:
        Case.model_validate({5: 1, "claims": []})
    assert ("yaml.key", ()) in [(one.code, one.path) for one in faults(refused.value)]
