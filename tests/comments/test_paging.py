"""Pages of a thread: each comment is on one of them, and where its permanent link leads."""

import re
from itertools import count, takewhile
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments import paging
from comments.models import Comment
from comments.moderation import moves
from comments.thread import build
from tests.comments.test_models import forests
from tests.comments.test_thread import flat
from tests.comments.trees import plant, replies, roots
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
# Each example writes the whole thread anew.
EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def story(monkeypatch):
    """A story whose thread has pages that a few comments fill."""
    monkeypatch.setattr(paging, "BRANCHES", 3)
    monkeypatch.setattr(paging, "COMMENTS", 4)
    monkeypatch.setattr(moves, "FIRST_REPLIES", 2)
    # What is prepared is of pages as long as they are.
    rows = {
        order: lambda article, order=order: paging._rows(article, order, 0)
        for order in paging.ORDERS
    }
    monkeypatch.setattr(paging, "_FIRST", rows)
    return ArticleFactory()


def pages(article, order):
    every = (paging.page(article, order=order, number=number) for number in count(1))
    return list(takewhile(lambda page: page.comments, every))


def branch(article, root):
    every = (paging.branch(article, root=root, number=number) for number in count(1))
    return list(takewhile(lambda page: page.comments, every))


def numbers(found):
    return [comment.pk for page in found for comment in page.comments]


def at(article, address):
    """The page of the thread at an address."""
    parts = urlsplit(address)
    number = int(parse_qs(parts.query).get("page", ["1"])[0])
    part = parts.path.removeprefix(article.get_absolute_url())
    root = re.fullmatch(r"comments/(\d+)/", part)
    if root:
        return paging.branch(article, root=int(root[1]), number=number)
    assert part == ("comments/" if number > 1 else "")
    return paging.page(article, number=number)


def planted(story, parents, data):
    Comment.objects.all()._raw_delete(using="default")
    hidden = data.draw(st.sets(st.sampled_from(list(parents))))
    article, comments = plant(parents, hidden=hidden, article=story)
    return article, list(comments.values())


@EXAMPLES
@given(parents=forests(), data=st.data())
def test_each_order_has_every_branch_once_and_of_each_its_first_replies(story, parents, data):
    article, comments = planted(story, parents, data)
    seen = [comment for comment in comments if comment.status == "approved"]
    shown = {comment.pk for comment in seen if comment.pk <= comment.root.shown_until}

    for order, by in {
        paging.OLDEST: lambda root, _replies: root,
        paging.NEWEST: lambda root, _replies: -root,
        paging.MOST_REPLIED: lambda root, replies: (-replies, root),
    }.items():
        found = pages(article, order)

        assert sorted(numbers(found)) == sorted(shown)
        counts = [pair for page in found for pair in page.counts]
        assert counts == sorted(counts, key=lambda pair: by(*pair))
        assert sum(replies for _root, replies in counts) == article.comment_count == len(seen)
        assert [page.goes_on for page in found] == [True] * (len(found) - 1) + [False][: len(found)]


@EXAMPLES
@given(parents=forests(), data=st.data())
def test_the_pages_of_a_branch_have_all_of_it_once_in_the_order_of_the_thread(story, parents, data):
    article, comments = planted(story, parents, data)

    for root in {comment.root for comment in comments}:
        below = [each for each in comments if each.root == root and each.status == "approved"]
        found = branch(article, root.pk)

        assert numbers(found) == [each.pk for each in sorted(below, key=lambda each: each.path)]
        assert {counted for page in found for counted in page.counts} <= {(root.pk, len(below))}
        for page in found:
            places = [node for node, _level in flat(build(page.comments, elsewhere=page.elsewhere))]
            # Whom a page answers is named on it, if readers may know it.
            alive = {each.pk for each in below}
            assert all(node.comment or node.elsewhere or node.pk not in alive for node in places)


@EXAMPLES
@given(parents=forests(), data=st.data())
def test_a_permanent_link_leads_to_the_page_that_shows_the_comment_or_its_place(
    story, parents, data
):
    article, comments = planted(story, parents, data)
    seen = [each for each in comments if each.status == "approved"]

    for comment in comments:
        answered = any(each.path.startswith(f"{comment.path}/") for each in seen)
        place = paging.place(article, comment.pk)
        if comment not in seen and not answered:
            assert place is None
            continue
        address, _, fragment = place.partition("#")
        page = at(article, address)
        nodes = {node.pk: node for node, _level in flat(build(page.comments))}
        assert fragment == f"comment-{comment.pk}"
        assert bool(nodes[comment.pk].comment) == (comment in seen)


def test_a_comment_of_another_story_has_no_place_here():
    article, _comments = plant(roots(1))
    _other, comments = plant(roots(1))

    assert paging.place(article, comments[1].pk) is None


@pytest.mark.parametrize("order", paging.ORDERS)
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_page_costs_a_query_and_one_for_picks_however_long_the_thread(
    order, number, django_assert_num_queries
):
    article, _comments = plant(roots(200))

    with django_assert_num_queries(2 if number == 1 else 1):
        page = paging.page(article, order=order, number=number)

    assert len(page.comments) == 50
    assert page.goes_on == (number < 4)


def test_a_branch_costs_a_query_and_one_for_what_stands_above_its_later_pages(
    django_assert_num_queries,
):
    article, comments = plant(replies(450))

    for number, (queries, shown) in enumerate([(1, 200), (2, 200), (2, 51)], start=1):
        with django_assert_num_queries(queries):
            page = paging.branch(article, root=comments[1].pk, number=number)
        assert len(page.comments) == shown
        assert [said.pk for said in page.elsewhere] == [comments[1].pk] * (number > 1)


def test_a_story_on_which_nobody_wrote_costs_no_query(django_assert_num_queries):
    article, _comments = plant({})

    with django_assert_num_queries(0):
        assert paging.page(article) == paging.Page()
