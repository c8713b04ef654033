"""What is said in two languages, Chinese and English."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from aipolicy.calc.words.glossary import Language


class Words(NamedTuple):
    """The same words in Chinese (`zh`) and in English (`en`).

    >>> Words("人工智能企业", "an AI enterprise").text("en")
    'an AI enterprise'
    """

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en


class Bilingual(BaseModel):
    """Something that an answer says both in Chinese (`zh`) and in English (`en`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en
