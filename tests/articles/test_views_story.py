"""The page of a story: what stands on it and in which words, and what it costs and weighs."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from articles import upkeep, workflow
from articles.content import Credit
from articles.models import Article, Category
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db


def page(client, article):
    return " ".join(client.get(article.get_absolute_url()).content.decode().split())


def without_marks(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_a_story_weighs_at_most_sixty_kilobytes_on_the_wire(client):
    pictures = [ImageFactory() for _number in range(6)]
    section = CategoryFactory()
    for picture in pictures:
        ArticleFactory(category=section, lead_image_id=picture.pk, standfirst="Seen there. " * 9)
    # No two words alike, or it would compress to nothing.
    words = " ".join(f"w{number * 7919 % 99991}" for number in range(1500))
    article = ArticleFactory(category=section, lead_image_id=pictures[0].pk, body=f"<p>{words}</p>")
    for number in range(20):
        CommentFactory(article=article, text=f"Comment {number}: {words[number * 40 :][:200]}")

    response = client.get(article.get_absolute_url(), headers={"accept-encoding": "gzip"})

    html = gzip.decompress(response.content).decode()
    sheets = re.findall(r'<link rel="stylesheet"[^>]*href="/static/([^"]+)"', html)
    sent = len(response.content) + sum(len(gzip.compress(whole(name))) for name in sheets)
    assert "css/site.css" in sheets
    assert "<script src" not in html
    assert 10_000 < sent < 60_000


def whole(name):
    """A style sheet with what it imports, as it is collected."""
    path = Path(finders.find(name))
    names = re.findall(r'@import url\("(.*?)"\)', path.read_text())
    imported = [path.with_name(each) for each in names]
    return b"".join(each.read_bytes() for each in [path, *imported])


@pytest.mark.parametrize("count", [1, 5])
def test_a_story_costs_ten_queries_however_much_hangs_on_it(
    client, count, django_assert_num_queries
):
    category = CategoryFactory(parent=CategoryFactory())
    images = ImageFactory.create_batch(count)
    others = [
        ArticleFactory(category=category, lead_image_id=images[0].pk, headline=headline)
        for headline in ("Plums", "Sandbags", "Wasps", "A festival", "Boats")[:count]
    ]
    ArticleFactory(headline="Not yet", category=category, live=False)
    article = ArticleFactory(
        category=category,
        authors=tuple(AuthorFactory.create_batch(count)),
        tags=tuple(f"tag {n}" for n in range(count)),
        body="".join(
            f'<figure><img data-file="{image.pk}" src="/x.jpg" alt="A"></figure>'
            for image in images
        ),
        lead_image_id=images[0].pk,
    )
    comments = [CommentFactory(article=article) for _ in range(count)]
    upkeep.catch_up()

    with django_assert_num_queries(10):
        html = page(client, article)

    assert html.count("card--related") == len(others)
    assert html.count('class="tags__tag"') == count
    assert html.count('class="author-box"') == count
    assert html.count('<article class="comment"') == len(comments)
    assert html.count("figure__picture") == count + 1
    assert "Not yet" not in html


def test_the_page_reads_from_the_breadcrumb_to_the_comments_in_this_order(client):
    section = CategoryFactory(name="Politics")
    image = ImageFactory(caption="The hall", credit="Ana Photographer")
    ArticleFactory(headline="Another story", category=section, lead_image_id=image.pk)
    article = ArticleFactory(
        headline="The bridge opens", kicker="City hall", standfirst="At last.",
        body="<p>Everybody came.</p>", category=section, tags=("bridges",),
        authors=(AuthorFactory(name="Zora", bio="Writes about bridges."),),
        lead_image_id=image.pk,
    )  # fmt: skip
    CommentFactory(article=article, text="About time.")

    words = without_marks(page(client, Article.objects.get(pk=article.pk)))

    order = [
        "Home", "Politics", "The bridge opens", "City hall", "The bridge opens", "At last.", "by",
        "Zora", "1 comment", "1 minute to read", "The hall", "Ana Photographer",
        "Everybody came.", "Tags", "bridges", "Share", "Facebook", "About the author", "Zora",
        "Writes about bridges.", "You may also like", "Another story", "1 comment",
        "About time.", "Leave a comment", "All rights reserved", "Designed and developed by",
    ]  # fmt: skip
    assert re.search(".*".join(map(re.escape, order)), words)


def test_a_story_of_a_part_shows_both_levels_and_has_the_section_in_its_address(client):
    section = CategoryFactory(name="Culture", slug="culture")
    part = CategoryFactory(name="Music", slug="music", parent=section)
    article = ArticleFactory(headline="Песма реке", language="sr-Cyrl", category=part)

    html = page(client, article)

    assert article.get_absolute_url() == f"/culture/{article.pk}/pesma-reke/"
    steps = re.search(r'<ol class="breadcrumb__steps">(.*?)</ol>', html)[1]
    assert re.findall(r'href="([^"]+)"', steps) == ["/", "/culture/", "/culture/music/"]
    assert without_marks(steps) == "Home Culture Music Песма реке"
    assert '<a class="header__section" href="/culture/" aria-current="true">Culture</a>' in html


def test_bylines_say_who_did_what_in_the_order_of_the_desk(client):
    ana, boris, ceca = (AuthorFactory(name=name) for name in ("Ana", "Boris", "Ceca"))
    article = ArticleFactory(
        source="Pigeon Post",
        credits=(
            Credit(author_id=boris.pk),
            Credit(author_id=ana.pk),
            Credit(author_id=ana.pk, role="photo"),
            Credit(author_id=ceca.pk, role="translation"),
        ),
    )

    html = page(client, article)

    byline = re.search(r'<div class="byline">(.*?)</div>', html)[1]
    assert (
        without_marks(byline) == "by Boris and Ana photo: Ana translation: Ceca source: Pigeon Post"
    )
    assert f'<a href="{boris.get_absolute_url()}" rel="author">Boris</a>' in byline
    boxes = re.findall(r'<h3 class="author-box__name"> ?<a [^>]*>([^<]+)<', html)
    assert boxes == ["Boris", "Ana", "Ceca"]


def test_an_opinion_says_so_before_its_kicker(client):
    opinions = CategoryFactory(kind=Category.Kind.OPINION)
    bare, kicked = (
        ArticleFactory(category=opinions),
        ArticleFactory(category=opinions, kicker="Mail"),
    )

    kind = '<span class="article__kind">Opinion</span>'
    assert re.search(rf'__kicker"> ?{kind} ?</p>', page(client, bare))
    assert re.search(
        rf'__kicker"> ?{kind} ?<span class="article__topic">Mail</span>', page(client, kicked)
    )


def test_three_names_have_a_comma_and_an_and(client):
    authors = tuple(AuthorFactory(name=name) for name in ("Ana", "Boris", "Ceca"))

    html = page(client, ArticleFactory(authors=authors))

    byline = without_marks(re.search(r'<div class="byline">(.*?)</div>', html)[1])
    assert byline.replace(" ,", ",") == "by Ana, Boris and Ceca"


def test_a_story_says_when_it_was_published_and_updated_only_if_it_was(client):
    article = ArticleFactory(at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    before = page(client, article)
    workflow.publish(article, by=editor(), change="update", told="More.")
    after = page(client, article)

    assert '<time datetime="2026-03-01T23:30:00+01:00">1 March 2026, 23:30</time>' in before
    assert "updated" not in without_marks(before)
    assert '<span class="dates__updated">updated <time datetime="' in after


def test_a_story_in_another_language_is_marked_and_what_the_site_says_in_it_is_not(client):
    article = ArticleFactory(headline="Üç gün", language="tr", authors=(AuthorFactory(),))

    html = page(client, article)

    assert '<html lang="en">' in html
    assert '<article class="article" lang="tr">' in html
    assert '<div class="article__facts" lang="en">' in html
    assert '<footer class="article__end" lang="en">' in html
    assert '<span aria-current="page" lang="tr">Üç gün</span>' in html


def test_the_lead_image_says_what_it_shows_here_and_whose_it_is(client):
    image = ImageFactory(alt="A hall", caption="The library's words", credit="Ana")
    plain = ArticleFactory(lead_image_id=image.pk)
    own = ArticleFactory(lead_image_id=image.pk, lead_alt="Here", lead_caption="<b>Own</b> words")

    assert 'alt="A hall"' in page(client, plain)
    assert "The library&#x27;s words" in page(client, plain)
    html = page(client, own)
    lead = re.search(r'<div class="article__lead">(.*?)</div>', html)[1]
    assert 'alt="Here"' in lead
    assert 'fetchpriority="high"' in lead
    assert 'width="1600" height="1067"' in lead
    assert "&lt;b&gt;Own&lt;/b&gt; words" in lead
    assert '<span class="figure__credit">Ana</span>' in lead


@pytest.mark.parametrize(("policy", "shown"), [("open", 1), ("closed", 1), ("none", 0)])
def test_comments_show_as_the_desk_decided(client, policy, shown):
    article = ArticleFactory()
    CommentFactory(article=article, text="Said by a reader")
    Article.objects.filter(pk=article.pk).update(comment_policy=policy)

    html = page(client, article)

    assert html.count(">Said by a reader<") == html.count('href="#comments"') == shown
    assert html.count("Leave a comment") == (policy == "open")
    assert html.count('"commentCount": ') == shown
