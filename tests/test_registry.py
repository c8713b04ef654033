import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

import aipolicy
from aipolicy import registry
from aipolicy.calc import CITY, Policy
from aipolicy.errors import InvalidDocument, UnknownClause, UnknownPolicy
from aipolicy.rules import harbin_2022
from tests.invented import islands


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


@pytest.mark.parametrize(
    "number",
    [
        "哈政规〔2022〕22号",
        "哈政规[2022]22号",
        "哈政规（2022）22号",
        "哈政规(2022)22号",
        "哈政规［２０２２］２２号",
        "哈政规【2022】第22号",
        " 哈政规 〔2022〕\u300022 号\n",
        "\ufeff哈政规\u200b〔2022〕\u00a022号",
        "《哈政规〔2022〕22号》",
    ],
)
def test_number_names_its_document(number):
    assert aipolicy.policy(number) is harbin_2022.POLICY


@pytest.mark.parametrize("policy", aipolicy.policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "《{}》",
        "「{}」",
        "〈 {} 〉",
        "\ufeff{}\u200b",
    ],
)
def test_title_names_its_document(policy, written):
    title = policy.title
    wide = title.replace("(", "（").replace(")", "）")
    square = title.replace("(", "［").replace(")", "〕")
    for one in (title, wide, square, " ".join(title), "\u3000\n".join(title)):
        assert aipolicy.policy(written.format(one)) is policy


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("哈政规〔2022〕23号", "harbin_2022"),
        ("大连市支持人工智能产业发展的若干政策措施", "dalian_2025_draft"),
        ("《廊坊市促进人工智能产业发展十四条措施》", "langfang_2023"),
        ("武汉市促进人工智能产业发展若干政策", "wuhan_2024_draft"),
    ],
)
def test_misspelt_title_suggests_the_id(name, nearest):
    with pytest.raises(UnknownPolicy) as refused:
        aipolicy.policy(name)
    assert refused.value.fault.params["nearest"] == nearest
    assert str(refused.value) == f"policy='{name}': unknown policy; did you mean {nearest}?"


@pytest.mark.parametrize("name", ["", " ", "《》", "zz", "海岛扶持办法"])
def test_unlike_title_lists_the_ids(name):
    with pytest.raises(UnknownPolicy, match="known: dalian_2025_draft, harbin_2022, "):
        aipolicy.policy(name)


def installed(monkeypatch, tmp_path, *ids, title="海岛扶持办法"):
    """Install documents of these ids, all with one title."""
    data = islands.POLICY.data.read_text(encoding="utf-8")
    entries = []
    for id_ in ids:
        path = tmp_path / f"{id_}.toml"
        path.write_text(
            data.replace("海岛扶持办法", title, 1).replace('"islands', f'"{id_}'), encoding="utf-8"
        )
        made = Policy(id=id_, region="海岛", province="海岛", level=CITY, data=path)
        monkeypatch.setitem(sys.modules, f"town_{id_}", SimpleNamespace(POLICY=made))
        entries.append(EntryPoint(id_, f"town_{id_}", registry.ENTRY_POINTS))
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)
    return tmp_path


def test_shared_title_names_no_document(fresh, monkeypatch, tmp_path):
    installed(monkeypatch, tmp_path, "isles", "capes")
    for name in ("海岛扶持办法", "《海岛 扶持办法》"):
        with pytest.raises(UnknownPolicy) as refused:
            aipolicy.policy(name)
        assert str(refused.value) == f"policy='{name}': unknown policy; known: capes, isles"
    assert aipolicy.policy("isles").title == aipolicy.policy("capes").title


def test_unreadable_document_has_no_title(fresh, monkeypatch, tmp_path):
    """The others are found, and an unknown id is one."""
    (installed(monkeypatch, tmp_path, "isles", "capes") / "isles.toml").unlink()
    (tmp_path / "capes.toml").write_text("[", encoding="utf-8")
    assert aipolicy.policy("哈政规[2022]22号") is harbin_2022.POLICY
    for name in ("海岛扶持办法", "harbin_2023"):
        with pytest.raises(UnknownPolicy):
            aipolicy.policy(name)


def test_title_is_not_read_for_an_id(fresh, monkeypatch):
    monkeypatch.setattr(Policy, "document", property(lambda _: pytest.fail("read")))
    assert aipolicy.policy("harbin_2022") is harbin_2022.POLICY


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
