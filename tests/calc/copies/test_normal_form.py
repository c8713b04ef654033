"""The normal form: two prints of one text have one form."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aipolicy.calc.copies.normal_form import normal_form


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("给予 10%\n的\t补助\u3000", "给予10%的补助"),
        ("１０％，（一）：；", "10%,(一):;"),
        ("“一事一议”", '"一事一议"'),
        ("‘一事一议’「」『』", '"一事一议"""""'),
        ("零宽\u200b字\ufeff符\xad", "零宽字符"),
        ("《题目》〔2022〕15号。、", "《题目》〔2022〕15号。、"),
        ("A´", 'A"'),  # an acute accent that stands for a quotation mark
        ("A¨", "Ä"),  # a spacing accent joins the letter once its blank is gone
    ],
)
def test_unifies_space_width_and_quotes(printed, normal):
    assert normal_form(printed) == normal


@example("A´")
@example("A¨")
@given(st.text())
def test_normal_form_is_idempotent(text):
    once = normal_form(text)
    assert normal_form(once) == once
