"""Case files: YAML 1.2 read with every number kept as text, so that no sum becomes a float.

Words are turned into facts here, at the door, and nowhere else: 是 and 否, yes and no, true and
false for conditions, digits for counts and years.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from aipolicy.assessment import Case, CaseClaim, CasePayment
from aipolicy.calc.quantity import CONDITION, COUNT, Measure, Quantity
from aipolicy.errors import (
    Fault,
    InvalidCase,
    UnknownClause,
    UnreadableValue,
    did_you_mean,
    shown,
)
from aipolicy.registry import clause
from aipolicy.yaml_as_text import Written, load_yaml

_WORDS = {
    "true": True, "yes": True, "是": True, "false": False, "no": False, "否": False,
}  # fmt: skip

_OWN: Mapping[str, Quantity] = {"same_kind": CONDITION, "year": COUNT}
"""What a claim or a payment states beside its facts in words or digits."""

_KEYS: Mapping[str, set[str]] = {
    "": set(Case.model_fields),
    "claims": set(CaseClaim.model_fields),
    "history": set(CasePayment.model_fields),
}
"""The keys of a case by their place."""


def read_case(path: Path) -> Case:
    """Return the case of a YAML file.

    Raises:
        InvalidCase: the file cannot be read, is no YAML, or does not state a case; all faults at
            once.
        MissingExtra: ruamel.yaml, of the extra `cli`, is not installed.
    """
    return case_of(read_text(path), path.name)


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        InvalidCase: the file cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault("file", str(path), f"it cannot be read ({error})", "give a UTF-8 file")
        raise InvalidCase(path.name, [fault]) from None


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
    written = load_yaml(text, name)
    if not isinstance(written, dict):
        fault = Fault("file", shown(written), "a case is a mapping", "begin with claims:")
        raise InvalidCase(name, [fault])
    stated, faults = _with_facts(written)
    try:
        case = Case.model_validate(stated)
    except ValidationError as error:
        faults = [*_field_faults(error), *faults]
    else:
        if not faults:
            return case
    raise InvalidCase(name, faults)


def _with_facts(written: Mapping[str, Written]) -> tuple[dict[str, object], list[Fault]]:
    """Return the file's mapping with its facts read, and what could not be read."""
    stated: dict[str, object] = dict(written)
    faults: list[Fault] = []
    for key in ("claims", "history"):
        entries = written.get(key)
        if isinstance(entries, list):
            stated[key] = [
                _entry(f"{key}[{number}]", entry, faults)
                for number, entry in enumerate(entries, start=1)
            ]
    return stated, faults


def _entry(where: str, written: Written, faults: list[Fault]) -> object:
    """Return a claim or a payment with what is written in words or digits read."""
    if not isinstance(written, dict):
        return written
    own = {name: quantity for name, quantity in _OWN.items() if name in written}
    read: dict[str, object] = dict(written)
    values, wrong = facts_of(own, {name: written[name] for name in own})
    read |= values
    facts = written.get("facts")
    if isinstance(facts, dict):
        read["facts"], more = facts_of(_asked(written.get("clause")), facts)
        wrong += more
    unread = {fault.name for fault in wrong} & {*own}
    faults += [Fault(f"{where}.{f.name}", f.value, f.limit, f.cure) for f in wrong]
    return {name: value for name, value in read.items() if name not in unread}


def facts_of(
    asked: Mapping[str, Quantity], written: Mapping[str, Written]
) -> tuple[dict[str, object], list[Fault]]:
    """Return written facts as values, and what could not be read; unknown names stay text.

    >>> from aipolicy.calc.quantity import CONDITION, COUNT
    >>> facts_of({"passed": CONDITION, "scenarios": COUNT}, {"passed": "是", "scenarios": "5"})
    ({'passed': True, 'scenarios': 5}, [])
    """
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for name, value in written.items():
        try:
            values[name] = _value(value, asked.get(name))
        except UnreadableValue as bad:
            faults.append(Fault(name, shown(value), bad.limit, bad.cure))
    return values, faults


def _asked(id_: object) -> Mapping[str, Quantity]:
    try:
        return clause(str(id_)).facts
    except UnknownClause:
        return {}  # told when the case is assessed


def _value(written: Written, quantity: Quantity | None) -> object:
    if quantity is None or not isinstance(written, str):
        return written
    if quantity.measure is Measure.CONDITION:
        if written.lower() not in _WORDS:
            raise UnreadableValue(
                "this is not yes or no", "write 是 or 否, yes or no, true or false"
            )
        return _WORDS[written.lower()]
    if quantity.scale == 1:
        if not (written.isascii() and written.isdigit()):
            raise UnreadableValue("this is not a whole number", "write digits")
        return int(written)
    return written


def _field_faults(error: ValidationError) -> list[Fault]:
    faults: list[Fault] = []
    for detail in error.errors(include_url=False):
        place = "".join(
            f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in detail["loc"]
        ).removeprefix(".")
        last = str(detail["loc"][-1])
        known = _KEYS[str(detail["loc"][0]) if len(detail["loc"]) > 1 else ""]
        match detail["type"]:
            case "missing":
                faults.append(Fault(place, "(missing)", "this key is required", f"add {last}:"))
            case "extra_forbidden":
                nearest = did_you_mean(last, known)
                cure = f"did you mean {nearest}?" if nearest else f"keys: {_listed(known)}"
                faults.append(Fault(place, shown(detail["input"]), "this key is unknown", cure))
            case _:
                limit, _, cure = detail["msg"].removeprefix("Value error, ").partition("; ")
                cure = cure or "see examples/harbin_2023.yaml"
                faults.append(Fault(place, shown(detail["input"]), limit, cure))
    return faults


def _listed(known: set[str]) -> str:
    return ", ".join(sorted(known))
