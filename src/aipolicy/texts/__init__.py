"""Law beside code: a copy of a document's text compared with the policy that encodes it.

`check` says which words are there unchanged, which changed and which are missing, which figure
of the text no provision accounts for, and where a figure of the code is not that of the words.
"""

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.texts.check import check
from aipolicy.texts.report import Report

__all__ = ["Report", "check", "normal_form"]
