"""An older version of a story restored as its newest: what comes back, and who may do so."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from articles import revisions, workflow
from articles.content import Credit
from articles.deeds import Refused
from articles.models import Article, Revision
from tests.articles.desk import EDITORS, filled_in, form_of, messages, of, page
from tests.articles.versions import compare, history_of, labels, restore_of, revision_of, save
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


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
        with pytest.raises(Refused):
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
