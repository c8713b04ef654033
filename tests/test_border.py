"""What is public: the names of a few modules, and nothing else."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import aipolicy
from aipolicy import rules

ROOT = Path(__file__).parent.parent
FACES = {
    "aipolicy": (
        "AipolicyError Assessment Award Case Claim Clause Policy Resolution assess clause clauses days "
        "language match percent policies policy stack wan yi yuan"
    ),
    "aipolicy.calc": (
        "AMOUNT ANY_LEVEL ANY_PER CEILING CITY CONTRACT CUMULATIVE DISTRICT ENTERPRISE EVENT NATION NOTHING "
        "NO_LEVEL ONCE PARK PER_CLAIM PER_EVENT PER_TIER PLATFORM PRODUCT PROJECT PROVINCE RANGE TALENT UNIT "
        "YEARLY ZERO Applicant Area By Clause Count CountsBy Effect FirstReached Grants HeldInAll HowOften Joint Level Multiple "
        "OneFigure Per Policy Quantity QuantityKind Range Rate Received Rule RuleReading Split Stacking Tiers "
        "Together Year YearsOfSupport Yuan a_figure_of_the_event a_figure_of_the_unit a_figure_of_the_year named percent wan yi yuan"
    ),
    "aipolicy.cases": (
        "Assessment Case CaseClaim CasePayment assess assess_file assess_text read_case"
    ),
    "aipolicy.errors": (
        "AipolicyError AwardsTooEntangled Code ColumnsOverflow Fault Faulty InvalidCase InvalidClaim "
        "InvalidClause InvalidColumns InvalidDay InvalidDays InvalidDocument InvalidFacts InvalidFigures "
        "InvalidProblem InvalidStack MissingExtra NotComparable NotInForce OneFault OutOfRange "
        "Overflow SimilarNames Surface TooEntangled Unchangeable UnknownClause UnknownPolicy UnreadableValue "
        "UnsupportedFrame ValidityUnknown fault faults"
    ),
    "aipolicy.frames": "InvalidColumns Overflow UnsupportedFrame over over_all stack",
    "aipolicy.matching": "FactRange Match Matching Prospect match",
    "aipolicy.texts": "Report check normal_form",
}
DOCUMENTS = sorted(path.stem for path in Path(rules.__file__).parent.glob("*_*.py"))[1:]
PUBLIC = {*FACES, *(f"aipolicy.rules.{name}" for name in DOCUMENTS), "aipolicy.rules"}
USERS = [
    *sorted((ROOT / "examples").rglob("*.py")),
    *sorted((ROOT / "tests" / "invented").glob("*.py")),
    *sorted((ROOT / "src" / "aipolicy" / "rules").glob("*_*.py")),
]
PROSE = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]


@pytest.mark.parametrize("face", FACES)
def test_faces_name(face):
    module = import_module(face)
    assert sorted(module.__all__) == sorted(FACES[face].split())
    assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_their_clauses(document):
    module = import_module(f"aipolicy.rules.{document}")
    clauses = (clause.name for clause in module.POLICY.clauses.values())
    assert sorted(module.__all__) == sorted(["POLICY", *clauses])


def imported(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            yield node.module, [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)


def beyond(module, names):
    """Return what is imported from the library beyond its border."""
    if module.split(".")[0] != "aipolicy":
        return []
    if module not in PUBLIC:
        return [module]
    known = {*getattr(import_module(module), "__all__", ()), *DOCUMENTS, "frames", "texts", "cases"}
    return [f"{module}.{name}" for name in names if name not in known]


@pytest.mark.parametrize("path", USERS, ids=lambda path: path.stem)
def test_users_stay_outside(path):
    found = imported(path.read_text(encoding="utf-8"))
    assert [name for module, names in found for name in beyond(module, names)] == []


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_docs_stay_outside(path):
    lines = re.findall(r"^>>> ((?:from|import) aipolicy.*)$", path.read_text("utf-8"), re.MULTILINE)
    found = (one for line in lines for one in imported(line))
    assert [name for module, names in found for name in beyond(module, names)] == []


def test_another_city_needs_three_imports():
    text = (ROOT / "examples/another_city/wanggang_2026.py").read_text(encoding="utf-8")
    assert [module for module, _ in imported(text)] == ["datetime", "pathlib", "aipolicy.calc"]


def test_the_border_is_seen():
    assert beyond("aipolicy.calc.values.money", ["wan"]) == ["aipolicy.calc.values.money"]
    assert beyond("aipolicy", ["nothing"]) == ["aipolicy.nothing"]


def test_the_library_says_what_it_is():
    assert aipolicy.__all__ == sorted(aipolicy.__all__, key=lambda n: (not n[0].isupper(), n))
