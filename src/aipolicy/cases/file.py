"""Case files: YAML 1.2 read with every number kept as text, so that no sum becomes a float.

All faults of a file are told at once, in its own keys and with the number of the claim.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from aipolicy.calc.awards.claim import Claim
from aipolicy.cases.assessment import Assessment, Case, CaseClaim, CasePayment, assess
from aipolicy.cases.checks import (
    clause_named,
    day_faults,
    fact_faults,
    facts_asked,
    payment_faults,
    reading_faults,
    stacking_reading_faults,
)
from aipolicy.cases.keys import CASE, CLAIM, PAYMENT, facts_of, read_keys, told
from aipolicy.cases.yaml_text import Written, load_yaml
from aipolicy.errors import Fault, InvalidCase
from aipolicy.registry import policy

__all__ = ["assess_file", "assess_text", "case_of", "facts_of", "read_case", "read_text"]

Entry = TypeVar("Entry")

_DAYS = ("on", "effective_from", "term")
"""The keys that decide whether a document is in force."""

_IN_THE_FILE = (
    (r"name it, as in Claim\(.*", "write claimant: in the claim, or once at the top of the file"),
    (r"state it, as in Claim\(bases=\{'(\w+)': \.\.\.\}\)", r"write bases: {\1: ...} in the claim"),
    (r"exception=\.\.\., the decision", "exception: with the decision"),
    (r"leave determined out", "drop determined:"),
)
"""How cures that a program takes are written in a file."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a file states: the claims and payments that can be read, by number; and its faults."""

    head: Mapping[str, object]
    claims: Mapping[int, CaseClaim]
    history: Mapping[int, CasePayment]
    faults: tuple[Fault, ...]

    @property
    def case(self) -> Case:
        """The case of what can be read."""
        return Case.model_validate(
            {
                **self.head,
                "claims": tuple(self.claims.values()),
                "history": tuple(self.history.values()),
            }
        )

    def told(self, fault: Fault) -> Fault:
        """Return a fault of the assessment in the file's own numbers and words."""
        cure = fault.cure
        for pattern, words in _IN_THE_FILE:
            cure = re.sub(pattern, words, cure)
        return Fault(self._numbered(fault.name), fault.value, self._numbered(fault.limit), cure)

    def _numbered(self, text: str) -> str:
        numbers = {"claims": [*self.claims], "history": [*self.history]}
        return re.sub(
            r"\b(claims|history)\[(\d+)\]",
            lambda found: f"{found[1]}[{numbers[found[1]][int(found[2]) - 1]}]",
            text,
        )


def read_case(path: Path) -> Case:
    """Return the case of a YAML file.

    Raises:
        InvalidCase: the file cannot be read, is no YAML, or does not state a case; all faults at
            once.
        MissingExtra: ruamel.yaml, of the extra `cli`, is not installed.
    """
    return case_of(read_text(path), path.name)


def case_of(text: str, name: str = "case") -> Case:
    """Return the case that a YAML text states.

    Raises:
        InvalidCase: as `read_case`.
        MissingExtra: as `read_case`.

    >>> case_of(
    ...     "claims: [{clause: harbin_2022/9.2, on: 2023-06-01, "
    ...     "facts: {event_cost: 60万元, on_annual_list: 是}}]"
    ... ).claims[0].facts["on_annual_list"]
    True
    """
    stated = _stated(text, name)
    if stated.faults:
        raise InvalidCase(name, stated.faults)
    return stated.case


