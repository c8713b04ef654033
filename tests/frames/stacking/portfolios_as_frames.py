"""Awards as rows of a frame, and what the exact resolver says of each row."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
from hypothesis import strategies as st

from aipolicy import Award, Claim, frames, stack, wan
from aipolicy.frames.columns.unit import DECIMALS, fen_per
from tests.frames.engines import listed

TEXTS = (
    "clause", "claimant", "subject", "contract", "content", "exception", "applicant", "level",
    "per",
)  # fmt: skip


def row_of(award, *, before):
    claim = award.claim
    determined = award.amount is not None
    return {
        "clause": award.clause,
        "claimant": claim.claimant,
        "subject": claim.subject,
        "contract": claim.contract,
        "content": claim.content,
        "exception": claim.exception,
        "applicant": claim.applicant,
        "level": award.level,
        "per": award.per,
        "year": claim.year,
        "on": claim.on,
        "paid_on": claim.paid_on,
        "amount": int(award.amount * 100) if determined else None,
        "most": None if determined else int(award.most * 100),
        "same_kind": award.same_kind,
        "paid_before": before,
    }


def table_of(awards, history=(), unit="fen", *, number=False):
    """Awards and what was paid before as an Arrow table; columns that say nothing are left out."""
    rows = [row_of(award, before=False) for award in awards]
    rows += [row_of(award, before=True) for award in history]
    types = dict.fromkeys(TEXTS, pa.string())
    types |= {
        "year": pa.int64(),
        "on": pa.date32(),
        "paid_on": pa.date32(),
        "same_kind": pa.bool_(),
    }
    types |= {"paid_before": pa.bool_(), "amount": pa.int64(), "most": pa.int64()}
    columns = {}
    for name, type_ in types.items():
        values = [row[name] for row in rows]
        if all(value is None for value in values) and name not in {"clause", "on", "amount"}:
            continue
        if unit != "fen" and name in {"amount", "most"}:
            places = DECIMALS[unit]
            values = [None if one is None else Decimal(one).scaleb(-places) for one in values]
            columns[name] = pa.array(values, pa.decimal128(18, places))
        else:
            columns[name] = pa.array(values, type_)
    if number:
        columns["number"] = pa.array(range(len(rows)))
    return pa.table(columns)


def expected(awards, history=(), readings=None, *, in_order=False):
    """What the exact resolver says of every row: paid, rules, displaced by, provisional."""
    rows = [*awards, *history]
    place = {id(award): row for row, award in enumerate(rows)}
    resolution = stack(awards, history=history, readings=readings or {}, in_order=in_order)
    paid = {place[id(award)]: int(sum_ * 100) for award, sum_ in resolution.granted}
    rules, others = {}, {}
    for award, by, rule, _ in resolution.displaced:
        rules.setdefault(place[id(award)], set()).add(rule)
        others.setdefault(place[id(award)], set()).update(place[id(other)] for other in by)
    open_ = [award.amount is None and award.most > 0 for award in rows]
    return {
        "paid": [paid.get(row, 0) if row < len(awards) else None for row in range(len(rows))],
        "rule": [
            "; ".join(sorted(rules[row])) if row in rules else None for row in range(len(rows))
        ],
        "displaced_by": [
            ", ".join(map(str, sorted(others[row]))) if others.get(row) else None
            for row in range(len(rows))
        ],
        "provisional": [
            open_[row] or any(open_[other] for other in others.get(row, ()))
            for row in range(len(rows))
        ],
    }


def stacked(frame, unit="fen", **more):
    """What is written into a frame of awards, sums in fen."""
    found = listed(frames.stack(frame, unit=unit, **more))
    written = {name: found[name] for name in ("paid", "rule", "displaced_by")}
    if "provisional" in found:
        written["provisional"] = found["provisional"]
    per = fen_per(unit)
    written["paid"] = [None if sum_ is None else int(sum_ * per) for sum_ in found["paid"]]
    return written


CAPPED = ("langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3", "heilongjiang_2026/6.5")
GROUPED = ("langfang_2023/1.1", "langfang_2023/1.2", "langfang_2023/4.1", "langfang_2023/9.1")
OTHERS = (
    "harbin_2022/2.3", "harbin_2022/1.1", "heilongjiang_2026/5.2", "heilongjiang_2026/13.3",
    "wuhan_2024_draft/2.1", "wuhan_2024_draft/3.2", "dalian_2025_draft/3.2",
    "dalian_2025_draft/5.1", "dalian_2025_draft/5.2", "langfang_2023/10.1",
)  # fmt: skip


@st.composite
def varied(draw, *, most=14):
    """Awards of every kind that a row may say, with whatever a claim may name."""
    clauses = draw(st.sampled_from([CAPPED, GROUPED, (*CAPPED, *GROUPED), (*OTHERS, *GROUPED)]))
    externals = draw(st.sampled_from([0, 1, 3]))
    unnamed = draw(st.booleans())
    rich = draw(st.booleans())
    awards = []
    for number in range(draw(st.integers(0, most))):
        claim = Claim(
            on=draw(st.sampled_from([date(2024, 6, 1), date(2024, 6, 2), date(2025, 1, 1)])),
            claimant=None if unnamed else draw(st.sampled_from("甲乙")),
            subject=draw(st.sampled_from([None, None, "P", "P", "Q"])),
            contract=draw(st.sampled_from([None, "C-7"])),
            content=str(number),
            year=draw(st.sampled_from([None, None, 2024])) if rich else None,
            exception=draw(st.sampled_from([None, None, None, "纪要"])) if rich else None,
            applicant=draw(st.sampled_from([None, "enterprise", "university"])) if rich else None,
        )
        sum_ = wan(draw(st.sampled_from([0, 10, 20, 25, 30, 50, 50, 60, 100, 120])))
        if draw(st.integers(1, 10)) <= externals:
            level = draw(st.sampled_from(["nation", "province", "city"]))
            award = Award.external(
                draw(st.sampled_from(["他策", "另策"])), sum_, claim, level=level,
                same_kind=draw(st.booleans()),
            )  # fmt: skip
        else:
            award = Award.recorded(draw(st.sampled_from(clauses)), sum_, claim)
        if rich and draw(st.booleans()):
            per = draw(st.sampled_from([None, "project", "event"]))
            award = award.model_copy(update={"per": per})
        if rich and not draw(st.integers(0, 3)):
            award = award.model_copy(update={"amount": None, "least": Decimal(0)})
        awards.append(award)
    return awards
