"""Turns a text into the tokens that search and related lists know it by: one analyser for both."""

from articles.analysis.stems import stem, tongue
from articles.analysis.stopwords import is_stop_word
from articles.analysis.tokens import Token, readings, tokens

__all__ = ["Token", "is_stop_word", "readings", "stem", "tokens", "tongue"]
