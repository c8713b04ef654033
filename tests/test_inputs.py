"""One table of inputs through every door: the same value, or the same fault.

`tests/inputs` has a line for each input: what is given, and what it is or the code of its fault;
where doors differ on purpose, what it is in a typed call (`typed`) or in a file (`file`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

import pandas as pd
import polars as pl
import pytest
from pydantic import ValidationError

from aipolicy import Award, Case, Claim, frames, match, yuan
from aipolicy.calc import Multiple
from aipolicy.calc.values.names import name_key, visible
from aipolicy.cli import program
from aipolicy.errors import AipolicyError, faults
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang
from tests.invented import islands

DAY = date(2023, 6, 1)
CLAIM = Claim(on=DAY)


# A column says of a text that is not a sum only that it is none; the row shows the text.
IN_COLUMNS = {"number.truth": "sum.unreadable"} | dict.fromkeys(
    [f"sum.{why}" for why in ("unit", "currency", "several_ways", "numerals", "not_understood",
                              "too_long")],
    "sum.unreadable",
)  # fmt: skip


def rows_of(kind):
    path = Path(__file__).with_name("inputs") / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def expected(row, way):
    """What a door of this way makes of an input: its value, or the code of its fault."""
    own = row.get(way) or row
    if "fault" not in own:
        return "is", own.get("is")
    return IN_COLUMNS.get(own["fault"], own["fault"]) if way == "columns" else own["fault"]


def found(read, given):
    """What a door makes of an input: its value, or the code of its only fault."""
    try:
        return ("is", read(given))
    except (AipolicyError, ValidationError) as wrong:
        codes = {one.code.value for one in faults(wrong)}
        assert len(codes) == 1, codes
        return codes.pop()


@dataclass(frozen=True)
class Door:
    """A way in, typed or by a file: what it reads, and which inputs can be given to it."""

    way: str
    read: Callable
    takes: Callable = lambda given: True

    def differing(self, kind):
        """The inputs of which the door makes something else: what it makes, and what is right."""
        rows = [row for row in rows_of(kind) if self.takes(row["given"])]
        assert rows
        return [
            (row["given"], got, right)
            for row in rows
            for got, right in [(found(self.read, row["given"]), expected(row, self.way))]
            if got != right
        ]


def is_text(given):
    return isinstance(given, str)


def is_stated(given):
    """Whether it is more than a blank, which states nothing in a file."""
    return not is_text(given) or bool(visible(given))


def is_written(given):
    """Whether a file states the number that Python has: no truth value, and no float too large."""
    return not isinstance(given, bool) and not (isinstance(given, float) and given > 2**46)


def through_yaml(data):
    """A text in YAML, with what JSON writes behind each key of the case."""
    return Case.read("".join(f"{name}: {json.dumps(part)}\n" for name, part in data.items()))


READERS = {"mapping": Case.read, "json": lambda data: Case.read(json.dumps(data)),
           "yaml": through_yaml}  # fmt: skip
EVENT = {
    "clause": "harbin_2022/9.2", "on": "2023-06-01",
    "facts": {"event_cost": 5, "on_annual_list": True},
}  # fmt: skip
BEFORE = {"name": "省策", "level": "province", "on": "2023-01-01", "amount": 1}


def of_case(take, **claim):
    """Read a claim; `claim` has the input where it says `INPUT`."""
    return lambda read, given: take(read({"claims": [{**EVENT, **filled(claim, given)}]}))


def of_payment(take, **payment):
    before = {**BEFORE, **payment}
    return lambda read, given: take(
        read({"claims": [EVENT], "history": [filled(before, given)]}).history[0]
    )


INPUT = object()


def filled(data, given):
    """Data with the input where it says `INPUT`."""
    if data is INPUT:
        return given
    if isinstance(data, dict):
        return {name: filled(part, given) for name, part in data.items()}
    return [filled(part, given) for part in data] if isinstance(data, list) else data


def files(doors, only=None, takes=is_stated):
    """Every door of a case through every reader; `only` says what a reader can be given."""
    return {
        f"{name}-{reader}": Door(
            "file",
            lambda given, read=read, door=door: door(read, given),
            lambda given, reader=reader: (
                takes(given) and (only is None or reader not in only or only[reader](given))
            ),
        )
        for name, door in doors.items()
        for reader, read in READERS.items()
    }


def plain(value):
    return f"{value:f}"


def fact_of(case, name):
    return case.claims[0].facts[name]


def column(name, given, make=pd.DataFrame, **more):
    values = pd.Series([given], dtype=object) if make is pd.DataFrame else [given]
    return make({name: values, **more})


def stacked(frame, **more):
    outside = {"clause": "他策", "level": "city", "on": DAY, "unit": "yuan"}
    return plain(frames.stack(frame, **outside, **more)["paid"][0])


def over(frame, **more):
    return plain(frames.over(frame, islands.pier, unit="yuan", **more)["amount"][0])


ONE_ROW = pl.DataFrame({"row": [1]})

SUMS = {
    "call": Door("typed", lambda given: plain(islands.pier(matched=given))),
    "read": Door("typed", lambda given: plain(islands.pier.read({"matched": given})["matched"])),
    "model": Door("typed", lambda given: plain(islands.pier.model(matched=given).matched)),
    "award": Door(
        "typed",
        lambda given: plain(
            dalian.compute_voucher.award(
                Claim(on=DAY, effective_from=DAY), compute_fee=given
            ).facts["compute_fee"]
        ),
    ),
    "yuan": Door("typed", lambda given: plain(yuan(given))),
    "determined": Door("typed", lambda given: plain(Claim(on=DAY, determined=given).determined)),
    "bases": Door("typed", lambda given: plain(Claim(on=DAY, bases={"tax": given}).bases["tax"])),
    "recorded": Door(
        "typed", lambda given: plain(Award.recorded("harbin_2022/4.1", given, CLAIM).amount)
    ),
    "external": Door(
        "typed", lambda given: plain(Award.external("省策", given, CLAIM, level="city").amount)
    ),
    "over-constant": Door("typed", lambda given: over(ONE_ROW, matched=given)),
    "over-pandas": Door("columns", lambda given: over(column("matched", given)), is_stated),
    "over-polars": Door(
        "columns",
        lambda given: over(column("matched", given, pl.DataFrame)),
        lambda given: is_text(given) and is_stated(given),
    ),
    "stack-constant": Door("typed", lambda given: stacked(ONE_ROW, amount=given)),
    "stack-pandas": Door("columns", lambda given: stacked(column("amount", given)), is_stated),
    **files(
        {"fact": of_case(lambda case: plain(fact_of(case, "event_cost")),
                         facts={"event_cost": INPUT, "on_annual_list": True})},
        dict.fromkeys(READERS, is_written), lambda given: True,
    ),
    **files(
        {
            "determined": of_case(lambda case: plain(case.claims[0].determined),
                                  determined=INPUT),
            "amount": of_payment(lambda paid: plain(paid.amount), amount=INPUT),
            "base": of_payment(lambda paid: plain(paid.bases["tax"]), bases={"tax": INPUT}),
        },
        dict.fromkeys(READERS, is_written),
    ),
}  # fmt: skip

RATES = {
    "with_figures": Door(
        "typed",
        lambda given: plain(harbin.application_scenario.with_figures(rate=given).figures["rate"]),
    )
}
MULTIPLES = {"read": Door("typed", lambda given: plain(get_args(Multiple)[1].read(given)))}

TEXT_IN_YAML = {"yaml": is_text}
DAYS = {
    "on": Door("typed", lambda given: Claim(on=given).on.isoformat()),
    "effective_from": Door(
        "typed", lambda given: Claim(on=DAY, effective_from=given).effective_from.isoformat()
    ),
    **files(
        {
            "on": of_payment(lambda paid: paid.on.isoformat(), on=INPUT),
            "effective_from": of_payment(
                lambda paid: paid.effective_from.isoformat(), effective_from=INPUT
            ),
        },
        TEXT_IN_YAML,
    ),
}


def one_name(given):
    """The name under which rows of one frame are one project, None where they name none."""
    two = {"clause": ["langfang_2023/1.1", "langfang_2023/1.2"], "amount": [5, 7]}
    key = name_key(given) if is_text(given) else ""
    for other in (key, "A B", "一期 二期"):
        frame = pd.DataFrame({**two, "subject": pd.Series([given, other], dtype=object)})
        if list(frames.stack(frame, unit="fen", on=DAY)["paid"]) == [0, 7]:
            return other
    return None


def key_of(name):
    return None if name is None else name_key(name)


def field_of(name):
    return lambda case: key_of(getattr(case.claims[0], name))


FIELDS = ("claimant", "subject", "contract", "content", "exception")
NAMES = {
    **{
        name: Door("typed", lambda given, name=name: name_key(getattr(Claim(on=DAY, **{name: given}), name)))
        for name in FIELDS
    },
    "invoices": Door("typed", lambda given: name_key(Claim(on=DAY, invoices=[given]).invoices[0])),
    "external": Door(
        "typed", lambda given: name_key(Award.external(given, 1, CLAIM, level="city").clause)
    ),
    "stack-pandas": Door("file", one_name, is_text),
    **files({name: of_case(field_of(name), **{name: INPUT}) for name in FIELDS}, TEXT_IN_YAML,
            lambda given: True),
    **files(
        {"invoices": of_case(
            lambda case: key_of(next(iter(case.claims[0].invoices), None)), invoices=[INPUT]
        )},
        TEXT_IN_YAML, lambda given: True,
    ),
}  # fmt: skip

TRUTHS = {
    "call": Door(
        "typed",
        lambda given: harbin.platform_operation(service_income=10, serves_local_clients=given) > 0,
    ),
    "same_kind": Door(
        "typed",
        lambda given: Award.external("省策", 1, CLAIM, level="city", same_kind=given).same_kind,
    ),
    "over-constant": Door(
        "typed",
        lambda given: (
            frames.over(
                pl.DataFrame({"service_income": [1000]}), harbin.platform_operation, unit="fen",
                serves_local_clients=given,
            )["amount"][0] > 0
        ),
    ),
    **files(
        {
            "fact": of_case(lambda case: fact_of(case, "on_annual_list"),
                            facts={"event_cost": 5, "on_annual_list": INPUT}),
            "same_kind": of_payment(lambda paid: paid.same_kind, same_kind=INPUT),
        }
    ),
}  # fmt: skip

COMPUTE = {
    "clause": "langfang_2023/3.1", "on": "2023-06-01", "effective_from": "2023-01-04",
    "facts": {"compute_cost": 5, "parameters": 5, "scenarios": INPUT},
}  # fmt: skip
WHOLES = {
    "call": Door(
        "typed",
        lambda given: langfang_model().read(
            {"compute_cost": 5, "parameters": 5, "scenarios": given}
        )["scenarios"],
    ),
    **files({"fact": of_case(lambda case: fact_of(case, "scenarios"), **COMPUTE)}, TEXT_IN_YAML),
}


def langfang_model():
    return langfang.POLICY.clauses["langfang_2023/3.1"]


DOORS = {
    "sums": SUMS, "rates": RATES, "multiples": MULTIPLES, "days": DAYS, "names": NAMES,
    "truths": TRUTHS, "wholes": WHOLES,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, doors in DOORS.items() for name in doors]
)
def test_a_door_reads_all_inputs(kind, name):
    assert DOORS[kind][name].differing(kind) == []


def most_of_match(given):
    matching = match({"service_income": given}, on=DAY, region="哈尔滨市")
    return next(one.most for one in matching.matches if one.clause == "harbin_2022/2.3")


def test_match_reads_the_sums():
    """What it gives at most is what the plain function gives on the sum."""
    law = harbin.platform_operation
    for row in rows_of("sums"):
        right = expected(row, "typed")
        if isinstance(right, tuple):
            right = "is", law(service_income=yuan(right[1]), serves_local_clients=True)
        assert (row["given"], found(most_of_match, row["given"])) == (row["given"], right)


@pytest.mark.parametrize("kind", ["sums", "truths"])
def test_the_command_line_reads_all(kind, tmp_path, capsys):
    """It ends with 2 exactly where an input is a fault, and writes the value otherwise."""
    name = {"sums": "event_cost", "truths": "on_annual_list"}[kind]
    path = tmp_path / "case.yaml"
    for row in rows_of(kind):
        given, right = row["given"], expected(row, "file")
        if not is_text(given):
            continue
        facts = {**EVENT["facts"], name: given}
        path.write_text(f"claims: {json.dumps([{**EVENT, 'facts': facts}])}", encoding="utf-8")
        code = program.run(["assess", str(path), "--json"])
        out = capsys.readouterr().out
        assert (code, given) == (0 if isinstance(right, tuple) else 2, given)
        if not code:
            assert ("is", json.loads(out)["awards"][0]["facts"][name]) == right


def test_the_command_line_reads_days(capsys):
    for row in rows_of("days"):
        if is_text(row["given"]):
            code = program.run(["clauses", "--in-force-on", row["given"]])
            right = expected(row, "file")
            assert (code, row["given"]) == (0 if isinstance(right, tuple) else 2, row["given"])
    capsys.readouterr()


def test_the_table_is_large():
    assert sum(len(rows_of(kind)) for kind in DOORS) > 480
