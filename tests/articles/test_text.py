import pytest

from articles import text

LONG = "<p>" + "word " * 1100 + "</p>"


def test_words_of_neighbouring_blocks_stay_apart_and_marks_part_none():
    html = "<h2>One</h2><p>two<br>three</p><ul><li>four</li></ul><p>fi<strong>ve</strong></p>"

    assert text.plain(html) == "One two three four five"
    assert text.word_count(html) == 5


def test_characters_are_read_as_what_they_stand_for():
    assert text.plain("<p>Salt &amp; pepper &lt;b&gt;</p>") == "Salt & pepper <b>"


@pytest.mark.parametrize(
    ("html", "minutes"),
    [("", 1), ("<p>Short</p>", 1), (LONG, 6), (LONG * 2, 11), ("<p>" + "a " * 300 + "</p>", 2)],
)
def test_reading_takes_a_minute_for_two_hundred_words_and_never_none(html, minutes):
    assert text.reading_minutes(html) == minutes


def test_the_opening_is_the_first_paragraph_cut_between_words():
    html = "<h2>Not this</h2><p>Река је порасла, и нико не спава.</p><p>Nor this</p>"

    assert text.opening(html) == "Река је порасла, и нико не спава."
    assert text.opening(html, longest=20) == "Река је порасла, и…"
    assert text.opening("<h2>No paragraph</h2>") == ""


def test_a_pull_quote_is_not_the_opening_for_it_says_something_once_more():
    html = '<blockquote class="pull-quote"><p>Once more</p></blockquote><p>The text begins.</p>'

    assert text.opening(html) == "The text begins."
    assert text.opening("<blockquote><p>Somebody said it.</p></blockquote>") == "Somebody said it."


def test_a_word_longer_than_all_is_cut_in_itself():
    assert text.shorten("Donaudampfschiff", longest=6) == "Donau…"
    assert text.shorten("short", longest=6) == "short"


def test_what_feeds_cannot_carry_is_left_out():
    assert text.printable("Up\x0bper\x00 Đ\x9f\tlines\n") == "Upper Đ\tlines\n"
