import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from comments import moderation
from comments.models import Comment
from comments.models.comment import thread_path
from comments.templatetags.comments import comment_count
from comments.thread import DEEPEST, build
from portal.site.models import SiteSettings
from tests.comments.factories import CommentFactory
from tests.comments.test_models import forests, walk
from tests.factories import ArticleFactory

Status = Comment.Status


def show(article, **site):
    """The first page of a thread, without what programs read of it."""
    return re.sub(r"<script.*?</script>", "", with_data(article, **site))


def with_data(article, **site):
    article = Article.objects.select_related("category__parent").get(pk=article.pk)
    html = Template("{% load comments %}{% comment_thread article %}").render(
        Context({"article": article, "site": SiteSettings(**site)})
    )
    return " ".join(html.split())


def count(**fields):
    return comment_count(Context({"site": SiteSettings()}), Article(**fields))


def comments_of(parents):
    paths = {}
    for pk, parent in parents.items():
        paths[pk] = thread_path(pk, below=paths.get(parent, ""))
    return {pk: Comment(pk=pk, path=path, name=str(pk)) for pk, path in paths.items()}


def flat(nodes, level=0):
    for node in nodes:
        yield node, level
        yield from flat(node.replies, level + 1)


@given(forests())
def test_a_thread_shows_every_comment_once_in_order_and_never_deeper_than_three_levels(parents):
    comments = comments_of(parents)
    in_order = sorted(comments.values(), key=lambda comment: comment.path)

    shown = list(flat(build(in_order)))

    assert [node.comment for node, _ in shown] == in_order
    for node, level in shown:
        depth = node.comment.path.count("/")
        assert level == min(depth, DEEPEST)
        assert (node.in_reply_to and node.in_reply_to.pk) == (
            parents[node.pk] if depth > DEEPEST else None
        )


@given(forests(), st.data())
def test_what_was_answered_and_taken_away_keeps_an_empty_place(parents, data):
    comments = comments_of(parents)
    kept = data.draw(st.sets(st.sampled_from(list(comments))))
    places = {int(part, 36) for pk in kept for part in comments[pk].path.split("/")}

    nodes = [node for node, _ in flat(build(comments[pk] for pk in walk(parents) if pk in kept))]

    assert [node.pk for node in nodes] == [pk for pk in walk(parents) if pk in places]
    assert {node.pk for node in nodes if node.comment} == kept


@pytest.mark.django_db
def test_a_story_without_comments_invites_the_first():
    article = ArticleFactory()
    CommentFactory(article=article, status=Status.PENDING, text="Not yet read")

    html = show(article)

    assert re.search(r'id="comments-heading"> ?Comments ?<', html)
    assert "No comments yet." in html
    link = rf'<a class="button" href="/comments/{article.pk}/"'
    assert re.search(rf'id="leave-a-comment"> ?{link}', html)
    assert "Not yet read" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
def test_a_thread_costs_two_queries_however_many_comments(count, django_assert_num_queries):
    article = ArticleFactory()
    comments = [CommentFactory(article=article) for _ in range(count)]
    CommentFactory(parent=comments[0])
    CommentFactory(text="Under another story")
    article = Article.objects.select_related("category__parent").get(pk=article.pk)

    template = Template(
        "{% load comments %}{% comment_thread article %}{% comment_count article %}"
    )
    with django_assert_num_queries(2):
        html = template.render(Context({"article": article, "site": SiteSettings()}))

    assert html.count('<article class="comment"') == count + 1
    assert "Under another story" not in html


@pytest.mark.django_db
def test_each_comment_has_its_permanent_link_and_a_link_to_answer_it():
    comment = CommentFactory(name="Rada Reader")

    html = show(comment.article)

    assert f'<article class="comment" id="comment-{comment.pk}"' in html
    place = f"/comments/{comment.article_id}/{comment.pk}/"
    assert f'<a class="comment__date" href="{place}"><time datetime="' in html
    assert re.search(rf'href="/comments/{comment.article_id}/\?parent={comment.pk}"', html)
    assert 'Reply<span class="visually-hidden"> to Rada Reader</span>' in html
    assert comment.get_absolute_url() == place


