import re

from aipolicy import policies
from tools.catalogue import PAGE, page


def test_the_catalogue_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/catalogue.py"


def test_the_catalogue_has_a_row_for_every_measure():
    rows = re.findall(r"^\| \d+\.\d+ ", page(), re.MULTILINE)
    assert len(rows) == sum(len(policy.provisions) for policy in policies())
