"""No file of days is named by the environment of a test unless the test names one."""

import pytest

from tests.days.ways import FOLDER


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("AIPOLICY_DAYS", raising=False)
    FOLDER.append(tmp_path)
    yield tmp_path
    FOLDER.pop()
