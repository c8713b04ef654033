from aipolicy.calc.documents.numbering import place


def test_clauses_sort_by_number():
    assert sorted(["10.1", "2.10", "2.9", "2"], key=place) == ["2", "2.9", "2.10", "10.1"]
