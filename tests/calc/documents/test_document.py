"""A document read from its file, and what is said of a file that is wrong."""

from datetime import date

import pytest

from aipolicy.calc.documents.document import Document, read_document
from aipolicy.calc.documents.pool import Span
from aipolicy.errors import AipolicyError, InvalidDocument
from tests.invented.orchards import DATA

TEXT = DATA.read_text(encoding="utf-8")


@pytest.fixture
def complaint(tmp_path):
    """Return what is said of the orchards' file with one string replaced by another."""

    def of(old, new, count=1):
        assert TEXT.count(old) == count
        path = tmp_path / "orchards.toml"
        path.write_text(TEXT.replace(old, new), encoding="utf-8")
        with pytest.raises(InvalidDocument) as caught:
            read_document(path)
        return str(caught.value)

    return of


def test_reads_all_parts_in_order():
    """A document holds its articles, provisions, pools and quotas in order."""
    document = read_document(DATA)
    assert [article.number for article in document.articles] == ["1", "2", "3"]
    assert [provision.id.split("/")[1] for provision in document.provisions] == [
        *("1.1", "1.2"),
        *("2.1", "2.2", "2.3", "2.4"),
        "3.1",
    ]
    assert [pool.of for pool in document.pools] == ["果券"]
    assert [(quota.least, quota.most, quota.per) for quota in document.quotas] == [
        (2, 3, Span.YEAR)
    ]
    assert (document.number, document.issuer, document.signed) == (None, None, None)


def test_provision_inherits_from_its_article():
    """A provision has the heading and the departments of its article."""
    provision = read_document(DATA).provisions[2]
    assert provision.article == "2"
    assert provision.heading == "扶持销售"
    assert provision.departments == ("商务局", "农业局")


def test_days_are_dates(tmp_path):
    path = tmp_path / "dated.toml"
    path.write_text(TEXT.replace("printed = { first", "signed = 2020-01-01\nprinted = { first", 1))
    assert read_document(path).signed == date(2020, 1, 1)


def test_a_file_is_read_once():
    assert read_document(DATA) is read_document(DATA)


def test_document_round_trips_through_json():
    document = read_document(DATA)
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_refuses_invalid_toml(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text("[document", encoding="utf-8")
    with pytest.raises(
        InvalidDocument,
        match=r"^broken\.toml: 1 fault\n  file=Expected .*: not valid TOML; correct the file$",
    ):
        read_document(path)


def test_missing_file_raises_file_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "none.toml")


def test_invalid_document_is_a_value_error():
    """It is an error of the library as well."""
    assert issubclass(InvalidDocument, AipolicyError)
    assert issubclass(InvalidDocument, ValueError)


def test_names_unknown_key_and_provision(complaint):
    assert complaint('beneficiary = "新建果园"', 'benefciary = "新建果园"') == (
        "orchards.toml: 1 fault\n"
        "  orchards/1.1.benefciary='新建果园': unknown key; did you mean beneficiary?"
    )


def test_unlike_key_is_to_be_dropped(complaint):
    """For an unknown key that resembles no other, the cure is to drop it."""
    assert complaint('title = "果园扶持办法"', 'title = "果园扶持办法"\nzzz = 1') == (
        "orchards.toml: 1 fault\n  document.zzz=1: unknown key; remove it"
    )


def test_an_unknown_table_is_named(complaint):
    assert (
        complaint("[[pools]]", "[[pool]]")
        .splitlines()[1]
        .endswith("unknown key; did you mean pools?")
    )


def test_names_missing_key_and_provision(complaint):
    assert complaint('kind = "referral"\n', "") == (
        "orchards.toml: 1 fault\n  orchards/2.3.kind=(missing): this key is required; add it"
    )


def test_names_wrong_value_and_provision(complaint):
    assert complaint('kind = "referral"', 'kind = "referal"') == (
        "orchards.toml: 1 fault\n"
        "  orchards/2.3.kind='referal': unknown choice; did you mean referral?"
    )


def test_reports_all_faults_with_their_place(complaint):
    """A fault inside a list is named by its place in the list."""
    text = complaint('readings = ["fixed", "up to 30%"]', 'reading = ["fixed", "up to 30%"]')
    assert text == (
        "orchards.toml: 2 faults\n"
        "  orchards/1.1.open_points[1].readings=(missing): this key is required; add it\n"
        "  orchards/1.1.open_points[1].reading=['fixed', 'up to 30%']: unknown key; "
        "did you mean readings?"
    )


def test_names_place_of_unsettled_open_point(complaint):
    assert complaint('readings = ["fixed", "up to 30%"]', 'readings = ["up to 30%"]') == (
        "orchards.toml: 3 faults\n"
        "  orchards/1.1.open_points[1].readings=['up to 30%']: an open point has two readings or "
        "more, each once; name what readers may hold\n"
        "  orchards/1.1.open_points[1].zh.readings=['固定', '至多30%']: each reading is given in "
        "Chinese, each once; write them in the same order\n"
        "  orchards/1.1.open_points[1].default='fixed': the default is one of the readings; "
        "choose one of the readings"
    )


def test_open_point_needs_chinese(complaint):
    chinese = (
        'zh = { issue = "比例是否固定为30%", readings = ["固定", "至多30%"], why = "条文用「按」" }'
    )
    assert complaint(chinese, "") == (
        "orchards.toml: 1 fault\n"
        "  orchards/1.1.open_points[1].zh=(missing): this key is required; add it"
    )


