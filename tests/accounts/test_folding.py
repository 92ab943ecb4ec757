import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.folding import fold, spellings


@pytest.mark.parametrize(
    "same",
    [
        ("Vucic", "Vučić", "Вучић", "VUČIĆ", "вучић"),
        ("Djokovic", "Đoković", "Ђоковић"),
        ("Istanbul", "İstanbul", "ISTANBUL", "istanbul"),
        ("Erdogan", "Erdoğan", "ERDOĞAN"),
        ("Shqiperia", "Shqipëria", "SHQIPËRIA"),
        ("Njegos", "Njegoš", "Његош", "\u01caegoš"),
        ("Dzep", "Džep", "Џеп", "\u01c4ep"),
        ("Gjorgji", "Ѓорѓи"),
        ("Kirov", "Киров"),
        ("Athina", "Αθήνα", "ΑΘΗΝΑ"),
        ("Bampis", "Μπάμπης", "ΜΠΆΜΠΗΣ", "Μπαμπης"),
        ("Evropi", "Ευρώπη", "ΕΥΡΩΠΗ"),
        ("aftokinito", "αυτοκίνητο"),
        ("Angelos", "Άγγελος", "Α\u0301γγελος"),
        ("proypothesi", "προϋπόθεση"),
        ("Maios", "Μάιος", "ΜΑΪΟΣ"),
        ("Ntinos", "Ντίνος"),
        ("ouranos", "ουρανός", "ΟΥΡΑΝΌΣ"),
        ("Diyarbakir", "Diyarbakır", "DİYARBAKIR", "Di\u0307yarbakır"),
        ("Sisli", "Şişli", "ŞİŞLİ", "S\u0327is\u0327li"),
        ("Skoplje", "Скопље", "СКОПЉЕ"),
        ("Cuprija", "Ćuprija", "Ћуприја", "C\u0301uprija"),
        ("Sarajevo", "Сарајево", "САРАЈЕВО"),
        ("Kjosev", "Ќосев", "К\u0301осев"),
        ("Dzidrovski", "Ѕидровски"),
        ("Plovdiv", "Пловдив"),
        ("Gjirokaster", "Gjirokastër", "GJIROKASTËR", "Gjirokaste\u0308r"),
        ("Camil", "Çamil", "C\u0327AMIL"),
        ("Djurdjevdan", "Đurđevdan", "Ђурђевдан", "Ðurđevdan"),
        ("caj", "čaj", "ćaj", "чај", "c\u030caj"),
    ],
    ids=lambda same: same[0],
)
def test_script_and_diacritics_do_not_count(same):
    assert {fold(word) for word in same} == {same[0].lower()}


def test_words_of_other_letters_stay_apart():
    words = ["vodja", "voda", "kafa", "kava", "Niš", "niz", "şey", "gel"]

    assert len({fold(word) for word in words}) == len(words)
    assert "vodja" == fold("vođa") != fold("voda")


@pytest.mark.parametrize(
    ("word", "language", "also"),
    [
        ("Đoković", "sr-Latn", "dokovic"),
        ("Ђоковић", "sr-Cyrl", "dokovic"),
        ("Ѓорѓи", "mk", "gorgi"),
        ("Щърбанов", "bg", "shtarbanov"),
        ("Живко", "mk", "zhivko"),
        ("София", "bg", "sofia"),
    ],
)
def test_what_else_people_write_for_a_word_comes_after_its_key(word, language, also):
    key, *others = spellings(word, language)

    assert key == fold(word)
    assert also in others


def test_words_that_are_no_names_have_one_spelling():
    assert spellings("живот", "mk") == ("zivot",)
    assert spellings("Живот", "sr-Cyrl") == ("zivot",)


@given(st.text())
def test_folding_twice_is_folding_once_whatever_is_written(text):
    assert fold(fold(text)) == fold(text)
