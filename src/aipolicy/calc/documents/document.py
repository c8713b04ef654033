"""A document as data: what is known of it as a whole, its articles, provisions, pools and quotas.

The data is in a TOML file beside the document's module and is read when first needed.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails

from aipolicy.calc.documents.open_point import OpenPoint, OpenQuestion
from aipolicy.calc.documents.passage import READ_ONLY, Passage
from aipolicy.calc.documents.pool import Pool, Quota
from aipolicy.calc.documents.provision import Printed, Provision, ProvisionInFile
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.words.bilingual import Words
from aipolicy.calc.words.citation import Numerals
from aipolicy.errors import Fault, InvalidDocument
from aipolicy.errors.fault import shown
from aipolicy.errors.nearest import did_you_mean

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
        InvalidDocument: the file is not TOML, or a key is missing, unknown or has a wrong value;
            the message names the file and, for every fault, the provision and the key.
        OSError: the file cannot be read.

    >>> from importlib.resources import files
    >>> harbin = read_document(Path(str(files("aipolicy.rules") / "harbin_2022.toml")))
    >>> harbin.provisions[0].heading
    '支持人工智能关键技术攻关'
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise InvalidDocument(f"{path.name}: this is no TOML: {broken}; mend it") from broken
    try:
        file = _File.model_validate(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        told = [fault for error in errors for fault in _told(data, error)]
        raise _invalid(path, told) from invalid
    faults = [*_misnumbered(file), *_unbound(file)]
    if faults:
        raise _invalid(path, faults)
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
                limit = "a measure bears its document, its article and its place in the article"
                yield Fault(f"{provision.id} id", shown(provision.id), limit, f"write {due!r}")


def _unbound(file: _File) -> Iterator[Fault]:
    """Yield the pools and quotas that bind a provision the document does not have."""
    known = [provision.id for article in file.articles for provision in article.provisions]
    for key, shared in [("pools", pool) for pool in file.pools] + [
        ("quotas", quota) for quota in file.quotas
    ]:
        for id_ in shared.binds:
            if id_ not in known:
                near = did_you_mean(id_, known)
                cure = f"did you mean {near!r}?" if near else "name a measure of the document"
                yield Fault(f"{key} binds", shown(id_), "the document has no such measure", cure)


_MODELS: dict[str, type[BaseModel]] = {
    "document": Head,
    "body": Body,
    "articles": _ArticleInFile,
    "provisions": ProvisionInFile,
    "open_points": OpenPoint,
    "zh": OpenQuestion,
    "passages": Passage,
    "pools": Pool,
    "quotas": Quota,
}


def _told(data: dict[str, Any], error: ErrorDetails) -> Iterator[Fault]:
    """Yield the faults that pydantic reports, each named by its place in the file."""
    found: tuple[Fault, ...] = error.get("ctx", {}).get("faults", ())
    if not found:
        yield _fault(data, error)
    for fault in found:
        place = " ".join(_place(data, error["loc"]))
        yield replace(fault, name=f"{place} {fault.name}")


def _fault(data: dict[str, Any], error: ErrorDetails) -> Fault:
    *where, key = error["loc"]
    name = " ".join([*_place(data, where), str(key)])
    if error["type"] == "missing":
        return Fault(name, "(missing)", "this key is required", "add it")
    if error["type"] == "extra_forbidden":
        keys = [step for step in where if isinstance(step, str)]
        model = _MODELS[keys[-1]] if keys else _File
        near = did_you_mean(str(key), model.model_fields)
        cure = f"did you mean {near!r}?" if near else "drop it"
        return Fault(name, shown(error["input"]), "this key is unknown", cure)
    return Fault(name, shown(error["input"]), error["msg"], "correct the file")


def _place(data: dict[str, Any], where: Sequence[str | int]) -> list[str]:
    """Return the words that lead to a place in the file: the provision's id, then the keys."""
    words: list[str] = []
    node: Any = data
    for step in where:
        node = node[step]
        if isinstance(step, str):
            words.append(step)
        elif "id" in node:
            words = [node["id"]]
        else:
            words[-1] += f"[{step + 1}]"
    return words


def _invalid(path: Path, faults: Iterable[Fault]) -> InvalidDocument:
    return InvalidDocument(
        "\n  ".join([f"{path.name}: this is no document's data", *map(str, faults)])
    )
