import re

from aipolicy.calc.words.glossary import glossary
from tools.glossary import PAGE, page


def test_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/glossary.py"


def test_every_term_has_a_row():
    rows = re.findall(r"^\| `\w+` \| \S+ \|$", page(), re.MULTILINE)
    assert len(rows) == sum(len(terms) for terms in glossary().values())
