"""What has changed between two contents of a story, as data: pure, and quick for long texts."""

from articles.diffs.body import LineChange, compare_bodies
from articles.diffs.contents import (
    ORDER,
    BodyChange,
    Entry,
    FieldChange,
    ListChange,
    TextChange,
    ValueChange,
    compare,
    compare_field,
)
from articles.diffs.lines import Line, lines
from articles.diffs.words import Piece, Run, Style, compare_texts, compare_words

__all__ = [
    "ORDER",
    "BodyChange",
    "Entry",
    "FieldChange",
    "Line",
    "LineChange",
    "ListChange",
    "Piece",
    "Run",
    "Style",
    "TextChange",
    "ValueChange",
    "compare",
    "compare_bodies",
    "compare_field",
    "compare_texts",
    "compare_words",
    "lines",
]
