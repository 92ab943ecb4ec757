"""What becomes of a story that two people changed at once: pure, and nothing of either is lost."""

from articles.merging.blocks import Choice, Hunk, merge_blocks, split
from articles.merging.contents import FieldMerge, merge, merged
from articles.merging.lists import merge_lists

__all__ = [
    "Choice",
    "FieldMerge",
    "Hunk",
    "merge",
    "merge_blocks",
    "merge_lists",
    "merged",
    "split",
]
