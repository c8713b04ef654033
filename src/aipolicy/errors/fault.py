"""A fault: one thing that is wrong, as a value."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what was given, the limit it breaks, and the cure.

    >>> print(Fault("total_investment", "-5", "a sum is 0 or more", "give the sum in yuan"))
    total_investment=-5: a sum is 0 or more; give the sum in yuan
    """

    name: str
    value: str
    limit: str
    cure: str

    def __str__(self) -> str:
        return f"{self.name}={self.value}: {self.limit}; {self.cure}"

    def within(self, place: str) -> Fault:
        """Return the same fault with a place before its name.

        >>> print(Fault("fee", "-5", "a sum is 0 or more", "mend it").within("claims[1]"))
        claims[1].fee=-5: a sum is 0 or more; mend it
        """
        return Fault(f"{place}.{self.name}", self.value, self.limit, self.cure)


def shown(value: object) -> str:
    """Return a value as an error message prints it, cut where it is long.

    >>> shown("800万元"), shown(7)
    ("'800万元'", '7')
    """
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  (an error message must not fail on what it tells of)
        text = f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
