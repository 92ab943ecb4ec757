"""Pages of a thread below their story, and the permanent addresses of comments."""

import re

import pytest
from django.urls import reverse

from articles.models import Article, Category
from comments import moderation
from portal.site.models import SiteSettings
from tests.comments.factories import CommentFactory
from tests.comments.trees import plant, replies, roots
from tests.factories import ArticleFactory, CategoryFactory
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db

PARTS = ("", "newest/", "most-replied/")


def thread(article, part="", query=""):
    return f"{article.get_absolute_url()}comments/{part}{query}"


def shown(response):
    """The comments of a page, by their numbers, in its order."""
    html = response.content.decode()
    return [int(pk) for pk in re.findall(r'<article class="comment[^"]*" id="comment-(\d+)"', html)]


def links(response):
    """Where the links of a page lead, by their words."""
    html = response.content.decode()
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {" ".join(words.split()): address for address, words in found}


@pytest.mark.parametrize("count", [1, 5, 200])
@pytest.mark.parametrize("part", PARTS)
def test_a_page_of_a_thread_costs_the_same_however_many_comments(
    client, part, count, django_assert_num_queries
):
    article, _comments = plant(roots(count))

    # The site, the sections, the story, its thread and the picks of it.
    with django_assert_num_queries(5):
        response = client.get(thread(article, part))

    assert len(shown(response)) == min(count, 50)


def test_each_order_leads_from_page_to_page_through_the_whole_thread(client):
    article, comments = plant(roots(120))
    oldest = [comment.pk for comment in comments.values()]

    for part in PARTS:
        found, address = [], thread(article, part)
        while address:
            response = client.get(address.partition("#")[0])
            found += shown(response)
            address = links(response).get("More comments")
        assert found == (oldest[::-1] if part == "newest/" else oldest)


def test_the_page_of_the_story_is_the_first_of_its_thread_and_leads_on(client):
    article, comments = plant(roots(51))
    response = client.get(article.get_absolute_url())
    last = client.get(thread(article, query="?page=2"))

    assert shown(response) == [comments[number].pk for number in range(1, 51)]
    assert links(response)["More comments"] == thread(article, query="?page=2#comments")
    assert links(response)["Newest"] == thread(article, "newest/", "#comments")
    assert links(response)["Most replied"] == thread(article, "most-replied/", "#comments")
    assert links(last)["Previous comments"] == thread(article, query="#comments")
    assert "More comments" not in links(last)


def test_most_replied_begins_with_what_was_answered_most(client):
    article, comments = plant({1: None, 2: None, 3: 2, 4: 2, 5: None, 6: 5})

    order = shown(client.get(thread(article, "most-replied/")))

    assert order == [comments[number].pk for number in (2, 3, 4, 5, 6, 1)]


def test_a_list_shows_the_first_replies_of_a_long_branch_and_leads_to_all_of_it(client):
    article, comments = plant(replies(37) | {50: None})
    branch = f"{comments[1].pk}/"

    response = client.get(article.get_absolute_url())
    html = client.get(thread(article, branch)).content.decode()

    assert shown(response) == [comments[number].pk for number in (*range(1, 12), 50)]
    assert "37 replies</summary>" in response.content.decode()
    assert links(response)["Show all 37 replies"] == thread(article, branch)
    assert html.count('<article class="comment"') == 38
    assert "38 comments in this branch" in html
    assert "Show all" not in html


def test_a_page_of_a_thread_leads_back_to_its_story_and_is_canonical_itself(client, settings):
    settings.SITE_URL = "https://news.example"
    article, _comments = plant(roots(120), article=ArticleFactory(headline="The river <rises>"))

    for part, query in [("", ""), ("newest/", "?page=2"), ("most-replied/", "")]:
        html = client.get(thread(article, part, query)).content.decode()
        address = f"https://news.example{thread(article, part, query)}"
        assert f'<link rel="canonical" href="{address}">' in html
        back = f'<a href="{article.get_absolute_url()}">The river &lt;rises&gt;</a>'
        assert back in html
        assert f'href="{thread(article, "feed/")}"' in html


@pytest.mark.parametrize("part", [*PARTS, "feed/", "branch"])
def test_what_is_wrong_of_an_address_costs_one_redirect(client, part):
    article, comments = plant(replies(250) | dict.fromkeys(range(300, 400)))
    part = f"{comments[1].pk}/" if part == "branch" else part
    query = "" if part == "feed/" else "?page=2"

    wrong = client.get(f"/elsewhere/{article.pk}/x/comments/{part}{query}")

    assert (wrong.status_code, wrong["Location"]) == (301, thread(article, part, query))
    assert client.get(wrong["Location"]).status_code == 200


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=x", "?page=999999", "?page="])
def test_pages_that_are_not_there_are_not_found(client, query):
    article, comments = plant({1: None, 2: 1})

    for part in (*PARTS, f"{comments[1].pk}/"):
        assert client.get(thread(article, part, query)).status_code == 404
    # No beginning of a branch, and none of this story.
    assert client.get(thread(article, f"{comments[2].pk}/")).status_code == 404
    assert client.get(thread(ArticleFactory(), f"{comments[1].pk}/")).status_code == 404


