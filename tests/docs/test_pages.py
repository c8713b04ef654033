"""What the pages say of each other, of the code and of the house."""

import re
from pathlib import Path

import pytest

from aipolicy import Case
from aipolicy.calc.copies.limit import MOST_CHARACTERS
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.cases import yaml_text
from aipolicy.cases.chinese import CASE
from aipolicy.cases.parsed import MOST_BYTES, megabytes
from aipolicy.cases.reader import MOST_FAULTS
from aipolicy.cases.tidy import MOST_INSIDE
from tests.docs.readmes import ROOT
from tests.test_border import FACES

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
SRC = ROOT / "src" / "aipolicy"
LONGEST_VOCABULARY = 40


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def terms():
    rows = re.findall(r"^\| (.+?) \| .*\|$", read("docs/vocabulary.md"), re.MULTILINE)
    return [term for term in rows if term not in {"term", "---"}]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [one for one in links if "://" not in one and not (page.parent / one).exists()]
    assert missing == []


def test_vocabulary_is_short():
    assert len(terms()) == len(set(terms())) <= LONGEST_VOCABULARY


def test_vocabulary_refers_to_itself():
    """A word in italics is a term of the page, in the singular or the plural."""
    known = {word for term in terms() for word in re.split(r", | \(.*", term)} | {"italics"}
    used = re.findall(r"\*([A-Za-z ]+)\*", read("docs/vocabulary.md"))
    assert len(used) > 20
    found = {one.lower() for one in used}
    assert {one for one in found if not {one, one.removesuffix("s")} & known} == set()


def test_border_page_names_the_faces():
    modules = set(re.findall(r"^\| `(aipolicy[\w.*]*)` \|", read("docs/public.md"), re.MULTILINE))
    assert modules == {*FACES, "aipolicy.rules.*"}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readmes_name_the_faces(readme):
    assert [one for one in (*FACES, "aipolicy.rules.*") if f"`{one}`" not in read(readme)] == []


def test_case_keys_are_complete():
    """The page on case files has every Chinese key, beside the English one that it stands for."""
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", read("docs/case-files.md"), re.MULTILINE)
    shown = {(zh, key) for key, names in rows for zh in names.split("、")}
    assert shown == {*CASE.items(), *ENTRY.items()}


def test_case_limits_are_current():
    text = read("docs/case-files.md").partition("## Limits")[2].partition("##")[0]
    shown = re.findall(r"^\| .+ \| ([\d,]+(?: MB)?)", text, re.MULTILINE)
    assert shown == [
        megabytes(MOST_BYTES),
        megabytes(yaml_text.MOST_CHARACTERS),
        f"{yaml_text.MOST_VALUES:,}",
        f"{yaml_text.MOST_LEVELS}",
        f"{MOST_INSIDE:,}",
        f"{MOST_FAULTS:,}",
        f"{MOST_CHARACTERS:,}",
        "60",
    ]


def test_case_is_the_same_in_both():
    """The case on the page, and the example of Harbin, are each there in Chinese and in English."""
    yaml = re.findall(r"^```yaml\n(.*?)^```$", read("docs/case-files.md"), re.MULTILINE | re.DOTALL)
    files = [read(f"examples/{name}.yaml") for name in ("harbin_2023", "harbin_2023_chinese")]
    for one, other in (yaml, files):
        assert Case.read(one) == Case.read(other)


def rooms(package):
    """Return the modules and folders of a package, each by its path in the library.

    Modules that every other may use have names with an underscore, and are rooms too.
    """
    for path in (SRC / package).iterdir():
        if (path.suffix == ".py" and not path.name.startswith("__")) or (
            path / "__init__.py"
        ).exists():
            yield path.relative_to(SRC)


def mapped():
    """Yield what the map of CONTRIBUTING.md shows, each by its path in the library."""
    parent = Path()
    for indent, name in re.findall(r"^( {2,4})(\S+) {2,}", read("CONTRIBUTING.md"), re.MULTILINE):
        if len(indent) == 2:
            parent = Path(name)
        yield parent if len(indent) == 2 else parent / name


@pytest.mark.parametrize("package", ["", "calc", "frames", "cases", "errors"])
def test_map_shows_every_room(package):
    """CONTRIBUTING.md has one line for each room of these, and for no other."""
    shown = [one for one in mapped() if str(one.parent) == (package or ".")]
    assert sorted(shown) == sorted(rooms(package))


@pytest.mark.parametrize(("package", "most"), [("", 20), ("calc", 12), ("frames", 12)])
def test_rooms_are_few(package, most):
    assert len(list(rooms(package))) <= most
