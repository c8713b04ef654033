"""The body of a document inside a copy."""

import pytest

from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.documents.document import Body

BODY = Body(begins=("题目为了", "一、总则"), ends=("“完”。", "结束。"))
SIGNED = Body(begins=("题目为了",), ends=("结束。",), follows=("果园 镇政府", "(编辑"))


def test_page_around_the_body_is_left_out():
    found = bodies_of("电话12 题 目为了。一、总则。“完”。 页码3", BODY)
    assert found.texts == ('题目为了。一、总则。"完"。',)
    assert found.begun
    assert (found.before, found.behind) == (4, 3)


def test_finds_both_copies_of_a_body():
    copy = "题目为了甲。‘完’。 第二份 题目为了甲。“完”。 2025年"
    assert bodies_of(copy, BODY).texts == ('题目为了甲。"完"。', '题目为了甲。"完"。')


def test_title_in_a_letter_begins_no_body():
    assert bodies_of("现将《题目》印发。题目为了甲。结束。", BODY).texts == ("题目为了甲。结束。",)
    assert bodies_of("现将《题目》印发。题目为了甲。结束。", BODY).before == 9


def test_begins_at_article_one_without_title():
    """Without its title the body begins with its first article."""
    assert bodies_of("前言 一、总则。甲。结束。 尾", BODY).texts == ("一、总则。甲。结束。",)


def test_runs_on_without_its_closing_words():
    """Without its closing words a body goes on to the next body or to the end."""
    found = bodies_of("题目为了甲。题目为了乙。尾3", BODY)
    assert found.texts == ("题目为了甲。", "题目为了乙。尾3")
    assert (found.before, found.behind) == (0, 0)


def test_reads_all_without_its_first_words():
    """Without its first words the whole copy is read."""
    found = bodies_of("别的 文件 3", BODY)
    assert found.texts == ("别的文件3",)
    assert not found.begun
    assert (found.before, found.behind) == (0, 0)


@pytest.mark.parametrize("space", [" ", "\n", "\u3000", "\r\n \t", "\u2028"])
def test_white_space_ends_the_body(space):
    """White space directly behind the closing words ends the body."""
    found = bodies_of(f"题目为了甲。结束。{space}另给3万元。", BODY)
    assert found.texts == ("题目为了甲。结束。",)
    assert found.behind == 6


def test_rest_of_the_last_line_belongs():
    """Words directly behind the closing words belong to the body, up to the line's end."""
    found = bodies_of("题目为了甲。结束。另给 3 万元。\n电话12\n题目为了乙。结束。尾", BODY)
    assert found.texts == ("题目为了甲。结束。另给3万元。", "题目为了乙。结束。尾")
    assert found.behind == 4


@pytest.mark.parametrize("space", ["", " ", "\n\n"])
@pytest.mark.parametrize("follows", ["果园镇政府2020年", "(编辑:12)果园镇政府"])
def test_words_before_the_end_mark_belong(space, follows):
    """Words before those known to follow the body belong to it."""
    found = bodies_of(f"题目为了甲。结束。{space}另给3万元。\n{follows}", SIGNED)
    assert found.texts == ("题目为了甲。结束。另给3万元。",)
    assert found.behind == len(follows)
    assert bodies_of(f"题目为了甲。结束。{space}{follows}", SIGNED).texts == ("题目为了甲。结束。",)


def test_end_mark_counts_only_at_the_end():
    """Words known to follow a body count only behind its closing words."""
    assert bodies_of("题目为了果园镇政府。结束。 尾3", SIGNED).texts == (
        "题目为了果园镇政府。结束。",
    )
    copy = "题目为了甲。结束。 尾3 题目为了乙。结束。 果园镇政府"
    assert bodies_of(copy, SIGNED).texts == ("题目为了甲。结束。", "题目为了乙。结束。")


@pytest.mark.parametrize("heading", ["三、奖励", "第三条奖励", "十二、奖励", "三.奖励"])
@pytest.mark.parametrize("page", ["\n", " 页码3\n", " 解读 一、意义 二、内容。", " (页码3)"])
def test_further_article_belongs_to_the_body(heading, page):
    """It need not be directly behind the last one."""
    found = bodies_of(f"题目为了甲。一、乙。二、丙。结束。{page}{heading} 3万元。", BODY, 2)
    assert found.texts == (f"题目为了甲。一、乙。二、丙。结束。{heading}3万元。",)
    assert found.behind == len("".join(page.split()))


@pytest.mark.parametrize(
    "page", ["解读 二、内容", "列有三、四个", "3.关于某事 4、关于某事", "三是奖励", "3,4"]
)
def test_stray_numbers_are_not_articles(page):
    """Numbers on the page around the body do not begin an article."""
    copy = f"题目为了甲。一、乙。二、丙。结束。\n{page}"
    assert bodies_of(copy, BODY, 2).texts == ("题目为了甲。一、乙。二、丙。结束。",)


def test_further_article_may_have_digits():
    """Digits number it where they number the last article."""
    copy = "题目为了甲。1.乙。2.丙。结束。\n见2023.12.31\n3.奖励3万元。"
    assert bodies_of(copy, BODY, 2).texts == ("题目为了甲。1.乙。2.丙。结束。3.奖励3万元。",)
    assert bodies_of(copy, BODY, 3).behind == len("见2023.12.313.奖励3万元。")


def test_no_articles_no_further_article():
    assert bodies_of("题目为了甲。结束。\n一、意义", BODY).texts == ("题目为了甲。结束。",)


def test_position_of_space_does_not_matter():
    """A copy is read as its normal form."""
    copy = " 电话\u200b１２\u3000\n题目　为了\x0c甲。结束。\x1c尾 "
    found = bodies_of(copy, BODY)
    assert found.texts == ("题目为了甲。结束。",)
    assert found.before + found.behind + len(found.texts[0]) == len(normal_form(copy))