def test_names_bad_keys_in_the_chinese(complaint):
    """A key that is missing or misspelt in the Chinese of an open point is named."""
    assert complaint('why = "条文用「按」"', 'wy = "条文用「按」"') == (
        "orchards.toml: 2 faults\n"
        "  orchards/1.1.open_points[1].zh.why=(missing): this key is required; add it\n"
        "  orchards/1.1.open_points[1].zh.wy='条文用「按」': unknown key; did you mean why?"
    )


def test_article_needs_a_heading(complaint):
    """The message names the article by its place."""
    assert complaint('heading = "扶持人才"\n', "") == (
        "orchards.toml: 1 fault\n  articles[3].heading=(missing): this key is required; add it"
    )


def test_provision_needs_an_id(complaint):
    """The message names the provision by its place."""
    assert complaint('id = "orchards/2.2"\n', "") == (
        "orchards.toml: 1 fault\n"
        "  articles[2].provisions[2].id=(missing): this key is required; add it"
    )


@pytest.mark.parametrize(
    ("id_", "due"),
    [("orchards/2.3", "orchards/2.2"), ("orchards/1.2", "orchards/2.2"), ("islands/2.2", None)],
)
def test_provision_id_must_fit_its_place(complaint, id_, due):
    """An id is the document, the article and the place in the article."""
    assert complaint('id = "orchards/2.2"', f'id = "{id_}"') == (
        "orchards.toml: 1 fault\n"
        f"  {id_}.id='{id_}': a provision is numbered by its document, its article and its place "
        f"in the article; write {due or 'orchards/2.2'}"
    )


@pytest.mark.parametrize(
    ("id_", "cure"),
    [
        ("orchards/2.10", "did you mean orchards/2.1?"),
        ("zzz", "name a provision of the document"),
    ],
)
def test_pool_binds_only_own_provisions(complaint, id_, cure):
    assert complaint('binds = ["orchards/2.1"]', f'binds = ["{id_}"]') == (
        "orchards.toml: 1 fault\n"
        f"  pools[1].binds='{id_}': the document has no such provision; {cure}"
    )


def test_quota_binds_only_own_provisions(complaint):
    assert complaint('binds = ["orchards/2.4"]', 'binds = ["orchards/2.5"]') == (
        "orchards.toml: 1 fault\n"
        "  quotas[1].binds='orchards/2.5': the document has no such provision; "
        "did you mean orchards/2.4?"
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("title = '果园'".encode("gb18030"), "file.encoding"),
        (b"\xff\xfe", "file.encoding"),
        (b"a = " + b"[" * 5_000 + b"]" * 5_000, "document.toml"),
        (b"a = 1\na = 2", "document.toml"),
        (b"\x00", "document.toml"),
        (b"a" * 100_000, "document.toml"),
        (b"", "document.key_missing"),
        (b"document = 5\narticles = 5\nbody = []", "value.mapping"),
    ],
)
def test_a_broken_file_is_a_fault(tmp_path, data, code):
    """A package of another document may hold anything."""
    path = tmp_path / "broken.toml"
    path.write_bytes(data)
    with pytest.raises(InvalidDocument) as refused:
        read_document(path)
    assert refused.value.where == "broken.toml"
    assert code in {one.code.value for one in refused.value.faults}
    for one in refused.value.faults:
        assert one.text("zh").isprintable()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("id_", ["orchards/1.1", "orchards/2.3", "orchards/3.1"])
def test_heading_serves_where_no_title_is(tmp_path, id_, language):
    """A document of another author need not name its measures."""
    lines = TEXT.splitlines()
    at = lines.index(f'id = "{id_}"')
    lines.remove(next(line for line in lines[at:] if line.startswith(f"title_{language}")))
    path = tmp_path / "orchards.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (provision,) = (one for one in read_document(path).provisions if one.id == id_)
    assert provision.title(language) == provision.heading
    other = "en" if language == "zh" else "zh"
    assert provision.title(other) != provision.heading


@pytest.mark.parametrize("title", ["", " ", "\u3000", "两\\n行"])
def test_a_title_is_not_blank(complaint, title):
    """Nor does it run over lines."""
    found = complaint('title_zh = "果品销售奖励"', f'title_zh = "{title}"')
    assert found.startswith("orchards.toml: 1 fault\n  orchards/2.1.title_zh=")
    assert found.endswith(
        ": a title is a few words on one line; write what the provision is called"
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "other"),
    [
        ("果品销售奖励", "果园种植补助", "orchards/2.1.title_zh", "orchards/1.1"),
        ("苗圃租金补贴", "果园种植补助", "orchards/1.2.title_zh", "orchards/1.1"),
        ("Sales reward", "planting subsidy", "orchards/2.1.title_en", "orchards/1.1"),
        ("Sales reward", "Planting  subsidy", "orchards/2.1.title_en", "orchards/1.1"),
        ("Training of growers", "Sales reward", "orchards/3.1.title_en", "orchards/2.1"),
    ],
)
def test_no_two_titles_are_alike(complaint, old, new, place, other):
    """Two that differ in capitals or blanks alone are alike."""
    assert complaint(f'"{old}"', f'"{new}"') == (
        "orchards.toml: 1 fault\n"
        f"  {place}='{new}': {other} has this title; "
        "give each provision of a document its own title"
    )
