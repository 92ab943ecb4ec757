"""The history of a story: its versions listed, two of them compared, one read by itself."""

import pytest

from articles import workflow
from articles.content import Credit
from tests.articles.desk import NO_PAGES, page
from tests.articles.versions import compare, history_of, labels, restore_of, revision_of, save
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db


def two(response):
    return response.context["old"], response.context["new"]


class TestList:
    def test_what_readers_see_and_the_newest_are_chosen_to_be_compared(self, desk):
        article = ArticleFactory(headline="As published")
        live = article.live_revision
        save(article, headline="Between")
        newest = save(article, headline="Waiting")

        shown = desk.get(history_of(article))

        assert shown.context["chosen"] == (live.pk, newest.pk)
        assert "what readers see" in page(shown)
        assert "newest" in page(shown)

    def test_else_the_last_two(self, desk):
        article = ArticleFactory(live=False)
        before, newest = save(article, headline="Second"), save(article, headline="Third")

        assert desk.get(history_of(article)).context["chosen"] == (before.pk, newest.pk)

    def test_a_later_page_can_be_compared_with_the_newest(self, desk, monkeypatch):
        monkeypatch.setattr("articles.admin.history.REVISIONS", 2)
        article = ArticleFactory(live=False)
        first = article.newest_revision
        for headline in ("Second", "Third"):
            newest = save(article, headline=headline)

        shown = desk.get(history_of(article), {"p": "2"})

        assert shown.context["revisions"] == [first]
        assert shown.context["pinned"] == newest
        assert shown.context["chosen"] == (first.pk, newest.pk)

    def test_nothing_is_restored_from_the_trash(self, desk, editor):
        article = ArticleFactory(live=False)
        first = article.newest_revision
        save(article, headline="Second")
        before = page(desk.get(history_of(article)))
        workflow.trash(article, by=editor)

        after = page(desk.get(history_of(article)))

        assert restore_of(article, first) in before
        assert restore_of(article, first) not in after


class TestComparing:
    def test_any_two_are_compared_the_older_one_first(self, desk):
        article = ArticleFactory(live=False, headline="First", kicker="Old")
        first = article.newest_revision
        second = save(article, headline="Second")
        third = save(article, kicker="New")

        for asked in ({"old": first.pk, "new": third.pk}, {"old": third.pk, "new": first.pk}):
            shown = desk.get(compare(article), asked)
            assert two(shown) == (first, third)
            assert labels(shown) == ["Kicker", "Headline"]
        assert labels(desk.get(compare(article), {"old": first.pk, "new": second.pk})) == [
            "Headline"
        ]

    def test_without_a_choice_the_newest_is_compared_with_the_one_before(self, desk):
        article = ArticleFactory(live=False)
        first = article.newest_revision
        second, third = save(article, headline="Second"), save(article, headline="Third")

        assert two(desk.get(compare(article))) == (second, third)
        assert two(desk.get(compare(article), {"new": second.pk})) == (first, second)

    def test_of_the_first_version_all_is_new(self, desk):
        article = ArticleFactory(live=False, headline="First")

        shown = desk.get(compare(article))

        assert two(shown) == (None, article.newest_revision)
        assert "This is the first version" in page(shown)
        assert "<ins>First</ins>" in page(shown)

    def test_only_what_changed_is_shown(self, desk):
        article = ArticleFactory(live=False, headline="A headline that stays", kicker="Old")
        save(article, kicker="New")

        shown = page(desk.get(compare(article)))

        assert "<del>Old</del><ins>New</ins>" in shown
        assert 'id="diff-headline"' not in shown

    @pytest.mark.parametrize("view", ["inline", "side"])
    def test_both_views_show_what_came_and_what_is_gone(self, desk, view):
        article = ArticleFactory(live=False, body="<p>The river rose at night.</p>")
        save(article, body="<p>The river rose at <strong>dawn</strong>.</p>")

        shown = page(desk.get(compare(article), {"view": view}))

        assert "<del>night</del>" in shown
        assert "<ins><strong>dawn</strong></ins>" in shown

    def test_two_that_say_the_same_are_told_so(self, desk):
        article = ArticleFactory(live=False)
        save(article, note="Only a note")

        assert "Both say the same." in page(desk.get(compare(article)))

    @pytest.mark.parametrize("asked", [each for each in NO_PAGES if each])
    def test_there_is_no_version_but_those_with_a_number(self, desk, asked):
        article = ArticleFactory()

        assert desk.get(compare(article), {"new": asked}).status_code == 404
        assert desk.get(compare(article), {"old": asked}).status_code == 404

    def test_there_are_two_views(self, desk):
        assert desk.get(compare(ArticleFactory()), {"view": "upside-down"}).status_code == 404

    def test_the_versions_of_another_story_are_none_of_this_one(self, desk):
        article, other = ArticleFactory(), ArticleFactory(headline="Another")
        foreign = other.newest_revision

        assert desk.get(compare(article), {"new": foreign.pk}).status_code == 404
        assert desk.get(compare(article), {"old": foreign.pk}).status_code == 404
        assert desk.get(revision_of(article, foreign)).status_code == 404
        assert desk.get(restore_of(article, foreign)).status_code == 404
        assert desk.post(restore_of(article, foreign)).status_code == 404

    def test_a_version_can_be_read_by_itself(self, desk):
        article = ArticleFactory(live=False, headline="First", body="<p>One</p><p>Two</p>")
        first = article.newest_revision
        save(article, headline="Second")

        shown = page(desk.get(revision_of(article, first)))

        assert "First" in shown
        assert "<ins>" not in shown

    @pytest.mark.parametrize("count", [1, 5])
    def test_a_comparison_costs_the_same_however_much_differs(
        self, desk, count, django_assert_num_queries
    ):
        article = ArticleFactory(live=False)
        images = ImageFactory.create_batch(count)
        save(
            article,
            body="".join(
                f'<figure><img data-file="{each.pk}" src="/x" alt=""></figure>' for each in images
            ),
            tags=tuple(f"tag {n}" for n in range(count)),
            credits=tuple(Credit(author_id=each.pk) for each in AuthorFactory.create_batch(count)),
            other_category_ids=tuple(each.pk for each in CategoryFactory.create_batch(count)),
        )

        with django_assert_num_queries(11):
            shown = desk.get(compare(article))

        assert labels(shown) == ["Text", "Tags", "Authors", "Also in"]
