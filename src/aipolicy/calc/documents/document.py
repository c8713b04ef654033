"""A document as data: what is known of it as a whole, its articles, provisions, pools and quotas.

The data is in a TOML file beside the document's module and is read when first needed.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel, Field, ValidationError

from aipolicy._words import Words
from aipolicy.calc.documents.open_point import OpenPoint, OpenQuestion
from aipolicy.calc.documents.passage import READ_ONLY, Passage
from aipolicy.calc.documents.pool import Pool, Quota
from aipolicy.calc.documents.provision import Printed, Provision, ProvisionInFile
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.names import likeness
from aipolicy.calc.words.citation import Numerals
from aipolicy.errors import Code, Fault, InvalidDocument, fault
from aipolicy.errors.fault import Shown
from aipolicy.errors.validation import faults_of

Notes: TypeAlias = tuple[Words, ...]
"""Notes, each in Chinese and in English."""


class PrintedWords(BaseModel):
    """Words of a document that belong to no provision, and the figures in them.

    Attributes:
        passages: where the words are, each with its `role`.
        printed: figures of the policy as these words print them, such as its last day.
        other_figures: the other figures in these words.
    """

    model_config = READ_ONLY

    passages: tuple[Passage, ...] = Field(min_length=1)
    printed: Printed = ReadOnly({})
    other_figures: tuple[str, ...] = ()


class Article(PrintedWords):
    """One article: its number, its heading, who is responsible for it, and its other words."""

    number: str
    heading: str
    departments: tuple[str, ...]


class Body(BaseModel):
    """Where the body of the text begins and ends, by short words in it and around it.

    Attributes:
        begins: words that begin the body; the first that is found counts.
        ends: words that end it, themselves included; the first that is found counts.
        follows: words of the page known to follow it, such as a signature; what lies
            between the closing words and these belongs to the body.
        strays: words found in the body of a copy that do not belong to the document, such
            as an advertisement, without the punctuation around them.
    """

    model_config = READ_ONLY

    begins: tuple[str, ...] = Field(min_length=1)
    ends: tuple[str, ...] = Field(min_length=1)
    follows: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()


class Head(PrintedWords):
    """What is known of a document as a whole.

    Attributes:
        id: its id, the name of its module.
        title: its title.
        numerals: in what numerals it counts its articles.
        number: its number (文号); None where the text gives none.
        issuer: who issued it; None where the text does not say.
        signed: the day of signature (成文日期); None where the text gives none.
        published: the day it was published; None where the text gives none.
        date_notes: what is known or open about its days, each note in Chinese and in English.
        unsettled: what its words on combining awards leave open, as the notes.
        absent: what one would look for in it and not find, as the notes.
        body: where its body begins and ends.
        signature: the issuer with the day of signature (落款), which is around the body: its words,
            their offsets counted from its own first character, and the days taken from it; None
            where there is none.
    """

    id: str
    title: str
    numerals: Numerals = Numerals.DIGITS
    number: str | None = None
    issuer: str | None = None
    signed: date | None = None
    published: date | None = None
    date_notes: Notes = ()
    unsettled: Notes = ()
    absent: Notes = ()
    body: Body
    signature: PrintedWords | None = None


class Document(Head):
    """A document: what is known of it as a whole, its articles, provisions, pools and quotas.

    Attributes:
        articles: the articles in document order.
        provisions: the provisions in document order.
        pools: the sums set aside for all claimants together.
        quotas: the numbers of awards set for all claimants together.
    """

    articles: tuple[Article, ...]
    provisions: tuple[Provision, ...]
    pools: tuple[Pool, ...] = ()
    quotas: tuple[Quota, ...] = ()


class _ArticleInFile(Article):
    provisions: tuple[ProvisionInFile, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = READ_ONLY

    document: Head
    articles: tuple[_ArticleInFile, ...] = Field(min_length=1)
    pools: tuple[Pool, ...] = ()
    quotas: tuple[Quota, ...] = ()


@cache
def read_document(path: Path) -> Document:
    """Return the document whose data is in a TOML file; a file is read once.

    Raises:
        InvalidDocument: the file is not TOML, a key is missing, unknown or has a wrong value, or
            two provisions have one title; the message names the file and, for every fault, the
            provision and the key.
        OSError: the file cannot be read.

    >>> from importlib.resources import files
    >>> harbin = read_document(Path(str(files("aipolicy.rules") / "harbin_2022.toml")))
    >>> harbin.provisions[0].heading
    '支持人工智能关键技术攻关'
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise InvalidDocument(path.name, [fault(Code.FILE_ENCODING, "file")]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        given = Shown(str(broken))
        raise InvalidDocument(
            path.name, [fault(Code.DOCUMENT_TOML, "file", value=given)]
        ) from broken
    try:
        file = _File.model_validate(data)
    except ValidationError as invalid:
        # Without its wrong items a list can be too short: that is no fault of its own.
        short = (one for one in invalid.errors() if one["type"] == "too_short")
        emptied = {one["loc"] for one in short if one["input"]}
        wrong = [_placed(data, one) for one in faults_of(invalid) if one.path not in emptied]
        raise InvalidDocument(path.name, wrong) from invalid
    faults = [*_misnumbered(file), *_titled_alike(file), *_unbound(file)]
    if faults:
        raise InvalidDocument(path.name, faults)
    return _document(file)


def _document(file: _File) -> Document:
    return Document(
        **dict(file.document),
        articles=tuple(
            Article(**{key: getattr(article, key) for key in Article.model_fields})
            for article in file.articles
        ),
        provisions=tuple(
            Provision(
                **dict(provision),
                article=article.number,
                heading=article.heading,
                departments=article.departments,
            )
            for article in file.articles
            for provision in article.provisions
        ),
        pools=file.pools,
        quotas=file.quotas,
    )


def _misnumbered(file: _File) -> Iterator[Fault]:
    """Yield the provisions whose ids are not DOCUMENT/ARTICLE.N, with N counting from 1."""
    for article in file.articles:
        for number, provision in enumerate(article.provisions, start=1):
            due = f"{file.document.id}/{article.number}.{number}"
            if provision.id != due:
                yield fault(Code.DOCUMENT_NUMBER, provision.id, "id", value=provision.id, due=due)


def _titled_alike(file: _File) -> Iterator[Fault]:
    """Yield the titles that a provision before them has already: a title tells them apart."""
    for key in ("title_zh", "title_en"):
        owners: dict[str, str] = {}
        for provision in (one for article in file.articles for one in article.provisions):
            title: str | None = getattr(provision, key)
            if title is None:
                continue
            owner = owners.setdefault(likeness(title), provision.id)
            if owner != provision.id:
                yield fault(Code.DOCUMENT_SAME_TITLE, provision.id, key, value=title, other=owner)


def _unbound(file: _File) -> Iterator[Fault]:
    """Yield the pools and quotas that bind a provision the document does not have."""
    known = tuple(provision.id for article in file.articles for provision in article.provisions)
    shared = [("pools", file.pools), ("quotas", file.quotas)]
    for key, several in shared:
        for place, one in enumerate(several):
            for id_ in one.binds:
                if id_ not in known:
                    yield fault(Code.DOCUMENT_BINDS, key, place, "binds", value=id_, known=known)


_MODELS: dict[str, type[BaseModel]] = {
    "document": Head,
    "body": Body,
    "signature": PrintedWords,
    "articles": _ArticleInFile,
    "provisions": ProvisionInFile,
    "open_points": OpenPoint,
    "zh": OpenQuestion,
    "passages": Passage,
    "pools": Pool,
    "quotas": Quota,
}


def _placed(data: dict[str, Any], wrong: Fault) -> Fault:
    """Return a fault of pydantic's at its place in the file, which names the provision."""
    *where, key = wrong.path
    path = *_place(data, where), key
    given = wrong.params.get("value", Shown())
    match wrong.code:
        case Code.KEY_MISSING:
            return fault(Code.DOCUMENT_KEY_MISSING, *path)
        case Code.KEY_UNKNOWN:
            keys = [step for step in where if isinstance(step, str)]
            known = tuple((_MODELS[keys[-1]] if keys else _File).model_fields)
            return fault(Code.DOCUMENT_KEY_UNKNOWN, *path, value=given, misspelt=key, known=known)
        case _:
            return replace(wrong, path=path)


def _place(data: dict[str, Any], where: Sequence[str | int]) -> list[str | int]:
    """Return the path to a place in the file; that in a provision begins with its id."""
    path: list[str | int] = []
    node: Any = data
    for step in where:
        node = node[step]
        path.append(step)
        if isinstance(step, int) and hasattr(node, "keys") and "id" in node:
            path = [node["id"]]
    return path
