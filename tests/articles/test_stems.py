import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.folding import fold
from articles.analysis import is_stop_word, stem
from articles.analysis.endings import OURS

FORMS = [
    ("sr-Latn", "grad grada gradovi gradovima gradova"),
    ("sr-Cyrl", "књига књиге књизи књигама"),
    ("hr", "ministar ministra ministri ministrima"),
    ("bs", "rijeka rijeke reka reke"),
    ("mk", "град градот градови градовите"),
    ("mk", "министер министерот министри министрите"),
    ("mk", "поле полето полиња полињата"),
    ("bg", "град градът града градове градовете"),
    ("bg", "министър министърът министри министрите"),
    ("sq", "shkollë shkolla shkollën shkollës shkollat shkollave"),
    ("sq", "kryeministër kryeministri kryeministrit kryeministrave"),
    ("sl", "veter vetra vetrovi vetrom"),
    ("el", "πρόβλημα προβλήματα προβλημάτων προβλήματος"),
    ("tr", "şehir şehri şehirler şehirlerin şehrinde"),
    ("tr", "çocuk çocuğu çocuklar çocuklarından cocugu"),
    ("tr", "köprü köprüsü köprünün köprüler köprülerden"),
    ("en", "city cities"),
    ("ro", "oraș orașe orașele"),
    ("de", "Brücke Brücken"),
]
APART = [
    ("sr-Latn", "reka reč kuća voda vođa most mesto"),
    ("mk", "река рака соба сабота леб лето"),
    ("bg", "град гора река ръка вода"),
    ("sq", "qytet shkollë urë libër lumë"),
    ("tr", "kitap kale köprü deniz okul yol"),
]


@pytest.mark.parametrize(("language", "forms"), FORMS, ids=lambda value: value.split()[0])
def test_the_forms_of_a_word_have_one_stem(language, forms):
    assert len({stem(fold(form), language) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "words"), APART, ids=lambda value: value.split()[0])
def test_words_of_other_meaning_keep_other_stems(language, words):
    stems = {stem(fold(word), language) for word in words.split()}

    assert len(stems) == len(words.split())


def test_a_word_of_a_language_without_a_stemmer_is_its_own_stem():
    assert stem("kotimaat", "fi") == stem("kotimaat", "") == "kotimaat"


@pytest.mark.parametrize("language", OURS)
@given(word=st.one_of(st.text(), st.text("abcdeghijklmnoprstuvyz", max_size=12)))
def test_a_stem_is_its_own_stem_and_a_word_has_one(language, word):
    found = stem(fold(word), language)

    assert stem(found, language) == found
    assert bool(found) == bool(fold(word))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sr-Cyrl", "који није jeste"), ("sr-Latn", "koji nije јесте"), ("en", "the which"),
        ("tr", "için çünkü olduğunu"), ("mk", "што беше"), ("bg", "който бъде"),
        ("sq", "është për"), ("el", "και είναι"), ("sl", "že kjer"), ("ro", "și căruia"),
        ("de", "für müssen"),
    ],
)  # fmt: skip
def test_what_every_text_says_is_known_in_any_script(language, words):
    assert all(is_stop_word(fold(word), language) for word in words.split())
    assert not is_stop_word("drina", language)
