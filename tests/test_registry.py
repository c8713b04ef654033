from importlib.metadata import EntryPoint

import pytest

import aipolicy
from aipolicy import registry
from aipolicy.errors import InvalidDocument, UnknownClause, UnknownPolicy
from aipolicy.rules import harbin_2022


@pytest.fixture
def fresh():
    registry._found.cache_clear()
    yield
    registry._found.cache_clear()


def test_finds_the_function_by_its_id():
    assert aipolicy.clause("harbin_2022/4.1") is harbin_2022.application_scenario
    assert aipolicy.policy("harbin_2022") is harbin_2022.POLICY


def test_holds_five_documents_sorted_by_id():
    assert [(policy.id, len(policy.clauses)) for policy in aipolicy.policies()] == [
        ("dalian_2025_draft", 17),
        ("harbin_2022", 9),
        ("heilongjiang_2026", 13),
        ("langfang_2023", 19),
        ("wuhan_2024_draft", 16),
    ]
    assert aipolicy.policy("harbin_2022") is harbin_2022.POLICY
    assert [clause.policy for clause in aipolicy.clauses()] == [
        policy.id for policy in aipolicy.policies() for _ in policy.clauses
    ]


@pytest.mark.parametrize("clause", aipolicy.clauses(), ids=lambda clause: clause.id)
def test_clause_agrees_with_its_provision(clause):
    """It has the name of its provision and grants what that says."""
    provision = aipolicy.policy(clause.policy).provision(clause.id)
    assert provision.name == clause.name
    kind = "in_kind" if provision.instrument == "rent" else str(clause.grants)
    assert provision.kind == kind


@pytest.mark.parametrize("policy", aipolicy.policies(), ids=lambda policy: policy.id)
def test_named_provisions_have_functions(policy):
    """The functions are in document order."""
    assert [(id_, clause.name) for id_, clause in policy.clauses.items()] == [
        (provision.id, provision.name) for provision in policy.provisions if provision.name
    ]
    assert [provision.kind for provision in policy.provisions if provision.name] == [
        provision.kind
        for provision in policy.provisions
        if provision.kind in {"amount", "ceiling", "range"} or provision.instrument == "rent"
    ]


def test_unknown_clause_suggests_the_nearest():
    with pytest.raises(UnknownClause) as refused:
        aipolicy.clause("harbin_2022/4.11")
    assert str(refused.value) == (
        "clause='harbin_2022/4.11': unknown clause; did you mean harbin_2022/4.1?"
    )
    with pytest.raises(UnknownClause) as refused:
        aipolicy.clause("zz")
    assert str(refused.value) == ("clause='zz': unknown clause; aipolicy clauses lists them all")


def test_provision_without_money_says_so():
    with pytest.raises(UnknownClause) as refused:
        aipolicy.clause("harbin_2022/5.1")
    assert str(refused.value) == (
        "clause='harbin_2022/5.1': this provision has no computable amount; its kind is referral; "
        "remove it from what is computed"
    )


def test_unknown_policy_suggests_the_nearest():
    with pytest.raises(UnknownPolicy) as refused:
        aipolicy.policy("harbin_2023")
    assert str(refused.value) == ("policy='harbin_2023': unknown policy; did you mean harbin_2022?")


def test_entry_points_bring_policies(fresh, monkeypatch):
    entry = EntryPoint("islands", "tests.invented.islands", registry.ENTRY_POINTS)
    installed = {"aipolicy.policies": [entry]}
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: installed[group])
    assert aipolicy.policy("islands").title == "海岛扶持办法"
    assert aipolicy.clause("islands/1.1").name == "ferry"
    assert aipolicy.policy("harbin_2022") is harbin_2022.POLICY


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        (
            ["types"],
            "types: 1 fault\n  POLICY: a rules module has a POLICY; this one has none; define POLICY",
        ),
        (
            ["tests.invented.islands", "tests.invented.islands"],
            "tests.invented.islands: 1 fault\n"
            "  id='islands': the id is used already; give the policy its own id",
        ),
    ],
)
def test_refuses_invalid_rules_modules(fresh, monkeypatch, modules, message):
    entries = [EntryPoint("x", module, registry.ENTRY_POINTS) for module in modules]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)
    with pytest.raises(InvalidDocument) as refused:
        aipolicy.policies()
    assert str(refused.value) == message
