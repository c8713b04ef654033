"""Files of cases: read within limits, and assessed."""

import re
from pathlib import Path

import pytest

from aipolicy import Case, assess
from aipolicy.cases.case import CaseClaim, CasePayment
from aipolicy.cases.file import assess_file, read_case, read_text
from aipolicy.errors import InvalidCase

EXAMPLES = Path(__file__).parents[2] / "examples"

PAGE = (EXAMPLES.parent / "docs" / "case-files.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["harbin_2023", "langfang_2024"])
def test_assess_file_assesses_its_case(name):
    path = EXAMPLES / f"{name}.yaml"
    assert assess_file(path) == assess(read_case(path))


def test_refuses_an_unreadable_file(tmp_path, monkeypatch):
    def refused(path):
        with pytest.raises(InvalidCase) as found:
            read_case(path)
        return str(found.value)

    missing = tmp_path / "missing.yaml"
    assert refused(missing) == (
        f"missing.yaml: 1 fault\n  file='{missing}': no such file; check its name and folder"
    )
    assert refused(tmp_path) == (
        f"{tmp_path.name}: 1 fault\n  file='{tmp_path}': this is a folder; name a file in it"
    )
    gbk = tmp_path / "gbk.yaml"
    gbk.write_bytes("claimant: 冰城智造".encode("gbk"))
    assert refused(gbk) == (f"gbk.yaml: 1 fault\n  file='{gbk}': not in UTF-8; save it as UTF-8")
    shut = tmp_path / "shut.yaml" / "a"
    shut.parent.write_text("")
    assert refused(shut) == (
        f"a: 1 fault\n  file='{shut}': the file cannot be read (Not a directory); "
        "name a file that can be read"
    )


def test_ignores_a_byte_order_mark(tmp_path):
    marked = tmp_path / "marked.yaml"
    marked.write_bytes("claimant: 冰城智造\n".encode("utf-8-sig"))
    assert read_text(marked) == "claimant: 冰城智造\n"


def test_page_names_every_key():
    """It says which keys are required."""
    _, whole, claim, payment, *_ = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    for part, model in (whole, Case), (claim, CaseClaim):
        rows = re.findall(r"^\| `(\w+)` \|.*\| (.*)\|$", part, re.MULTILINE)
        assert {name for name, _ in rows} == set(model.model_fields)
        assert {name for name, how in rows if how.strip() == "yes"} == {
            name for name, field in model.model_fields.items() if field.is_required()
        }
    own = re.findall(r"^\| `(\w+)` \|", payment, re.MULTILINE)
    common = re.findall(r"^\| `(\w+)` \|", claim.partition("| `effective_from`")[2], re.MULTILINE)
    assert {*own, *common, "effective_from", "on"} == set(CasePayment.model_fields)


def test_page_shows_the_file_it_assesses():
    written = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    run = re.search(r'>>> text = """\n(.*?)\.\.\. """', PAGE, re.DOTALL)[1]
    assert written == re.sub(r"^\.\.\. ", "", run, flags=re.MULTILINE)
