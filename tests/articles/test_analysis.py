import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis import readings, stem, tokens, tongue
from articles.analysis.tokens import LONGEST

LANGUAGES = ["sr-Cyrl", "en", "tr", "mk", "sq", ""]


def found(word, text, language):
    """The words of the text that this one finds."""
    wanted = set(readings(word, [language]))
    return [
        text[token.start : token.end]
        for token in tokens(text, language)
        if not wanted.isdisjoint({token.key, token.stem, *token.also})
    ]


@pytest.mark.parametrize(
    ("word", "text", "language"),
    [
        ("vucic", "Вучића", "sr-Cyrl"),
        ("Вучић", "Vucica", "sr-Latn"),
        ("Dokovic", "Ђоковићу", "sr-Cyrl"),
        ("Đoković", "Djokovicu", "sr-Latn"),
        ("Erdoğan", "Erdogan", "en"),
        ("gorgi", "Ѓорѓи", "mk"),
        ("bridges", "bridge", "en"),
        ("köprüler", "köprüsünde", "tr"),
        ("kopruler", "köprüsünde", "tr"),
        ("qyteti", "qyteteve", "sq"),
        ("shkolle", "shkollës", "sq"),
    ],
)
def test_a_word_is_found_in_any_script_spelling_and_form(word, text, language):
    assert found(word, text, language) == [text]


def test_a_word_with_a_letter_of_its_own_does_not_find_another_without_it():
    assert found("vođa", "Voda je hladna, a vođe ćute.", "sr-Latn") == ["vođe"]


def test_an_apostrophe_and_a_hyphen_part_words():
    assert found("istanbul", "İstanbul'da, Istanbul-Sofya", "tr") == ["İstanbul", "Istanbul"]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_every_word_of_any_text_finds_itself(text, language):
    for token in tokens(text, language):
        assert token.key
        assert token.end > token.start
        assert token.stem in readings(token.key, [language])


@given(st.text(max_size=2 * LONGEST))
def test_a_text_looked_for_as_a_word_has_few_and_short_readings(text):
    assert len(readings(text, LANGUAGES)) <= len(LANGUAGES) + 1


@pytest.mark.parametrize(
    ("code", "words"),
    [("sr-latn", "sr"), ("sr-Cyrl", "sr"), ("hr", "sr"), ("en-gb", "en"), ("de-at", "de")],
)
def test_a_code_of_django_or_of_a_story_names_the_language_of_its_words(code, words):
    assert tongue(code) == words
    assert stem("gradova", "sr-latn") == stem("grad", "hr")
