"""What tests of moving house read with."""

import pytest

from tests.moving.wxrs import Reader


@pytest.fixture
def wxr(tmp_path):
    """Reads an export that is given as text or as bytes."""
    return Reader(tmp_path)
