"""What a thread says beside the words: who wrote them, what was picked, how much hangs on them."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from comments import markup, moderation
from comments.models import Comment
from comments.structured_data import Remark, discussion
from tests.comments.factories import CommentFactory
from tests.comments.test_thread import show, with_data
from tests.comments.trees import plant, replies
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def card(html):
    """What is gathered above the thread."""
    found = re.search(r'<section class="comment-picks".*?</section>', html)
    return found and found[0]


def toggles(html):
    """Each branch with replies: whether it is open, and what its button says."""
    found = re.findall(r'<details class="[^"]*"( open)?> <summary [^>]*>(.*?)</summary>', html)
    return [(bool(is_open), words) for is_open, words in found]


def test_a_pick_has_its_mark_and_a_card_above_the_thread(moderator):
    article = ArticleFactory()
    CommentFactory(article=article, name="Boris")
    assert card(show(article)) is None
    picked = CommentFactory(article=article, name="Ana <b>", text="Long " * 100)
    moderation.pick(picked, by=moderator)

    html = show(article)

    assert html.count('<span class="comment__pick">Editors\' pick</span>') == 1
    assert f'<article class="comment comment--picked" id="comment-{picked.pk}"' in html
    above = card(html)
    assert '<bdi class="comment-pick__name">Ana &lt;b&gt;</bdi>' in above
    assert f'href="#comment-{picked.pk}"' in above
    assert "Long Long…" in above
    assert len(above) < 1000
    assert "Boris" not in above
    moderation.unpick(picked, by=moderator)
    assert "pick" not in show(article)


def test_the_three_that_were_picked_last_stand_above_wherever_they_are(moderator):
    article, comments = plant(replies(20))
    for number in (5, 3, 20, 4):
        moderation.pick(comments[number], by=moderator)

    above = card(show(article))

    assert re.findall(r'<bdi class="[^"]*">(.*?)</bdi>', above) == [
        "Reader 4", "Reader 20", "Reader 3",
    ]  # fmt: skip
    assert f'href="{comments[20].get_absolute_url()}"' in above
    assert f'href="#comment-{comments[4].pk}"' in above


def test_colleagues_have_a_badge_and_others_none():
    author = UserFactory()
    article = ArticleFactory(authors=(AuthorFactory(user=author),))
    CommentFactory(article=article, user_id=author.pk)
    CommentFactory(article=article, user_id=UserFactory().pk)
    CommentFactory(article=article)

    html = show(article)

    assert re.findall(r'<span class="comment__badge comment__badge--(\w+)">(.*?)</span>', html) == [
        ("author", "author of the story"), ("staff", "newsroom"),
    ]  # fmt: skip


def test_what_was_changed_says_so_and_who_was_forgotten_has_no_name():
    comment = CommentFactory(name="Rada Reader")
    Comment.objects.update(edited_at=timezone.now(), erased_at=timezone.now(), name="")

    html = show(comment.article)

    assert '<span class="comment__edited">edited</span>' in html
    assert "<bdi>A reader</bdi>" in html
    assert 'Reply<span class="visually-hidden"> to A reader</span>' in html
    assert "edited" not in show(CommentFactory().article)


def test_each_comment_with_replies_counts_and_folds_them():
    article, _comments = plant({1: None, 2: 1, 3: 2, 4: 1, 5: None})

    assert toggles(show(article)) == [(True, "3 replies"), (True, "1 reply")]


def test_a_long_branch_within_a_branch_is_closed_at_first():
    within = replies(1) | dict.fromkeys(range(3, 3 + markup.LONG), 2)
    article, _comments = plant(within)
    assert toggles(show(article)) == [(True, "6 replies"), (True, "5 replies")]

    longer, _comments = plant(within | {99: 2})
    assert toggles(show(longer)) == [(True, "7 replies"), (False, "6 replies")]


def test_a_branch_that_is_shown_in_part_tells_how_long_it_is_and_counts_below_only_what_is_here():
    parents = replies(9) | {100: 2, 101: 2, 102: 2}
    article, comments = plant(parents)

    html = show(article)

    assert toggles(html) == [(True, "12 replies"), (True, "1 reply here")]
    branch = f"{article.get_absolute_url()}comments/{comments[1].pk}/"
    assert f'<a href="{branch}">Show all 12 replies</a>' in html


def test_what_readers_see_of_a_branch_whose_beginning_was_removed_is_counted():
    article, _comments = plant(replies(12), hidden={1, 4})

    html = show(article)

    assert "11 comments" in html
    assert toggles(html) == [(True, "11 replies")]
    assert "Show all 11 replies" in html


def test_a_comment_can_be_reported_once_there_is_an_address_for_it(monkeypatch):
    comment = CommentFactory(name="Rada")
    monkeypatch.setattr(markup, "reverse", lambda _name, args: f"/comments/flag/{args[0]}/")

    html = show(comment.article)

    words = 'Report<span class="visually-hidden"> the comment of Rada</span>'
    assert f'href="/comments/flag/{comment.pk}/" rel="nofollow">{words}</a>' in html


def data(html):
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(written)


def test_search_engines_are_told_who_said_what_to_whom(settings):
    settings.SITE_URL = "https://news.example"
    first = CommentFactory(name="Ana", text="</script><b>", email="secret@example.org")
    reply = CommentFactory(parent=first, name="Boris")
    html = with_data(first.article)

    told = data(html)

    assert told["@id"] == f"https://news.example{first.article.get_absolute_url()}"
    places = [f"https://news.example{each.get_absolute_url()}" for each in (first, reply)]
    assert [each["@id"] for each in told["comment"]] == places
    shown = [f"{told['@id']}#comment-{each.pk}" for each in (first, reply)]
    assert [each["url"] for each in told["comment"]] == shown
    assert [each["author"]["name"] for each in told["comment"]] == ["Ana", "Boris"]
    assert told["comment"][0]["text"] == "</script><b>"
    assert "parentItem" not in told["comment"][0]
    assert told["comment"][1]["parentItem"]["@id"] == places[0]
    assert "secret@" not in html


def test_the_story_and_its_comments_go_by_one_name(client):
    comment = CommentFactory()

    html = client.get(comment.article.get_absolute_url()).content.decode()

    written = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    names = [found["@id"] for each in written if "@id" in (found := json.loads(each))]
    assert len(names) == 2
    assert len(set(names)) == 1


def test_search_engines_are_told_nothing_where_the_site_says_so():
    comment = CommentFactory()

    html = with_data(comment.article, comments_indexed=False)

    assert "ld+json" not in html
    assert '<section class="comment-thread" id="comments"' in html
    assert "data-nosnippet" in html
    assert "data-nosnippet" not in with_data(comment.article)


def test_a_comment_is_told_with_all_that_is_known_of_it():
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    remark = Remark(
        permanent="https://a/2", url="https://a/#2", name="Ana", text="Yes.", created_at=at,
        parent="https://a/1",
    )  # fmt: skip

    assert discussion("https://a/", [remark]) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://a/",
        "comment": [{
            "@type": "Comment",
            "@id": "https://a/2",
            "url": "https://a/#2",
            "author": {"@type": "Person", "name": "Ana"},
            "dateCreated": at.isoformat(),
            "text": "Yes.",
            "parentItem": {"@type": "Comment", "@id": "https://a/1"},
        }],
    }  # fmt: skip
