"""Generated inputs: what is written is read back, and every door reads alike.

A sum is written in one of the ways in which people write sums, and read by every door to the fen.
Texts that look like sums, days and truth values are a value or one typed fault, the same for each
door of a way.
"""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aipolicy import yuan
from aipolicy.calc.values.names import visible
from tests.conftest import spread
from tests.test_inputs import DAYS, IN_COLUMNS, SUMS, TRUTHS, expected, found, is_stated

DIGITS, FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
PLACES, FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
WIDE = {one: one + 0xFEE0 for one in range(0x21, 0x7F)}
CHEAP = [name for name in SUMS if "json" not in name and "yaml" not in name]


def numeral(number, digits, places):
    """Write a whole number below a trillion in Chinese numerals."""
    written, skipped = "", False
    for group in (2, 1, 0):
        section = number // 10_000**group % 10_000
        if section:
            written += digits[0] if written and (skipped or section < 1000) else ""
            written += below_10_000(section, digits, places) + GROUPS[group]
        skipped = not section
    return written or digits[0]


def below_10_000(section, digits, places):
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if digit:
            text += (digits[0] if zero and text else "") + digits[digit] + places[place]
        zero = not digit
    return text


@st.composite
def in_digits(draw, fen):
    yuan_, rest = divmod(fen, 100)
    digits = f"{yuan_:,}" if draw(st.booleans()) else str(yuan_)
    decimals = f".{rest:02d}" if rest or draw(st.booleans()) else ""
    return digits + decimals + draw(st.sampled_from(["", "元", "圆", " 元", "元整"]))


@st.composite
def in_units(draw, fen):
    unit, size = draw(
        st.sampled_from([("千", 5), ("万", 6), ("百万", 8), ("亿", 10), ("万亿", 14)])
    )
    number = f"{Decimal(fen).scaleb(-size):f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number + unit + draw(st.sampled_from(["元", "", " 元", "圓"]))


def in_steps(fen):
    """As 1亿2000万3元5角: every step with its unit."""
    yuan_, rest = divmod(fen, 100)
    steps = [(yuan_ // 10**8, "亿"), (yuan_ // 10**4 % 10**4, "万"), (yuan_ % 10**4, "")]
    text = "".join(f"{number}{unit}" for number, unit in steps[:2] if number)
    last = steps[2][0]
    if text and 0 < last < 1000:
        text = str(yuan_)  # 1万5元 may be meant for 15,000
    elif last or not text:
        text += str(last)
    jiao, cents = divmod(rest, 10)
    return st.just(f"{text}元{f'{jiao}角' if jiao else ''}{f'{cents}分' if cents else ''}")


@st.composite
def in_numerals(draw, fen):
    digits, places = draw(st.sampled_from([(DIGITS, PLACES), (FORMAL, FORMAL_PLACES)]))
    yuan_, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    change = f"{digits[jiao]}角" if jiao else ""
    change += f"{'零' if cents and not jiao else ''}{digits[cents]}分" if cents else ""
    return f"{numeral(yuan_, digits, places)}元{change or draw(st.sampled_from(['整', '正', '']))}"


@st.composite
def written(draw):
    """A sum in fen, and a text that states it."""
    fen = draw(st.integers(0, 10**6) | st.integers(0, 10**13) | st.integers(0, 10**7).map(
        lambda some: some * 10**6
    ))  # fmt: skip
    text = draw(draw(st.sampled_from([in_digits, in_units, in_steps, in_numerals]))(fen))
    before = draw(
        st.sampled_from(["", "", "人民币", "¥", "￥", "RMB ", "人民币（大写）", "大写："])
    )
    text = before + text + ("" if before else draw(st.sampled_from(["", "", "人民币", " CNY"])))
    if draw(st.booleans()):
        text = text.translate(WIDE)
    if draw(st.booleans()):
        text = text.replace("万", "萬").replace("亿", "億")
    place = draw(st.integers(0, len(text)))
    text = text[:place] + draw(st.sampled_from(["", "\u200b", "\ufeff"])) + text[place:]
    return fen, draw(st.sampled_from(["", " ", "\u3000"])) + text


@spread()
@given(written())
def test_a_written_sum_is_read_back(stated):
    fen, text = stated
    assert yuan(text) == Decimal(fen).scaleb(-2)


@spread(5)
@given(written(), st.sampled_from(sorted(SUMS)))
def test_every_door_reads_it(stated, name):
    fen, text = stated
    assert found(SUMS[name].read, text) == ("is", f"{Decimal(fen).scaleb(-2):f}")


PARTS = st.sampled_from(
    [
        *"0123456789.,-+ 万亿千百十元角分整零一二两伍佰¥",
        "人民币",
        "大写",
        "（",
        "）",
        "美元",
        "约",
        "\u200b",
        "e",
    ]
)
LIKE_SUMS = st.lists(PARTS, max_size=8).map("".join)


@spread(2)
@given(LIKE_SUMS, st.sampled_from(CHEAP))
def test_every_door_refuses_alike(text, name):
    """What one door reads every door reads, to the fen; a fault has one code everywhere."""
    door = SUMS[name]
    right = found(SUMS["yuan"].read, text)
    if not visible(text) and (door.way == "file" or not is_stated(text)):
        return
    if not isinstance(right, tuple) and door.way == "columns":
        right = IN_COLUMNS.get(right, right)
    if door.takes(text):
        assert found(door.read, text) == right


LIKE_DAYS = st.lists(
    st.sampled_from([*"0123456789-/.年月日 W", "2023", "06", "12", "２０２３"]), max_size=9
).map("".join)


@spread()
@given(LIKE_DAYS)
def test_days_are_read_alike(text):
    """A typed call reads no more than a file, and nothing else."""
    typed, read = found(DAYS["on"].read, text), found(DAYS["on-mapping"].read, text)
    assert typed in (read, "day.text")
    assert found(DAYS["on-json"].read, text) == read
    if visible(text):
        assert isinstance(read, tuple) or read == "day.text"


LIKE_TRUTHS = st.lists(
    st.sampled_from([*"是否真01 ", "yes", "NO", "true", "False", "\u200b"]), max_size=3
).map("".join)


@spread()
@given(LIKE_TRUTHS)
def test_truths_are_read_alike(text):
    words = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
    word = visible(text).lower()
    read = found(TRUTHS["fact-json"].read, text)
    assert found(TRUTHS["fact-mapping"].read, text) == read
    if word:
        assert read == (("is", words[word]) if word in words else "condition.text")
    assert found(TRUTHS["call"].read, text) == "condition.type"


def test_the_writer_writes_numerals():
    assert numeral(0, DIGITS, PLACES) == "零"
    assert numeral(105, DIGITS, PLACES) == "一百零五"
    assert numeral(120_003_000, FORMAL, FORMAL_PLACES) == "壹亿贰仟万叁仟"
    assert numeral(100_000_005, DIGITS, PLACES) == "一亿零五"
    assert expected({"is": "5.00"}, "typed") == ("is", "5.00")
