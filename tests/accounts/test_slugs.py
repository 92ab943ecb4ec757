import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.slugs import make_slug


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Вести дана", "", "vesti-dana"),
        ("Đorđe i Njegoš", "", "djordje-i-njegos"),
        ("Ђорђе и Његош", "", "djordje-i-njegos"),
        ("Џеп пун љубичица", "sr-Cyrl", "dzep-pun-ljubicica"),
        ("Жена на реци", "mk", "zhena-na-reci"),
        ("Ѓорѓи и ноќта", "", "gjorgji-i-nokjta"),
        ("Щъркелът на площада", "", "shtarkelat-na-ploshtada"),
        ("Жълта къща", "bg", "zhalta-kashta"),
        ("Işık ve gölge: İzmir", "tr", "isik-ve-golge-izmir"),
        ("Ë bukur, çdo ditë", "sq", "e-bukur-cdo-dite"),
        ("Το φως του χωριού", "el", "to-fos-tou-choriou"),
        ("Straße, æble & œuvre", "", "strasse-aeble-oeuvre"),
        ("Plain — words, 2030!", "", "plain-words-2030"),
        ("★", "", ""),
    ],
)
def test_headlines_of_the_region_become_addresses(text, language, slug):
    assert make_slug(text, language=language) == slug


def test_a_long_headline_is_cut_between_words():
    assert make_slug("one two three", longest=9) == "one-two"
    assert make_slug("onetwothree", longest=5) == "onetw"
    assert make_slug("one_two", longest=4) == "one"


@given(st.text(), st.sampled_from(["", "sr-Cyrl", "mk", "bg", "el", "tr"]), st.integers(1, 80))
def test_an_address_has_only_what_addresses_may_have(text, language, longest):
    slug = make_slug(text, language=language, longest=longest)

    assert re.fullmatch(r"[a-z0-9_-]*", slug)
    assert len(slug) <= longest
    assert make_slug(slug, longest=longest) == slug