def assess_file(path: Path) -> Assessment:
    """Return what the case of a YAML file comes to.

    Raises:
        InvalidCase: the file cannot be read, does not state a case, or the case cannot be
            assessed; all faults at once.
        MissingExtra: ruamel.yaml, of the extra `cli`, is not installed.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    return assess_text(read_text(path), path.name)


def assess_text(text: str, name: str = "case") -> Assessment:
    """Return what the case of a YAML text comes to.

    Raises:
        InvalidCase: as `assess_file`.
        MissingExtra: as `assess_file`.
        AwardsTooEntangled: as `assess_file`.

    >>> assess_text(
    ...     "claims: [{clause: harbin_2022/9.2, on: 2023-06-01, "
    ...     "facts: {event_cost: 60万元, on_annual_list: 是}}]"
    ... ).total
    Decimal('300000.00')
    """
    stated = _stated(text, name)
    faults = [*stated.faults]
    if stated.claims:
        try:
            assessment = assess(stated.case)
        except InvalidCase as invalid:
            # Where something is left out, what concerns the case as a whole may not be so.
            found = [f for f in invalid.faults if not faults or f.name.startswith("claims[")]
            faults += map(stated.told, found)
        else:
            if not faults:
                return assessment
    raise InvalidCase(name, faults)


def read_text(path: Path) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        InvalidCase: the file cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        limit, cure = "there is no such file", "check its name and its folder"
    except IsADirectoryError:
        limit, cure = "this is a folder", "name a file in it"
    except UnicodeDecodeError:
        limit, cure = "it is not in UTF-8", "save it as UTF-8"
    except OSError as error:
        limit, cure = f"it cannot be read ({error.strerror})", "name a file that can be read"
    raise InvalidCase(path.name, [Fault("file", f"'{path}'", limit, cure)])


def _stated(text: str, name: str) -> _Stated:
    written = load_yaml(text, name)
    if not isinstance(written, dict):
        cure = "begin with claims:"
        if "：" in text:
            cure = "begin with claims: and write every colon as : with a space behind it"
        raise InvalidCase(name, [Fault("file", told(written), "a case is keys and values", cure)])
    faults: list[Fault] = []
    head = read_keys("", written, CASE, faults)
    readings = cast("Mapping[str, str | Sequence[str]]", head.get("readings", {}))
    faults += stacking_reading_faults(readings)
    return _Stated(
        head=head,
        claims=_entries(written, "claims", _claim, faults),
        history=_entries(written, "history", _payment, faults),
        faults=tuple(faults),
    )


def _entries(
    written: Mapping[str, Written],
    key: str,
    read: Callable[[str, Mapping[str, Written], list[Fault]], Entry | None],
    faults: list[Fault],
) -> dict[int, Entry]:
    """Return the entries of a list that can be read, by number from 1."""
    entries = written.get(key, [])
    found: dict[int, Entry] = {}
    if not isinstance(entries, list):
        faults.append(Fault(key, told(entries), "a list stands here", "begin each entry with -"))
        return found
    if key in written and key == "claims" and not entries:
        cure = "begin the first with - clause:"
        faults.append(Fault(key, "[]", "a case has at least one claim", cure))
    for number, entry in enumerate(entries, start=1):
        where = f"{key}[{number}]"
        if not isinstance(entry, dict):
            cure = "write each key with a colon and a space, as in on: 2023-06-01"
            faults.append(Fault(where, told(entry), "an entry is keys and values", cure))
            continue
        one = read(f"{where}.", entry, faults)
        found |= {} if one is None else {number: one}
    return found


def _claim(where: str, entry: Mapping[str, Written], faults: list[Fault]) -> CaseClaim | None:
    """Return a claim, or None where anything is wrong with it."""
    wrong: list[Fault] = []
    asked = facts_asked(entry.get("clause"))
    beside = [name for name in entry if name in asked and name not in CLAIM]
    for name in beside:
        limit, cure = "this is a fact of the clause", "write it under facts:"
        wrong.append(Fault(f"{where}{name}", told(entry[name]), limit, cure))
    keys = {name: value for name, value in entry.items() if name not in beside}
    values = read_keys(where, keys, CLAIM, wrong)
    facts = entry.get("facts", {})
    if not isinstance(facts, dict):
        cure = "write each fact with its name under facts:"
        wrong.append(Fault(f"{where}facts", told(facts), "facts by name stand here", cure))
    chosen = clause_named(where, str(values["clause"]), wrong) if "clause" in values else None
    if chosen is not None:
        if isinstance(facts, dict):
            values["facts"], more = fact_faults(where, chosen, facts, beside)
            wrong += more
        if "reading" in values:
            wrong += reading_faults(where, chosen, str(values["reading"]))
        if "on" in values and all(key in values for key in _DAYS if key in entry):
            claim = Claim.model_validate({key: values[key] for key in _DAYS if key in values})
            wrong += day_faults(where, policy(chosen.policy), claim)
    faults += wrong
    return None if wrong else CaseClaim.model_validate(values)


def _payment(where: str, entry: Mapping[str, Written], faults: list[Fault]) -> CasePayment | None:
    """Return a payment, or None where anything is wrong with it."""
    wrong: list[Fault] = []
    values = read_keys(where, entry, PAYMENT, wrong)
    if all(key in values for key in ("clause", "name", "level") if key in entry):
        wrong += payment_faults(where, values)
    faults += wrong
    return None if wrong else CasePayment.model_validate(values)
