"""The body of a document inside a copy."""

from aipolicy.calc.document import Body
from aipolicy.texts.body import bodies_of

BODY = Body(begins=("题目为了", "一、总则"), ends=("“完”。", "结束。"))


def test_the_page_around_the_body_is_left_out():
    found = bodies_of("电话12 题 目为了。一、总则。“完”。页码3", BODY)
    assert found.texts == ('题目为了。一、总则。"完"。',)
    assert found.begun


def test_a_body_that_stands_twice_is_found_twice():
    copy = "题目为了甲。‘完’。 第二份 题目为了甲。“完”。 2025年"
    assert bodies_of(copy, BODY).texts == ('题目为了甲。"完"。', '题目为了甲。"完"。')


def test_a_title_named_in_a_letter_begins_no_body():
    assert bodies_of("现将《题目》印发。题目为了甲。结束。", BODY).texts == ("题目为了甲。结束。",)


def test_without_its_title_the_body_begins_with_its_first_article():
    assert bodies_of("前言 一、总则。甲。结束。尾", BODY).texts == ("一、总则。甲。结束。",)


def test_without_its_closing_words_a_body_goes_on_to_the_next_or_to_the_end():
    assert bodies_of("题目为了甲。题目为了乙。尾3", BODY).texts == (
        "题目为了甲。",
        "题目为了乙。尾3",
    )


def test_without_its_first_words_the_whole_copy_is_read():
    found = bodies_of("别的 文件 3", BODY)
    assert found.texts == ("别的文件3",)
    assert not found.begun
