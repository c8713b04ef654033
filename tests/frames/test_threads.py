"""Threads of a call: each on cores of its own, and none left behind."""

import os
import threading

import pytest

from aipolicy.frames import threads
from aipolicy.frames.threads import cores, in_threads


def test_work_comes_back_in_the_order_of_the_items_whatever_takes_long():
    first_waits = threading.Event()

    def work(item):
        if item == 0:
            first_waits.wait(10)
        else:
            first_waits.set()
        return item, threading.get_ident()

    done = list(in_threads(work, range(5), 2))
    assert [item for item, _ in done] == [0, 1, 2, 3, 4]
    assert len({thread for _, thread in done}) == 2


def test_one_thread_is_the_one_that_asks():
    assert (
        list(in_threads(lambda _: threading.get_ident(), [1, 2], 1)) == [threading.get_ident()] * 2
    )


def test_no_item_is_no_work():
    assert list(in_threads(lambda item: item, [], 2)) == []


def test_an_error_of_the_work_is_raised_where_it_was_asked_for():
    with pytest.raises(ZeroDivisionError):
        list(in_threads(lambda item: 1 // item, [1, 0], 2))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system deals out no cores")
def test_the_cores_are_dealt_out_among_the_threads_and_the_asking_one_keeps_all():
    before, together = os.sched_getaffinity(0), threading.Barrier(2)

    def work(_):
        together.wait(10)
        return frozenset(os.sched_getaffinity(0))

    one, other = in_threads(work, [1, 2], 2)
    if len(before) > 1:
        assert one | other == before
        assert not one & other
    assert os.sched_getaffinity(0) == before


def test_more_threads_than_cores_go_where_the_system_sets_them(monkeypatch):
    monkeypatch.setattr(threads, "cores", lambda: [cores()[0]])
    assert sorted(in_threads(lambda item: item, range(9), 3)) == list(range(9))


def test_a_core_that_is_taken_away_meanwhile_is_no_error(monkeypatch):
    monkeypatch.setattr(threads, "cores", lambda: [10**6, 10**6 + 1])
    assert list(in_threads(lambda item: item, range(3), 2)) == [0, 1, 2]


def test_cores_are_counted_where_the_system_cannot_tell_which_are_ours(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert cores() == [0, 1, 2]
    assert list(in_threads(lambda item: item, range(3), 2)) == [0, 1, 2]
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == [0]