def test_pages_that_nobody_keeps_are_shown_all_the_same():
    article, comments = plant(roots(2551))
    _rendered, kept = both()

    page, far = (thread(article, query=f"?page={number}") for number in (50, 52))

    assert [get(kept, page).cache, get(kept, page).cache] == ["fwd=miss; stored", "hit"]
    assert [get(kept, far).cache, get(kept, far).cache] == ["", ""]
    assert f'id="comment-{comments[2551].pk}"' in get(kept, far).body.decode()


@pytest.mark.parametrize("hide", ["not live", "story", "section", "section above"])
def test_a_thread_that_readers_do_not_see_has_no_pages(client, hide):
    above = CategoryFactory()
    section = CategoryFactory(parent=above)
    article, comments = plant(roots(1), article=ArticleFactory(category=section))
    CommentFactory(text="Still shown")
    addresses = [thread(article, part) for part in (*PARTS, "feed/", f"{comments[1].pk}/")]
    addresses.append(comments[1].get_absolute_url())
    assert {client.get(each).status_code for each in addresses} == {200, 302}

    this = Article.objects.filter(pk=article.pk)
    if hide == "not live":
        this.update(status=Article.Status.WITHDRAWN)
    elif hide == "story":
        this.update(comment_policy="none")
    else:
        silent = section if hide == "section" else above
        Category.objects.filter(pk=silent.pk).update(comment_policy="none")

    assert {client.get(each).status_code for each in addresses} == {404}
    feed = client.get("/comments/feed/").content.decode()
    assert "Words 1." not in feed
    assert "Still shown" in feed


def test_search_engines_are_kept_out_where_the_site_says_so(client):
    SiteSettings.objects.create(pk=1, comments_indexed=False)
    article, _comments = plant(roots(1))

    story = client.get(article.get_absolute_url()).content.decode()
    pages = [client.get(thread(article, part)).content.decode() for part in PARTS]

    assert '"@type": "Comment"' not in story
    assert "data-nosnippet" in story
    assert '<meta name="robots" content="noindex">' not in story
    assert all('<meta name="robots" content="noindex">' in html for html in pages)
    for feed in (thread(article, "feed/"), reverse("comment_feed")):
        assert client.get(feed)["X-Robots-Tag"] == "noindex"


def test_search_engines_may_list_a_thread_unless_they_may_not_list_its_story(client):
    article, _comments = plant(roots(1))
    listed = client.get(thread(article)).content.decode()
    Article.objects.update(noindex=True)
    unlisted = client.get(thread(article)).content.decode()

    assert "noindex" not in listed
    assert "data-nosnippet" not in listed
    assert '<meta name="robots" content="noindex">' in unlisted


def test_a_permanent_address_leads_to_the_comment_and_nobody_keeps_it(client):
    article, comments = plant(replies(205) | dict.fromkeys(range(300, 400)))
    story = article.get_absolute_url()
    expected = {
        1: story,
        11: story,
        12: thread(article, f"{comments[1].pk}/"),
        206: thread(article, f"{comments[1].pk}/", "?page=2"),
        399: thread(article, query="?page=3"),
    }

    for number, address in expected.items():
        response = client.get(comments[number].get_absolute_url())
        place = f"{address}#comment-{comments[number].pk}"
        assert (response.status_code, response["Location"]) == (302, place)
        assert "no-store" in response["Cache-Control"]
        assert comments[number].pk in shown(client.get(address))


def test_only_what_readers_see_has_a_place(client, moderator):
    answered, lonely = CommentFactory(), CommentFactory()
    CommentFactory(parent=answered)
    waiting = CommentFactory(article=answered.article, status="pending")
    for comment in (answered, lonely):
        moderation.reject(comment, by=moderator)

    found = [client.get(each.get_absolute_url()) for each in (answered, lonely, waiting)]

    assert [response.status_code for response in found] == [302, 404, 404]
    place = found[0]["Location"].partition("#")[2]
    assert f'id="{place}"' in client.get(answered.article.get_absolute_url()).content.decode()
    assert client.get(f"/comments/{lonely.article_id}/{answered.pk}/").status_code == 404
