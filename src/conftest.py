"""Loads the packages whose functions have the names of their modules, before doctests run.

Asked for `frames/over.py` alone, pytest would import the module once more after its package and put
it in the place of the function `frames.over`.
"""

from aipolicy import frames, texts

__all__ = ["frames", "texts"]
