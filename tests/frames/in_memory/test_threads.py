"""Threads of a call: the one that asks works too, and nobody works on when it has ended."""

import os
import threading

import pytest

from aipolicy.frames.in_memory.threads import cores, in_threads


def test_results_keep_the_order_of_items():
    first_waits = threading.Event()

    def work(item):
        if item == 0:
            first_waits.wait(10)
        else:
            first_waits.set()
        return item, threading.get_ident()

    done = list(in_threads(lambda: work, range(5), 2))
    assert [item for item, _ in done] == [0, 1, 2, 3, 4]
    assert len({thread for _, thread in done}) == 2


def test_every_thread_has_its_own_worker():
    together = threading.Barrier(3)
    makers = []

    def maker():
        makers.append(threading.get_ident())

        def work(_):
            together.wait(10)
            return threading.get_ident()

        return work

    done = list(in_threads(maker, range(3), 3))
    assert set(done) == set(makers)
    assert len(makers) == 3
    assert threading.get_ident() in makers


def test_one_thread_is_the_one_that_asks():
    found = list(in_threads(lambda: lambda _: threading.get_ident(), [1, 2], 1))
    assert found == [threading.get_ident()] * 2


@pytest.mark.parametrize("count", [1, 2])
def test_no_item_is_no_work(count):
    assert list(in_threads(lambda: lambda item: item, [], count)) == []


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("items", [[0, 1], [1, 0]])
def test_errors_reach_the_caller(count, items):
    with pytest.raises(ZeroDivisionError):
        list(in_threads(lambda: lambda item: 1 // item, items, count))


def test_errors_of_other_threads_reach_us():
    asking, together = threading.get_ident(), threading.Barrier(2)

    def work(item):
        if item < 2:
            together.wait(10)
        if threading.get_ident() != asking:
            raise ZeroDivisionError(item)
        return item

    with pytest.raises(ZeroDivisionError):
        list(in_threads(lambda: work, range(100), 2))


def test_no_thread_outlives_the_call():
    asking, busy, go_on = threading.get_ident(), threading.Event(), threading.Event()
    finished = []

    def work(item):
        if threading.get_ident() != asking:
            busy.set()
            go_on.wait(10)
            finished.append(item)
        else:
            busy.wait(10)
        return item

    done = in_threads(lambda: work, range(100), 2)
    next(done)
    threading.Timer(0.05, go_on.set).start()
    done.close()
    assert len(finished) == 1  # what was begun is waited for, and the rest is left


def test_more_threads_than_items_are_no_harm():
    assert list(in_threads(lambda: lambda item: item, [1], 4)) == [1]


def test_works_without_further_threads(monkeypatch):
    def none_left(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none_left)
    found = list(in_threads(lambda: lambda _: threading.get_ident(), [1, 2], 3))
    assert found == [threading.get_ident()] * 2


def test_counts_all_cores_as_fallback(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert cores() == 3
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system deals out no cores")
def test_only_cores_that_are_ours_count():
    assert cores() == len(os.sched_getaffinity(0))
