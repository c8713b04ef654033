import re

from aipolicy import policies
from tools.catalogue import PAGE, page


def test_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/catalogue.py"


def test_every_provision_has_a_row():
    rows = re.findall(r"^\| \d+\.\d+ ", page(), re.MULTILINE)
    assert len(rows) == sum(len(policy.provisions) for policy in policies())
