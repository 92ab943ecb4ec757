from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import autosaves
from articles.autosaves import Typed, Window
from articles.models import Activity, Article, FormSession, Revision
from tests.articles.desk import story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(headline="As readers see it")


def keep(article, by, *, key=None, number=1, continues=(), **fields):
    window = Window(key=key or uuid4(), continues=continues)
    sent = {name: [value] for name, value in fields.items()}
    return autosaves.keep(Typed(window=window, number=number, fields=sent), by=by, article=article)


def open_form(article, by, *, seen=timedelta()):
    session = autosaves.see(Window(key=uuid4()), by=by, article=article)
    FormSession.objects.filter(pk=session.pk).update(seen_at=timezone.now() - seen)
    return session


class TestKeeping:
    def test_what_is_typed_is_no_revision_and_nothing_that_readers_see(self, article, editor):
        before = Article.objects.values().get(pk=article.pk)

        session = keep(article, editor, headline="Half a wo", seo_title="x" * 500)

        assert session.fields == {"headline": ["Half a wo"], "seo_title": ["x" * 500]}
        assert Article.objects.values().get(pk=article.pk) == before
        assert Revision.objects.count() == 1

    def test_what_comes_late_changes_nothing(self, article, editor):
        key = uuid4()
        keep(article, editor, key=key, number=2, body="New")

        session = keep(article, editor, key=key, number=1, body="Old")

        assert (session.number, session.fields) == (2, {"body": ["New"]})

    def test_two_windows_of_one_person_never_overwrite_each_other(self, article, editor):
        for text in ("One", "Two"):
            keep(article, editor, body=text)

        kept = [each.fields["body"] for each in FormSession.objects.order_by("typed_at")]
        assert kept == [["One"], ["Two"]]

    def test_a_new_story_gets_its_row_and_goes_by_what_its_headline_is_so_far(self, journalist):
        key = uuid4()
        for number, headline in enumerate(("Br", "Bridges  \n of Tisovar"), start=1):
            keep(None, journalist, key=key, number=number, headline=headline)

        article = Article.objects.get()
        assert (article.headline, article.status) == ("Bridges of Tisovar", "draft")
        assert article.newest_revision is None
        assert list(Article.objects.editable_by(journalist)) == [article]

    def test_a_form_is_its_persons(self, article, editor):
        session = keep(article, editor, body="Hers")

        with pytest.raises(autosaves.SomebodyElses):
            keep(article, UserFactory(role="Editor"), key=session.key, number=9, body="His")

        session.refresh_from_db()
        assert session.fields == {"body": ["Hers"]}

    def test_nothing_is_kept_of_a_story_that_one_may_not_open(self, article, journalist, moderator):
        for person in (journalist, moderator):
            with pytest.raises(PermissionDenied):
                keep(article, person, body="Mine")
        with pytest.raises(PermissionDenied):
            keep(None, moderator, headline="Mine")

        assert not FormSession.objects.exists()

    def test_going_on_with_a_text_offers_the_new_one_in_its_place_and_keeps_both(
        self, article, editor
    ):
        old = keep(article, editor, body="Begun")

        new = keep(article, editor, body="Begun, and on", continues=((old.key, old.number),))

        assert list(FormSession.objects.offered()) == [new]
        assert list(FormSession.objects.unsaved()) == [new, old]

    def test_a_text_that_grew_since_is_still_offered(self, article, editor):
        key = uuid4()
        keep(article, editor, key=key, number=1, body="Begun")
        keep(article, editor, key=key, number=2, body="Begun, and grown")

        keep(article, editor, body="Begun, and on", continues=((key, 1),))

        assert FormSession.objects.offered().count() == 2


class TestSettling:
    def test_what_a_revision_contains_is_forgotten(self, article, editor):
        session = keep(article, editor, number=3, body="Saved")

        autosaves.settle(Window(key=session.key), 3, by=editor, article=article)

        session.refresh_from_db()
        assert (session.fields, session.typed_at) == ({}, None)
        assert session.based_on_id == article.newest_revision_id

    def test_what_was_typed_after_it_was_sent_stays(self, article, editor):
        session = keep(article, editor, number=4, body="Saved, and more")

        autosaves.settle(Window(key=session.key), 3, by=editor, article=article)

        session.refresh_from_db()
        assert session.fields == {"body": ["Saved, and more"]}

    def test_what_was_sent_before_it_was_saved_and_comes_late_is_not_offered(self, article, editor):
        key = uuid4()
        autosaves.settle(Window(key=key), 5, by=editor, article=article)

        keep(article, editor, key=key, number=4, body="Late")

        assert not FormSession.objects.unsaved().exists()

    def test_a_text_that_was_gone_on_with_goes_only_if_each_of_its_words_was_saved(
        self, article, editor
    ):
        colleague = UserFactory(role="Editor")
        texts = {
            "kept": "<p>As readers see it</p>", "left out": "<p>As readers saw</p>",
            "twice": "see it, see it", "elsewhere": "",
        }  # fmt: skip
        held = {name: keep(article, colleague, body=text) for name, text in texts.items()}
        grown = keep(article, colleague, number=2, body="readers")
        continues = tuple((each.key, 1) for each in (*held.values(), grown))

        autosaves.settle(Window(key=uuid4(), continues=continues), 1, by=editor, article=article)

        aside = FormSession.objects.filter(put_aside_at__isnull=False)
        assert set(aside) == {held["left out"], held["twice"]}
        assert list(FormSession.objects.offered()) == [grown]

    def test_only_the_form_that_was_saved_is_based_on_the_new_revision(self, article, editor):
        begun = keep(article, editor, body="Begun")
        window = Window(key=uuid4(), continues=((begun.key, 1),))

        autosaves.settle(window, 1, by=editor, article=article)

        based_on = FormSession.objects.values_list("based_on", flat=True)
        assert list(based_on.filter(key=begun.key)) == [None]
        assert list(based_on.filter(key=window.key)) == [article.newest_revision_id]

    def test_another_storys_text_never_goes(self, article, editor):
        other = keep(ArticleFactory(), editor, body="Other")

        window = Window(key=uuid4(), continues=((other.key, 9),))
        autosaves.settle(window, 1, by=editor, article=article)

        assert list(FormSession.objects.unsaved()) == [other]


