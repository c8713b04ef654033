from aipolicy.errors import Code
from tools.codes import PAGE, page


def test_the_page_of_codes_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/codes.py"


def test_every_code_is_on_the_page():
    text = page()
    assert [code for code in Code if text.count(f"| `{code.value}` |") != 1] == []
