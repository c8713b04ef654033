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
    with pytest.raises(InvalidDocument, match=r"^broken\.toml: this is no TOML: .*; mend it$"):
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
        "orchards.toml: this is no document's data\n"
        "  orchards/1.1 benefciary='新建果园': this key is unknown; did you mean 'beneficiary'?"
    )


def test_unlike_key_is_to_be_dropped(complaint):
    """For an unknown key that resembles no other, the cure is to drop it."""
    assert complaint('title = "果园扶持办法"', 'title = "果园扶持办法"\nzzz = 1') == (
        "orchards.toml: this is no document's data\n  document zzz=1: this key is unknown; drop it"
    )


def test_an_unknown_table_is_named(complaint):
    assert (
        complaint("[[pools]]", "[[pool]]")
        .splitlines()[1]
        .endswith("this key is unknown; did you mean 'pools'?")
    )


def test_names_missing_key_and_provision(complaint):
    assert complaint('kind = "referral"\n', "") == (
        "orchards.toml: this is no document's data\n"
        "  orchards/2.3 kind=(missing): this key is required; add it"
    )


def test_names_wrong_value_and_provision(complaint):
    assert complaint('kind = "referral"', 'kind = "referal"') == (
        "orchards.toml: this is no document's data\n"
        "  orchards/2.3 kind='referal': Input should be 'amount', 'ceiling', 'range', 'in_kind', "
        "'referral', 'discretionary' or 'non_monetary'; correct the file"
    )


def test_reports_all_faults_with_their_place(complaint):
    """A fault inside a list is named by its place in the list."""
    text = complaint('readings = ["fixed", "up to 30%"]', 'reading = ["fixed", "up to 30%"]')
    assert text == (
        "orchards.toml: this is no document's data\n"
        "  orchards/1.1 open_points[1] readings=(missing): this key is required; add it\n"
        "  orchards/1.1 open_points[1] reading=['fixed', 'up to 30%']: this key is unknown; "
        "did you mean 'readings'?"
    )


def test_names_place_of_unsettled_open_point(complaint):
    assert complaint('readings = ["fixed", "up to 30%"]', 'readings = ["up to 30%"]') == (
        "orchards.toml: this is no document's data\n"
        "  orchards/1.1 open_points[1] readings=['up to 30%']: an open point has two readings or "
        "more, each once; name what readers may hold\n"
        "  orchards/1.1 open_points[1] zh readings=['固定', '至多30%']: each reading is said in "
        "Chinese, each once; write them in the same order\n"
        "  orchards/1.1 open_points[1] default='fixed': the default is one of the readings; "
        "take one of the readings"
    )


def test_open_point_needs_chinese(complaint):
    chinese = (
        'zh = { issue = "比例是否固定为30%", readings = ["固定", "至多30%"], why = "条文用「按」" }'
    )
    assert complaint(chinese, "") == (
        "orchards.toml: this is no document's data\n"
        "  orchards/1.1 open_points[1] zh=(missing): this key is required; add it"
    )


def test_names_bad_keys_in_the_chinese(complaint):
    """A key that is missing or misspelt in the Chinese of an open point is named."""
    assert complaint('why = "条文用「按」"', 'wy = "条文用「按」"') == (
        "orchards.toml: this is no document's data\n"
        "  orchards/1.1 open_points[1] zh why=(missing): this key is required; add it\n"
        "  orchards/1.1 open_points[1] zh wy='条文用「按」': this key is unknown; did you mean 'why'?"
    )


def test_article_needs_a_heading(complaint):
    """The message names the article by its place."""
    assert complaint('heading = "扶持人才"\n', "") == (
        "orchards.toml: this is no document's data\n"
        "  articles[3] heading=(missing): this key is required; add it"
    )


def test_provision_needs_an_id(complaint):
    """The message names the provision by its place."""
    assert complaint('id = "orchards/2.2"\n', "") == (
        "orchards.toml: this is no document's data\n"
        "  articles[2] provisions[2] id=(missing): this key is required; add it"
    )


@pytest.mark.parametrize(
    ("id_", "due"),
    [("orchards/2.3", "orchards/2.2"), ("orchards/1.2", "orchards/2.2"), ("islands/2.2", None)],
)
def test_provision_id_must_fit_its_place(complaint, id_, due):
    """An id is the document, the article and the place in the article."""
    assert complaint('id = "orchards/2.2"', f'id = "{id_}"') == (
        "orchards.toml: this is no document's data\n"
        f"  {id_} id='{id_}': a measure bears its document, its article and its place in the "
        f"article; write '{due or 'orchards/2.2'}'"
    )


@pytest.mark.parametrize(
    ("id_", "cure"),
    [
        ("orchards/2.10", "did you mean 'orchards/2.1'?"),
        ("zzz", "name a measure of the document"),
    ],
)
def test_pool_binds_only_own_provisions(complaint, id_, cure):
    assert complaint('binds = ["orchards/2.1"]', f'binds = ["{id_}"]') == (
        "orchards.toml: this is no document's data\n"
        f"  pools binds='{id_}': the document has no such measure; {cure}"
    )


def test_quota_binds_only_own_provisions(complaint):
    assert complaint('binds = ["orchards/2.4"]', 'binds = ["orchards/2.5"]') == (
        "orchards.toml: this is no document's data\n"
        "  quotas binds='orchards/2.5': the document has no such measure; "
        "did you mean 'orchards/2.4'?"
    )
