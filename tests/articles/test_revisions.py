from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import roles
from articles import revisions, workflow
from articles.content import SCHEMA, Content, Credit, UnknownSchema
from articles.models import Article, Revision, Tag
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, TagFactory, UserFactory

moments = st.none() | st.integers(0, 3 * 10**9).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
contents = st.builds(
    Content,
    headline=st.text(),
    body=st.text(),
    tags=st.lists(st.text()).map(tuple),
    credits=st.lists(st.builds(Credit, author_id=st.integers(1), role=st.text())).map(tuple),
    other_category_ids=st.lists(st.integers(1)).map(tuple),
    publish_at=moments,
    unpublish_at=moments,
    embargo_until=moments,
    noindex=st.booleans(),
)


@given(contents)
def test_content_survives_json(content):
    assert Content.from_json(content.as_json()) == content


def test_content_of_an_older_schema_gets_defaults_and_of_a_newer_one_is_refused():
    assert Content.from_json({"headline": "Old", "gone": 1}) == Content(headline="Old")
    with pytest.raises(UnknownSchema):
        Content.from_json({}, schema=SCHEMA + 1)


@pytest.mark.django_db
class TestSaving:
    def test_a_draft_mirrors_its_newest_revision(self):
        category, author = CategoryFactory(), AuthorFactory()
        article = ArticleFactory(live=False)
        content = Content(
            headline="Đorđe i reka",
            category_id=category.pk,
            tags=("Drina", "flood"),
            credits=(Credit(author_id=author.pk),),
        )

        revisions.save(article, content, by=UserFactory(role=roles.EDITOR))

        article = Article.objects.get(pk=article.pk)
        assert article.headline == "Đorđe i reka"
        assert article.slug == "djordje-i-reka"
        assert [item.tag.name for item in article.tag_items.order_by("position")] == [
            "Drina",
            "flood",
        ]
        assert [byline.author for byline in article.bylines.all()] == [author]
        assert article.newest_revision.content == content

    def test_a_live_story_stays_as_it_is_until_it_is_published_again(self):
        article = ArticleFactory(headline="As published", tags=("old",))
        before = Article.objects.filter(pk=article.pk).values().get()
        changed = replace(article.newest_revision.content, headline="Pending", tags=("new",))

        revisions.save(article, changed, by=UserFactory(role=roles.EDITOR))

        after = Article.objects.filter(pk=article.pk).values().get()
        differing = {name for name in after if after[name] != before[name]}
        assert differing == {"newest_revision_id", "modified_at"}
        assert [item.tag.name for item in article.tag_items.all()] == ["old"]

    def test_nobody_saves_over_a_newer_revision_that_he_did_not_see(self):
        article = ArticleFactory(live=False)
        opened = article.newest_revision_id
        colleague = UserFactory(role=roles.EDITOR, first_name="Ana", last_name="Quick")
        newest = revisions.save(article, Content(headline="Hers"), by=colleague, based_on=opened)

        with pytest.raises(revisions.Conflict, match="Ana Quick saved this story") as caught:
            revisions.save(
                article, Content(headline="His"), by=UserFactory(role=roles.EDITOR), based_on=opened
            )

        assert caught.value.newest == newest
        assert Article.objects.get(pk=article.pk).headline == "Hers"

    def test_a_revision_knows_what_it_was_based_on_and_keeps_the_name_of_who_left(self):
        article = ArticleFactory(live=False)
        first = article.newest_revision
        who = UserFactory(role=roles.EDITOR, first_name="Vera", last_name="Gone")

        second = revisions.save(article, Content(headline="Two"), by=who, note="New lead")
        who.delete()

        second.refresh_from_db()
        assert (second.based_on, second.note, second.by, second.by_name) == (
            first,
            "New lead",
            None,
            "Vera Gone",
        )

    @pytest.mark.parametrize("role", [roles.MODERATOR, None])
    def test_only_who_writes_begins_a_story(self, role):
        with pytest.raises(PermissionDenied):
            revisions.create(Content(headline="No"), by=UserFactory(role=role))

    def test_a_journalist_cannot_save_the_draft_of_another(self):
        article = ArticleFactory(live=False)

        with pytest.raises(PermissionDenied):
            revisions.save(
                article, Content(headline="Mine now"), by=UserFactory(role=roles.JOURNALIST)
            )

        assert Revision.objects.filter(article=article).count() == 1

    def test_the_address_of_a_published_story_outlives_its_headline(self):
        article = ArticleFactory(headline="First words")
        content = replace(article.newest_revision.content, headline="Other words")

        revisions.save(article, content, by=UserFactory(role=roles.EDITOR))
        workflow.publish(article, by=UserFactory(role=roles.EDITOR))

        article.refresh_from_db()
        assert (article.headline, article.slug) == ("Other words", "first-words")

    def test_a_headline_without_letters_still_gets_an_address(self):
        assert ArticleFactory(live=False, headline="★ ★ ★").slug == "story"

    def test_a_tag_is_found_whatever_its_capitals_and_listed_once(self):
        tag = TagFactory(name="Drina")

        article = ArticleFactory(live=False, tags=("drina", " DRINA ", "New  tag"))

        assert [item.tag.name for item in article.tag_items.order_by("position")] == [
            "Drina",
            "New tag",
        ]
        assert Tag.objects.get(name="Drina") == tag

    def test_capitals_of_other_scripts_are_no_other_tag_and_other_words_are(self):
        ArticleFactory(live=False, tags=("Шах", "Šah", "кућа"))

        article = ArticleFactory(live=False, tags=("шах", "ŠAH", "КУЋА", "kuća"))

        assert [item.tag.name for item in article.tag_items.order_by("position")] == [
            "Шах",
            "Šah",
            "кућа",
            "kuća",
        ]

    def test_dates_of_a_story_are_never_mixed(self):
        published = timezone.now() - timedelta(days=2)
        article = ArticleFactory(at=published)

        revisions.save(article, article.newest_revision.content, by=UserFactory(role=roles.EDITOR))

        article.refresh_from_db()
        assert (article.published_at, article.updated_at) == (published, None)
        assert article.modified_at > published


@pytest.mark.django_db
class TestWhatIsGone:
    def test_a_withdrawal_is_not_stopped_by_what_waiting_changes_name(self):
        author, category = AuthorFactory(), CategoryFactory()
        article = ArticleFactory()
        changed = replace(
            article.newest_revision.content,
            credits=(Credit(author_id=author.pk),),
            category_id=category.pk,
        )
        revisions.save(article, changed, by=UserFactory(role=roles.EDITOR))
        author.delete()
        category.delete()

        article = workflow.withdraw(article, by=UserFactory(role=roles.EDITOR))

        assert (article.category_id, list(article.bylines.all())) == (None, [])

    @pytest.mark.parametrize("name", ["credits", "category_id", "other_category_ids"])
    def test_publishing_is_refused_before_anything_is_lost(self, name):
        author, category = AuthorFactory(), CategoryFactory()
        values = {
            "credits": (Credit(author_id=author.pk),),
            "category_id": category.pk,
            "other_category_ids": (category.pk,),
        }
        article = ArticleFactory()
        changed = replace(article.newest_revision.content, **{name: values[name]})
        revisions.save(article, changed, by=UserFactory(role=roles.EDITOR))
        author.delete()
        category.delete()

        with pytest.raises(workflow.Refused, match="is gone"):
            workflow.publish(article, by=UserFactory(role=roles.EDITOR))

        assert article.newest_revision.content == changed
