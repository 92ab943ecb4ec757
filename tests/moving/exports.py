"""Where the tests of moving house find exports: our own, and real ones beside the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/data/moving"
SHARED = next(
    (each for each in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if each.is_dir()),
    ROOT.parent / "shared",
)


def needs(name):
    """A real export, read where it is; a test without it is skipped."""
    path = SHARED / "data/wxr" / name
    if not path.is_file():
        pytest.skip(f"{name} is not on this machine")
    return path
