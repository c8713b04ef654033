from aipolicy.calc.documents.numbering import place


def test_clauses_stand_in_the_order_of_their_numbers():
    assert sorted(["10.1", "2.10", "2.9", "2"], key=place) == ["2", "2.9", "2.10", "10.1"]
