"""The history of a story: two of its versions compared, one read by itself, one restored."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from articles import revisions, workflow
from articles.content import Credit
from articles.models import Article, Revision
from tests.articles.desk import EDITORS, NO_PAGES, filled_in, form_of, messages, of, page
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def history_of(article):
    return reverse("admin:articles_article_history", args=[article.pk])


def compare(article):
    return reverse("admin:articles_article_compare", args=[article.pk])


def revision_of(article, revision):
    return reverse("admin:articles_article_revision", args=[article.pk, revision.pk])


def restore_of(article, revision):
    return reverse("admin:articles_article_restore", args=[article.pk, revision.pk])


def save(article, by=None, note="", **content):
    article = Article.objects.get(pk=article.pk)
    changed = replace(article.newest_revision.content, **content)
    return revisions.save(article, changed, by=by or UserFactory(role="Editor"), note=note)


def two(response):
    return response.context["old"], response.context["new"]


def labels(response):
    return [row.label for row in response.context["rows"]]


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


class TestRestoring:
    def restore(self, desk, article, revision, **typed):
        address = restore_of(article, revision)
        fields = filled_in(desk.get(address), None)
        return desk.post(address, fields | typed, follow=True)

    def test_a_version_is_restored_as_the_newest(self, desk, editor):
        article = ArticleFactory(live=False, headline="First", tags=("a",))
        first = article.newest_revision
        second = save(article, headline="Second", tags=("b",))

        asked = desk.get(restore_of(article, first))
        done = self.restore(desk, article, first, note="The figures were right")

        assert labels(asked) == ["Headline", "Tags"]
        article = Article.objects.get()
        newest = article.newest_revision
        assert article.headline == "First"
        assert newest.content == first.content
        assert (newest.kind, newest.by, newest.based_on) == ("restored", editor, second)
        assert newest.note.startswith("Restored from ")
        assert newest.note.endswith("saved by The Desk. The figures were right")
        assert done.redirect_chain == [(form_of(article), 302)]
        assert "says again what it said" in messages(done)[0]

    def test_asking_changes_nothing(self, desk):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        save(article, headline="Second")

        desk.get(restore_of(article, first))

        assert Article.objects.get().headline == "Second"

    def test_readers_keep_what_was_published(self, desk):
        article = ArticleFactory(headline="As published")
        first = save(article, headline="Wished for")
        save(article, headline="Thought better of")
        before = desk.get(article.get_absolute_url()).content

        done = self.restore(desk, article, first)

        assert desk.get(article.get_absolute_url()).content == before
        assert Article.objects.get().newest_revision.content.headline == "Wished for"
        assert "Readers see it once it is published" in messages(done)[0]

    def test_who_saves_meanwhile_is_not_overwritten(self, desk):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        save(article, headline="Second")
        fields = filled_in(desk.get(restore_of(article, first)), None)
        save(article, headline="Third", by=UserFactory(role="Editor", last_name="Late"))

        refused = desk.post(restore_of(article, first), fields, follow=True)

        assert "Nothing was restored." in messages(refused)[0]
        assert Article.objects.get().headline == "Third"
        assert refused.redirect_chain == [(restore_of(article, first), 302)]

    def test_nothing_is_restored_that_was_not_shown(self, desk):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        save(article, headline="Second")

        desk.post(restore_of(article, first))

        assert Article.objects.get().headline == "Second"

    def test_what_the_newest_says_already_is_not_saved_again(self, desk, editor):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        second = save(article, note="Only a note")

        asked = desk.get(restore_of(article, first))
        found = revisions.restore(article, first, by=editor)

        assert "nothing to restore" in page(asked)
        assert found == second
        assert Revision.objects.filter(article=article).count() == 2

    def test_never_in_the_trash(self, desk, editor):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        newest = save(article, headline="Second")
        workflow.trash(article, by=editor)

        asked = desk.get(restore_of(article, first), follow=True)
        sent = desk.post(restore_of(article, first), {"newest": newest.pk}, follow=True)

        for answer in (asked, sent):
            assert messages(answer) == ["Restore the story from the trash first."]
        with pytest.raises(revisions.InTrash):
            revisions.restore(article, first, by=editor)
        assert Article.objects.get().headline == "Second"

    def test_what_is_gone_since_is_left_out(self, desk):
        article = ArticleFactory(live=False, headline="First")
        gone, newest = article.newest_revision, save(article, headline="Second")
        content = replace(
            gone.content, lead_image_id=98765, category_id=98765, credits=(Credit(author_id=98765),)
        )
        Revision.objects.filter(pk=gone.pk).update(data=content.as_json())

        self.restore(desk, article, gone)

        restored = Article.objects.get().newest_revision
        assert restored != newest
        assert restored.content == replace(
            content, lead_image_id=None, category_id=None, credits=()
        )

    def test_a_long_note_is_cut_to_what_a_note_holds(self, editor):
        article = ArticleFactory(live=False, headline="First")
        first = article.newest_revision
        save(article, headline="Second")

        assert len(revisions.restore(article, first, by=editor, note="x" * 300).note) == 300


class TestAccess:
    def test_for_who_may_edit_the_story(self, client, somebody):
        article = ArticleFactory(live=False, headline="Not yours")
        first = article.newest_revision
        newest = save(article, kicker="Second")

        for address in (
            compare(article),
            revision_of(article, first),
            restore_of(article, first),
        ):
            shown = client.get(address)
            assert (shown.status_code == 200) == (somebody in EDITORS)
            assert ("Not yours" in page(shown)) == (somebody in EDITORS)
        client.post(restore_of(article, first), {"newest": newest.pk})
        assert (Article.objects.get().kicker == "") == (somebody in EDITORS)

    def test_a_journalist_restores_an_own_story_and_no_other(self, client, journalist):
        own, other = of(journalist, headline="Mine"), ArticleFactory(live=False)
        first, foreign = own.newest_revision, other.newest_revision
        newest = save(own, headline="Changed", by=journalist)
        save(other, headline="Of a colleague")
        client.force_login(journalist)

        client.post(restore_of(own, first), {"newest": newest.pk})

        assert Article.objects.get(pk=own.pk).headline == "Mine"
        assert client.get(compare(other)).status_code == 404
        assert client.post(restore_of(other, foreign)).status_code == 404
        with pytest.raises(PermissionDenied):
            revisions.restore(other, foreign, by=journalist)

    def test_the_verb_takes_versions_of_its_story_only(self, editor):
        article, other = ArticleFactory(live=False), ArticleFactory(live=False)

        with pytest.raises(PermissionDenied):
            revisions.restore(article, other.newest_revision, by=editor)

    def test_comparing_and_reading_are_for_looking(self, desk):
        article = ArticleFactory()

        assert desk.post(compare(article)).status_code == 405
        assert desk.post(revision_of(article, article.newest_revision)).status_code == 405
        assert desk.put(restore_of(article, article.newest_revision)).status_code == 405


def test_a_restored_version_is_called_so(desk, editor):
    article = ArticleFactory(live=False, headline="First")
    first = article.newest_revision
    save(article, headline="Second")
    revisions.restore(article, first, by=editor)

    assert "restored" in page(desk.get(history_of(article)))
