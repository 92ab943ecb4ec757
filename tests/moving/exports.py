"""Real exports that stand beside the project, read where they are, and the samples of our own."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/data/moving"
SHARED = next(
    (
        folder / "shared"
        for folder in (ROOT.parent, ROOT.parent.parent)
        if (folder / "shared").is_dir()
    ),
    ROOT.parent / "shared",
)


def needs(name):
    """The path of this export; without it, the test that asks is skipped."""
    path = SHARED / "data/wxr" / name
    if not path.is_file():
        pytest.skip(f"{name} is not on this machine")
    return path
