"""Where the tests of moving house find exports: our own, and those shared with this project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "tests/data/moving"
SHARED = next(
    (each for each in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if each.is_dir()),
    ROOT.parent / "shared",
)


def needs(name):
    """This file of those shared, read where it is; a test without it is skipped."""
    path = SHARED / "data/wxr" / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {path.parent}")
    return path
