"""What the pages say of each other, of the code and of the house."""

import re
from pathlib import Path

import pytest

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


def rooms(package):
    """Return the modules and folders of a package, each by its path in the library."""
    for path in (SRC / package).iterdir():
        if (path.suffix == ".py" and not path.name.startswith("_")) or (
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


@pytest.mark.parametrize("package", ["", "calc", "frames"])
def test_map_shows_every_room(package):
    """CONTRIBUTING.md has one line for each room of these three, and for no other."""
    shown = [one for one in mapped() if str(one.parent) == (package or ".")]
    assert sorted(shown) == sorted(rooms(package))


@pytest.mark.parametrize(("package", "most"), [("", 20), ("calc", 12), ("frames", 12)])
def test_rooms_are_few(package, most):
    assert len(list(rooms(package))) <= most
