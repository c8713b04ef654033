"""The root of the library's own errors, and the faults that an error holds."""

from __future__ import annotations

from collections.abc import Iterable

from aipolicy._context import of_exceptions
from aipolicy.errors.fault import Fault


class AipolicyError(Exception):
    """The root of every error that the library raises itself.

    >>> import aipolicy
    >>> try:
    ...     aipolicy.clause("harbin_2022/4.11")
    ... except AipolicyError as error:
    ...     print(error)
    clause='harbin_2022/4.11': unknown clause; did you mean harbin_2022/4.1?
    """


class Faulty(AipolicyError, ValueError):
    """Faults of one call, all at once; `where` names what they are in, `faults` holds them.

    >>> from aipolicy.errors import Code, fault
    >>> print(Faulty("harbin_2022/4.1", [fault(Code.SUM_NEGATIVE, "fee", value=-1)]))
    harbin_2022/4.1: 1 fault
      fee=-1: a sum must be 0 or more; give a sum in yuan, such as 8000000, ...
    """

    def __init__(self, where: str, faults: Iterable[Fault]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(self.where, self.faults)

    def __str__(self) -> str:
        from aipolicy.errors.wording import heading  # noqa: PLC0415  (only where it is printed)

        first = heading(self.where, len(self.faults), of_exceptions())
        return "\n  ".join([first, *map(str, self.faults)])


class OneFault(AipolicyError):
    """One fault prevents the call; `fault` is that fault.

    >>> from aipolicy.errors import Code, fault
    >>> print(OneFault(fault(Code.FILE_MISSING, "file", value="case.yaml")))
    file='case.yaml': no such file; check its name and folder
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return str(self.fault)


def faults(error: BaseException) -> tuple[Fault, ...]:
    """Return the faults of an error of this library, or of pydantic's `ValidationError`.

    An error of another kind has none.

    >>> from aipolicy import Claim
    >>> try:
    ...     Claim(on="2023-06-31")
    ... except ValueError as error:
    ...     print(*faults(error))
    on='2023-06-31': not a date; pass datetime.date(2023, 6, 1) or the text "2023-06-01"
    """
    if isinstance(error, Faulty):
        return error.faults
    if isinstance(error, OneFault):
        return (error.fault,)
    from aipolicy.errors.validation import faults_of  # noqa: PLC0415  (pydantic is slow to load)

    return faults_of(error)
