"""How a document and its articles are cited, and how its printed words are punctuated."""

import unicodedata
from enum import StrEnum

from aipolicy._words import Language
from aipolicy.calc.words.glossary import named

_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans(",:;()", "，：；（）")


class Numerals(StrEnum):
    """In what numerals a document counts its articles."""

    DIGITS = "digits"
    """As in 4."""
    CHINESE = "chinese"
    """As in 四、"""


def full_width(text: str) -> str:
    """Return Chinese words, such as a title, with the punctuation of Chinese.

    >>> full_width("若干政策措施(征求意见稿)"), full_width("article 4 (draft)")
    ('若干政策措施（征求意见稿）', 'article 4 (draft)')
    """
    return text if text.isascii() else text.translate(_WIDE)


def chinese_number(number: int) -> str:
    """Return a number below 100 in Chinese numerals, and a larger one in digits.

    >>> [chinese_number(number) for number in (4, 10, 13, 20, 45, 100)]
    ['四', '十', '十三', '二十', '四十五', '100']
    """
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"{ten}{_DIGITS[ones] if ones or not tens else ''}"


def cited(article: str, language: Language, numerals: Numerals = Numerals.DIGITS) -> str:
    """Return an article as it is cited: its number as the document counts, or its own name.

    >>> cited("4", "zh", Numerals.CHINESE), cited("4", "zh"), cited("4", "en")
    ('第四条', '第4条', 'article 4')
    >>> cited("附则(四)", "zh"), cited("附则(四)", "en"), cited("结尾条款", "en")
    ('附则（四）', 'supplementary provision (4)', 'closing provision')
    """
    if article.isdecimal():
        number = chinese_number(int(article)) if numerals is Numerals.CHINESE else article
        return f"第{number}条" if language == "zh" else f"article {article}"
    if language == "zh":
        return full_width(article)
    for name in ("supplementary_provision", "closing_provision"):
        article = article.replace(named(name, "zh", "terms"), f"{name.replace('_', ' ')} ")
    for value, digit in enumerate(_DIGITS):
        article = article.replace(f"({digit})", f"({value})")
    return article.strip()


def citation(
    title: str, number: str | None, article: str, numerals: Numerals = Numerals.DIGITS
) -> str:
    """Return an article of a document as an official cites it: the title, the number, the article.

    >>> citation("若干政策", "哈政规〔2022〕22号", "4", Numerals.CHINESE)
    '《若干政策》（哈政规〔2022〕22号）第四条'
    >>> citation("若干政策(征求意见稿)", None, "附则(三)")
    '《若干政策（征求意见稿）》附则（三）'
    """
    bracketed = f"（{number}）" if number else ""
    return f"{titled(title)}{bracketed}{cited(article, 'zh', numerals)}"


def titled(title: str) -> str:
    """Return a document's title as it is cited in Chinese.

    >>> titled("若干政策(征求意见稿)")
    '《若干政策（征求意见稿）》'
    """
    return f"《{full_width(title)}》"


def printable(name: str) -> str:
    r"""Return a name as a report prints it: on one line, control characters escaped.

    >>> printable("P\n合计"), printable("智慧供热（一期）")
    ('P\\n合计', '智慧供热（一期）')
    """
    if name.isprintable():
        return name
    return "".join(repr(one)[1:-1] if is_control(one) else one for one in name)


def is_control(character: str) -> bool:
    r"""Return whether a character controls how others are shown: a line end, an escape, a mark.

    >>> is_control("\n"), is_control("\u202e"), is_control("\u3000")
    (True, True, False)
    """
    return not character.isprintable() and unicodedata.category(character) != "Zs"
