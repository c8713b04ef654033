"""What a sheet asks of the policy to which its provision belongs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from aipolicy.calc.awards.issuing import Issuer

if TYPE_CHECKING:
    from aipolicy.calc.documents.document import Document
    from aipolicy.calc.documents.period import Period
    from aipolicy.calc.documents.stacking import Stacking


class Publisher(Issuer, Protocol):
    """What a clause, its awards and its sheet ask of their policy."""

    region: str
    first: date | None
    term_years: int | None

    @property
    def document(self) -> Document:
        """What is not arithmetic."""
        ...

    @property
    def stacking(self) -> Stacking:
        """The rules on combining awards."""
        ...

    def period(self, effective_from: date | None = None) -> Period:
        """Return the days in force."""
        ...
