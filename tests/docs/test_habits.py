"""What a well-kept repository has: a changelog, a citation, templates, hooks."""

import re
import tomllib

import pytest
from ruamel.yaml import YAML

from tests.docs.readmes import READMES, ROOT, commands

TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
RELEASE = re.compile(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


def yaml(path):
    return YAML(typ="safe").load((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_changelog_begins_with_0_1_0():
    """What is not released comes first, the first release last."""
    found = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert found[0] == ("Unreleased", "")
    assert found[-1] == ("0.1.0", "2026-11-30")


def test_citation_is_of_the_last_release(project):
    citation = yaml("CITATION.cff")
    released = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[1]
    assert (citation["version"], citation["date-released"]) == released
    assert citation["version"] == project["version"]
    assert citation["repository-code"] == project["urls"]["Homepage"]
    assert citation["license"] == project["license"]


@pytest.mark.parametrize("readme", READMES)
def test_readmes_name_the_version(readme, project):
    assert project["version"] in (ROOT / readme).read_text(encoding="utf-8")


def test_new_texts_come_first():
    names = [yaml(path)["name"] for path in TEMPLATES]
    assert [name.split("（")[0] for name in names] == [
        "The city has published a new text",
        "A sum is wrong",
        "A bug",
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_ask_by_id(path):
    """Each question has an id of its own, and is of a kind that forms know."""
    form = yaml(path)
    ids = [question["id"] for question in form["body"]]
    assert len(set(ids)) == len(ids)
    assert {one["type"] for one in form["body"]} <= {"input", "textarea", "dropdown"}
    assert all(one["attributes"]["label"] for one in form["body"])
    assert form["description"]


def test_hooks_are_local():
    repos = yaml(".pre-commit-config.yaml")["repos"]
    assert [one["repo"] for one in repos] == ["local"]
    assert {hook["language"] for hook in repos[0]["hooks"]} == {"system"}
    tools = [hook["entry"].removeprefix(".venv/bin/") for hook in repos[0]["hooks"]]
    assert [tool.split(" --")[0] for tool in tools] == [
        "ruff format",
        "ruff check",
        "mypy",
        "lint-imports",
    ]


def test_commands_name_what_is_there():
    """Files in the commands of CONTRIBUTING.md exist."""
    words = " ".join(commands("CONTRIBUTING.md")).split()
    files = [word for word in words if "/" in word and not word.startswith(".venv/")]
    assert len(files) > 3
    assert [word for word in files if not (ROOT / word).exists()] == []
