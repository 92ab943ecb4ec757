"""The picture of a link that is shared, where a story has none."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image

from articles import sharecards, workflow
from articles.models import Category
from articles.sharecards import Card, letters
from articles.sharecards.drawing import HUES, draw
from articles.sharecards.letters import Style
from portal.site.models import SiteSettings, current
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory, editor

CARD = Card(
    headline="Сир који чека: једанаест породица и једна планина", above="Економија",
    colour="amber", site="Zebalkans", language="sr-Cyrl",
)  # fmt: skip
MOST = 60_000
META = re.compile(r'<meta property="og:image" content="http://localhost:8000([^"]+)">')


def picture_of(client, path):
    return META.search(" ".join(client.get(path).content.decode().split()))[1]


def drawn(**said):
    return draw(replace(CARD, **said))


def test_a_card_is_as_large_as_networks_ask_for_and_light():
    wide = "Đorđe i Živko šetaju, " * 12

    for headline in ("", "Snow", CARD.headline, wide, "Ћ" * 300):
        content = drawn(headline=headline)
        assert Image.open(BytesIO(content)).size == (1200, 630)
        assert len(content) <= MOST


def test_the_same_words_give_the_same_bytes_and_others_give_others():
    others = {
        "headline": "Another", "above": "Another", "colour": "blue", "site": "Another",
    }  # fmt: skip

    assert drawn() == drawn()
    assert [name for name, value in others.items() if drawn(**{name: value}) == drawn()] == []


@pytest.mark.parametrize("face", ["serif", "sans"])
def test_every_letter_of_the_region_is_drawn_as_itself(face):
    alphabets = (
        "AĂÂBCČĆÇDĐEËÊFGĞHIİÎJKLMNÑOÖÔPQRSŠŞȘTȚUÜVWXYZŽaăâbcčćçdđeëêfgğhıiîjklmnopqrsšşștțuüvwxyzž"
        "АБВГДЂЃЕЖЗЅИЈЙКЌЛЉМНЊОПРСТЋУФХЦЧЏШЩЪЬЮЯабвгдђѓежзѕијйкќлљмнњопрстћуфхцчџшщъьюя"
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ0123456789„“”‘’«»–—…€&"
    )
    style = Style(face, 40)

    def shape(sign):
        canvas = Image.new("L", (80, 80))
        letters.draw(canvas, (20, 50), sign, style, "white")
        return canvas.tobytes()

    nothing, unknown = shape(" "), shape("語")
    shapes = {sign: shape(sign) for sign in alphabets}
    assert [sign for sign, seen in shapes.items() if seen in (nothing, unknown)] == []
    # Those that look alike come from different files, or are alike in every typeface.
    latin = [seen for sign, seen in shapes.items() if sign.isascii()]
    assert len(set(latin)) == len(latin)


def test_lines_keep_within_the_card_and_a_word_that_is_too_long_is_broken():
    style = Style("serif", 60)
    text = f"Kratko {'predugačkareč' * 9} kraj"

    lines = letters.wrapped(text, style, widest=700)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(letters.width(line, style) <= 700 for line in lines)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("do\u2011it 5\u202f000\u00a0₺ or\u20091\u00a0000\u202f₽", "do-it 5 000 TL or 1 000 RUB"),
        ("ﬁ ② e\u0301 ả Ⅳ", "fi 2 é a IV"),
        ("Snow ❄️ falls 語", "Snow falls"),
        ("😀 👩‍🚀", ""),
        (CARD.headline, CARD.headline),
    ],
)
def test_what_the_fonts_lack_is_written_in_what_they_have(text, left):
    assert letters.drawable(text) == left


@pytest.mark.django_db
def test_of_a_headline_without_a_letter_the_words_of_the_site_are_shown():
    site = SiteSettings(name="News 📰", tagline="Of the valley")
    article = ArticleFactory(headline="😀👍")

    card = sharecards.of_story(article, site)

    assert (card.headline, card.site) == ("Of the valley", "News")


def test_colours_are_those_of_the_site():
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    said = dict(re.findall(r"\.hue-(\w+) \{\s+--hue: light-dark\((#\w{6})", tokens))

    assert {name: HUES[name] for name in Category.Colour.values} == said


@pytest.mark.django_db
def test_a_story_without_a_picture_is_shared_with_its_headline(client, django_assert_num_queries):
    SiteSettings.objects.create(pk=1)
    article = ArticleFactory(category=CategoryFactory(colour="teal"))
    path = picture_of(client, article.get_absolute_url())

    with django_assert_num_queries(2):
        answer = client.get(path)

    card = sharecards.of_story(article, current())
    assert (answer["Content-Type"], answer.content) == ("image/png", draw(card))
    assert (card.headline, card.colour) == (article.headline, "teal")
    assert answer["ETag"]


@pytest.mark.django_db
def test_a_story_with_a_picture_is_shared_with_that(client):
    article = ArticleFactory(lead_image_id=ImageFactory().pk)

    assert picture_of(client, article.get_absolute_url()).startswith("/media/")


@pytest.mark.django_db
def test_every_other_page_is_shared_with_the_card_of_the_site(client):
    article = ArticleFactory(tags=("rivers",))
    paths = ["/", article.category.get_absolute_url(), "/tag/rivers/"]

    found = {picture_of(client, path) for path in paths}

    assert found == {sharecards.address_of_site(current())}
    assert client.get(found.pop()).status_code == 200


@pytest.mark.django_db
def test_a_new_headline_makes_a_new_address_and_the_old_one_leads_there(client):
    article = ArticleFactory(headline="Before")
    before = picture_of(client, article.get_absolute_url())
    article.headline = "After"
    article.save()
    after = picture_of(client, article.get_absolute_url())

    answer = client.get(before)

    assert before != after
    assert (answer.status_code, answer["Location"]) == (302, after)
    assert answer["Cache-Control"] == "no-store"
    assert client.get("/share/site/0.png")["Location"] == sharecards.address_of_site(current())


@pytest.mark.django_db
def test_there_is_a_card_only_of_a_story_that_readers_have(client):
    draft, article = ArticleFactory(live=False), ArticleFactory()
    gone = workflow.withdraw(ArticleFactory(), by=editor())

    paths = [sharecards.address_of_story(each, current()) for each in (draft, gone, article)]

    assert [client.get(path).status_code for path in paths] == [404, 404, 200]
    assert client.get(f"/share/{draft.pk}/0.png").status_code == 404
