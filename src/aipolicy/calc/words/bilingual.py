"""What is said in two languages, Chinese and English."""

from pydantic import BaseModel, ConfigDict

from aipolicy._schema import described_in_short
from aipolicy._words import Language


class Bilingual(BaseModel):
    """Something that an answer says both in Chinese (`zh`) and in English (`en`)."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en