class TestCompany:
    def test_a_form_that_was_silent_or_closed_does_not_stand_open(self, article, editor):
        here, silent = open_form(article, editor), open_form(article, editor)
        FormSession.objects.filter(pk=silent.pk).update(
            seen_at=timezone.now() - timedelta(seconds=16)
        )
        closed = open_form(article, editor)
        autosaves.see(Window(key=closed.key), by=editor, article=article, is_open=False)

        assert list(FormSession.objects.open()) == [here]
        assert [each.is_open() for each in FormSession.objects.filter(pk=here.pk)] == [True]

    def test_taking_over_is_told_to_the_others_and_written_down(self, article, editor):
        ana = UserFactory(role="Editor", first_name="Ana", last_name="Anić")
        hers = keep(article, ana, body="Hers")

        taken = autosaves.take_over(article, by=editor, window=Window(key=uuid4()))

        hers.refresh_from_db()
        assert taken == [hers]
        assert hers.taken_over_by_name == editor.display_name()
        assert hers.fields == {"body": ["Hers"]}
        deed = Activity.objects.get(verb=Activity.Verb.TAKE_OVER)
        assert (deed.by, deed.detail) == (editor, "Ana Anić")

    def test_what_was_taken_over_stays_so_in_the_next_window_until_it_is_taken_back(
        self, article, editor
    ):
        colleague = UserFactory(role="Editor")
        hers = keep(article, colleague, body="Hers")
        his = Window(key=uuid4())
        autosaves.take_over(article, by=editor, window=his)

        next_ = Window(key=uuid4(), continues=((hers.key, 1),))
        assert autosaves.see(next_, by=colleague, article=article).taken_over_at

        autosaves.take_over(article, by=colleague, window=next_)
        assert FormSession.objects.get(key=next_.key).taken_over_at is None
        third = Window(key=uuid4(), continues=(*next_.continues, (next_.key, 0)))
        assert autosaves.see(third, by=colleague, article=article).taken_over_at is None
        assert FormSession.objects.get(key=his.key).taken_over_by_name == colleague.display_name()

    def test_taking_over_reaches_the_window_whose_words_one_goes_on_with(self, article, editor):
        colleague = UserFactory(role="Editor")
        hers = keep(article, colleague, body="Hers")
        his = Window(key=uuid4(), continues=((hers.key, 1),))

        assert autosaves.take_over(article, by=editor, window=his) == [hers]

        assert autosaves.see(his, by=editor, article=article).taken_over_at is None
        assert FormSession.objects.get(key=hers.key).taken_over_at

    def test_nobody_takes_over_what_they_may_not_open(self, article, journalist):
        with pytest.raises(PermissionDenied):
            autosaves.take_over(article, by=journalist, window=Window(key=uuid4()))

        assert not Activity.objects.filter(verb=Activity.Verb.TAKE_OVER).exists()


def test_what_is_put_aside_is_offered_no_more_and_stays(article, editor):
    session = keep(article, editor, body="Mine")

    autosaves.put_aside(session.key, by=editor)

    assert not FormSession.objects.offered().exists()
    assert FormSession.objects.unsaved().get().fields == {"body": ["Mine"]}


def test_only_old_forms_that_hold_nothing_are_cleared(article, editor):
    old = timezone.now() - timedelta(days=2)
    unsaved, empty = keep(article, editor, body="Mine"), open_form(article, editor)
    FormSession.objects.update(seen_at=old)
    fresh = open_form(article, editor)

    assert autosaves.clear() == 1

    assert set(FormSession.objects.all()) == {unsaved, fresh}
    assert empty.pk not in set(FormSession.objects.values_list("pk", flat=True))


def test_a_story_that_was_withdrawn_or_trashed_meanwhile_still_keeps_what_is_typed(editor):
    article = story(headline="Gone")
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())

    assert keep(article, editor, body="Typed").fields == {"body": ["Typed"]}
