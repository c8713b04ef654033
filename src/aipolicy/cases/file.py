"""Files of cases and of texts: read within limits, and assessed."""

from __future__ import annotations

from pathlib import Path

from aipolicy.cases.assessment import Assessment, assess_data
from aipolicy.cases.case import Case, read_case_data
from aipolicy.cases.parsed import MOST_BYTES, megabytes
from aipolicy.errors import Code, InvalidCase, Surface, fault
from aipolicy.errors.fault import Shown


def read_case(path: Path) -> Case:
    """Return the case of a file in YAML or JSON.

    Raises:
        InvalidCase: the file cannot be read, or does not state a case; all faults at once.
        MissingExtra: the file is YAML, and ruamel.yaml of the extra `cli` is not installed.
    """
    return read_case_data(read_text(path), path.name)


def assess_file(path: Path) -> Assessment:
    """Return what the case of a file comes to.

    Raises:
        InvalidCase: the file cannot be read, does not state a case, or the case cannot be
            assessed; all faults at once.
        MissingExtra: as `read_case`.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    return assess_text(read_text(path), path.name)


def assess_text(text: str, name: str = "case") -> Assessment:
    """Return what the case of a text in YAML or JSON comes to.

    Args:
        text: the case.
        name: what errors call it.

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
    return assess_data(text, name)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, without a byte order mark.

    Raises:
        InvalidCase: the file cannot be read, is too large, or is not in UTF-8.
    """
    reason = ""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) <= MOST_BYTES:
            return data.decode("utf-8-sig")
        code = Code.FILE_TOO_LARGE
    except FileNotFoundError:
        code = Code.FILE_MISSING
    except IsADirectoryError:
        code = Code.FILE_FOLDER
    except UnicodeDecodeError:
        code = Code.FILE_ENCODING
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        code = Code.FILE_UNREADABLE
        reason = getattr(error, "strerror", None) or str(error)
    wrong = fault(
        code, "file", value=Shown(repr(str(path))), most=megabytes(MOST_BYTES), reason=reason
    )
    raise InvalidCase(path.name, [wrong.on(Surface.FILE)])
