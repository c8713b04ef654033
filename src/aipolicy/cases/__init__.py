"""Cases: a company's claims, read from a file, checked and assessed.

Each name is loaded when it is first used.
"""

from typing import TYPE_CHECKING

from aipolicy._lazy import loaded_on_first_use

if TYPE_CHECKING:
    from aipolicy.cases.assessment import Assessment, assess
    from aipolicy.cases.case import Case, CaseClaim, CasePayment
    from aipolicy.cases.file import assess_file, assess_text, read_case
else:
    __getattr__, __dir__ = loaded_on_first_use(
        __name__,
        {
            "aipolicy.cases.assessment": "Assessment assess",
            "aipolicy.cases.case": "Case CaseClaim CasePayment",
            "aipolicy.cases.file": "assess_file assess_text read_case",
        },
    )

__all__ = [
    "Assessment",
    "Case",
    "CaseClaim",
    "CasePayment",
    "assess",
    "assess_file",
    "assess_text",
    "read_case",
]
