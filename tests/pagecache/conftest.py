import pytest

from portal.pagecache import freshness


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine takes its time over a question: how long it may is proved by itself."""
    monkeypatch.setattr(freshness, "PATIENCE", 10)
