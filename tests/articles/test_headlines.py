"""One story, four headlines: which stands where, and what stands there when it is empty."""

import json
import re

import pytest
from django.urls import reverse

from articles.forms import ContentForm
from articles.forms.headlines import LINES
from articles.models import Article
from tests.articles.desk import ADD, filled_in, form_of, page, press, send, story
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

ALL = {
    "headline": "On its page", "front_headline": "On lists",
    "social_headline": "When shared", "seo_title": "On search pages",
}  # fmt: skip
PLACES = {
    "front_headline": "list_headline",
    "social_headline": "shared_headline",
    "seo_title": "search_title",
}


def test_each_headline_stands_in_its_place(client):
    article = ArticleFactory(**ALL)

    html = client.get(article.get_absolute_url()).content.decode()
    front = client.get("/").content.decode()

    data = [json.loads(found) for found in re.findall(r'ld\+json">(.*?)</script>', html)]
    assert re.search(r"<title>\s*(.*?) \|", html)[1] == "On search pages"
    assert re.search(r'og:title"\s+content="(.*?)"', html)[1] == "When shared"
    assert re.search(r"<h1[^>]*>(.*?)</h1>", html)[1] == "On its page"
    assert data[0]["headline"] == "On its page"
    assert "text=When%20shared" in html
    assert "On lists" in front
    assert not any(other in front for other in ALL.values() if other != "On lists")


@pytest.mark.parametrize("name", PLACES)
def test_what_the_form_says_stands_instead_is_what_readers_get(name):
    names = [name, *LINES[name].falls_back]

    for place, wanted in enumerate(names):
        given = {each: f"The {each}" for each in names[place:]}
        assert getattr(Article(**given), PLACES[name]) == f"The {wanted}"


def test_the_form_shows_every_counted_line_and_cuts_none_off(client, editor):
    client.force_login(editor)

    shown = client.get(reverse(ADD)).content.decode()
    form = re.search(r'<form[^>]*id="article_form".*?</form>', shown, re.DOTALL)[0]

    assert set(re.findall(r'name="(\w+)"[^>]*\sdata-short="', form)) == set(LINES)
    assert "maxlength" not in form


def test_a_headline_that_is_longer_than_recommended_is_saved(client, editor):
    client.force_login(editor)
    article = story()
    long = "word " * 45

    press(client, form_of(article), headline=long, seo_description=long)

    article.refresh_from_db()
    assert article.headline == article.seo_description == long.strip()


def test_a_headline_that_the_column_cannot_hold_is_refused_and_given_back_whole(client, editor):
    client.force_login(editor)
    article = story(headline="Short")
    long = "word " * 60 + "and its end"

    answer = press(client, form_of(article), headline=long, front_headline=long)

    article.refresh_from_db()
    assert article.headline == "Short"
    assert filled_in(answer)["headline"] == filled_in(answer)["front_headline"] == [long]


def test_a_description_is_kept_on_one_line():
    data = {"headline": "x", "comment_policy": "open", "seo_description": " one\r\n two "}
    form = ContentForm(data)

    assert form.is_valid(), form.errors
    assert form.content().seo_description == "one two"


def test_what_was_pasted_into_a_new_story_beyond_the_limit_is_not_lost(client, editor):
    client.force_login(editor)
    long = "Наслов " * 60

    answer = send(client, reverse(ADD), filled_in(client.get(reverse(ADD))), headline=[long])

    assert long.strip() in page(answer)
    assert not Article.objects.exists()