@pytest.mark.django_db
def test_nobody_sees_the_address_of_the_writer_a_form_or_a_token():
    comment = CommentFactory(email="secret@example.org")

    html = show(comment.article)

    assert "secret@example.org" not in html
    assert not re.search("<form|<input|csrf", html)


@pytest.mark.django_db
def test_replies_below_the_third_level_stand_flat_and_say_whom_they_answer():
    comment = CommentFactory(name="Ana")
    for name in ("Boris", "Ceca", "Dejan", "Ema"):
        comment = CommentFactory(parent=comment, name=name)

    html = show(comment.article)

    assert html.count('<ol class="comment-thread__replies">') == 3
    assert html.count("in reply to") == 1
    assert f'href="#comment-{comment.parent_id}">in reply to <bdi>Dejan</bdi></a>' in html


@pytest.mark.django_db
def test_a_removed_comment_leaves_its_place_to_the_replies_and_no_word_of_it(moderator):
    parent = CommentFactory(name="Troll Name", text="Insulting words")
    reply = CommentFactory(parent=parent, text="Please be kind")
    moderation.reject(parent, by=moderator)

    html = show(parent.article)

    place = f'<p class="comment comment--removed" id="comment-{parent.pk}">'
    assert f"{place}This comment was removed.</p>" in html
    assert reply.text in html
    assert "1 comment<" in html.replace(" <", "<")
    assert not re.search("Troll|Insulting", html)


@pytest.mark.django_db
def test_a_removed_comment_that_nobody_answered_is_gone(moderator):
    comment = CommentFactory()
    moderation.reject(comment, by=moderator)

    assert "No comments yet." in show(comment.article)


@pytest.mark.django_db
def test_a_deep_reply_to_a_removed_comment_says_so(moderator):
    chain = [CommentFactory()]
    for _ in range(4):
        chain.append(CommentFactory(parent=chain[-1]))
    moderation.reject(chain[3], by=moderator)

    assert "in reply to a removed comment" in show(chain[0].article)


@pytest.mark.django_db
def test_a_closed_thread_shows_what_is_there_and_takes_no_more():
    comment = CommentFactory(text="Said in time")
    Article.objects.update(comment_policy="closed")

    html = show(comment.article)

    assert "Said in time" in html
    assert "Comments on this story are closed." in html
    assert f'href="/comments/{comment.article_id}/"' not in html
    assert "?parent=" not in html


@pytest.mark.django_db
def test_a_story_without_comments_shown_shows_nothing():
    comment = CommentFactory(text="Said too soon")
    Article.objects.update(comment_policy="none")

    assert show(comment.article) == ""
    assert count(comment_count=1, comment_policy="none") == ""


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 comments"), (1, "1 comment"), (2, "2 comments")]
)
def test_the_count_is_told_in_the_right_plural(number, words):
    assert count(comment_count=number) == words


def test_a_story_that_never_had_a_comment_and_takes_none_counts_none():
    assert count(comment_count=0, comment_policy="closed") == ""
    assert count(comment_count=1, comment_policy="closed") == "1 comment"


@pytest.mark.django_db
def test_what_readers_typed_never_becomes_markup():
    comment = CommentFactory(
        name="<b onmouseover=alert(1)>",
        website="javascript:alert(2)",
        text="</div><script>alert(3)</script>",
    )

    html = show(comment.article)

    assert "<bdi>&lt;b onmouseover=alert(1)&gt;</bdi>" in html
    assert '<p dir="auto">&lt;/div&gt;&lt;script&gt;alert(3)&lt;/script&gt;</p>' in html
    assert not re.search(r"<script|<b |javascript:", html)


@pytest.mark.django_db
def test_the_name_links_to_the_website_and_lends_it_no_weight():
    comment = CommentFactory(name="Rada", website='https://rada.example/?"')

    assert (
        '<a href="https://rada.example/?&quot;" rel="nofollow ugc noopener"><bdi>Rada</bdi></a>'
        in show(comment.article)
    )
