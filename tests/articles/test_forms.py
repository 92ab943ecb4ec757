"""The fields of a story's form, each by itself."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.content import Content, Credit
from articles.forms import ContentForm
from articles.forms.bylines import BylinesField, Line
from articles.forms.categories import CategoriesField, CategoryField
from articles.forms.moments import MomentField
from articles.forms.tags import MOST, TagsField, split
from articles.forms.text import LONGEST, StoryTextField, StoryTextInput, addresses
from articles.models import Article
from tests.factories import AuthorFactory, CategoryFactory, ImageFactory


class TestTags:
    @pytest.mark.parametrize(
        ("typed", "names"),
        [
            ("", ()),
            (" , ,, ", ()),
            ("one", ("one",)),
            ("one,two , three", ("one", "two", "three")),
            ("Novi   Sad\nriver", ("Novi Sad", "river")),
            ("River, RIVER, river", ("River",)),
            ("Đ, đ", ("Đ",)),
        ],
    )
    def test_stand_between_commas_each_once(self, typed, names):
        assert TagsField(required=False).clean(typed) == names

    @given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=","))))
    def test_what_is_shown_is_what_would_be_saved(self, names):
        field = TagsField(required=False)
        once = tuple(split(",".join(names)))

        assert tuple(split(field.prepare_value(once))) == once

    @pytest.mark.parametrize(
        "typed", [",".join(str(number) for number in range(MOST + 1)), "x" * 101]
    )
    def test_too_many_and_too_long_are_refused(self, typed):
        with pytest.raises(ValidationError):
            TagsField(required=False).clean(typed)

    def test_names_that_are_split_already_are_taken_as_they_are(self):
        assert TagsField(required=False).clean(("one", "Novi Sad")) == ("one", "Novi Sad")

    def test_order_and_capitals_are_a_change_and_spaces_are_none(self):
        field = TagsField()

        assert not field.has_changed(("one", "two"), " one ,two")
        assert field.has_changed(("one", "two"), "two, one")
        assert field.has_changed(("one",), "One")


@pytest.mark.django_db
class TestBylines:
    def field(self):
        field = BylinesField(required=False)
        field.load()
        return field

    def test_are_found_by_name_whatever_its_capitals_in_the_order_typed(self):
        first, second = AuthorFactory(name="Ana Lens"), AuthorFactory(name="Đorđe Reka")

        cleaned = self.field().clean([Line("đorđe reka"), Line("Ana Lens", "photo")])

        assert cleaned == (
            Credit(author_id=second.pk),
            Credit(author_id=first.pk, role="photo"),
        )

    def test_a_line_that_stands_twice_counts_once(self):
        author = AuthorFactory(name="Ana Lens")
        lines = [Line("Ana Lens"), Line("Ana Lens"), Line("Ana Lens", "photo")]

        assert self.field().clean(lines) == (
            Credit(author_id=author.pk),
            Credit(author_id=author.pk, role="photo"),
        )

    def test_each_name_that_nobody_has_is_told(self):
        AuthorFactory(name="Ana Lens")

        with pytest.raises(ValidationError) as caught:
            self.field().clean([Line("Ana"), Line("Ana Lens"), Line("Nobody")])

        assert [error.params["name"] for error in caught.value.error_list] == ["Ana", "Nobody"]

    def test_what_is_shown_is_what_would_be_saved(self):
        AuthorFactory(name="Same Name", slug="same-1")
        author = AuthorFactory(name="Same Name", slug="same-2")
        field, saved = self.field(), (Credit(author_id=author.pk, role="translation"),)

        lines = field.prepare_value(saved)

        assert lines == [Line("Same Name (same-2)", "translation")]
        assert field.clean(lines) == saved
        assert not field.has_changed(saved, lines)

    def test_one_query_reads_all_authors(self, django_assert_num_queries):
        AuthorFactory.create_batch(5)

        with django_assert_num_queries(1):
            self.field()


@pytest.mark.django_db
class TestCategories:
    def test_parts_stand_below_their_section_and_name_it(self):
        culture = CategoryFactory(name="Culture", position=2)
        politics = CategoryFactory(name="Politics", position=1)
        elections = CategoryFactory(name="Elections", parent=politics, position=0)

        choices = [
            (name, [(str(key), text) for key, text in group] if isinstance(group, list) else group)
            for name, group in CategoryField().choices
        ]

        assert [(str(name), group) for name, group in choices] == [
            ("", "Choose a category"),
            (
                "Politics",
                [(str(politics.pk), "Politics"), (str(elections.pk), "Politics › Elections")],
            ),
            (str(culture.pk), "Culture"),
        ]
        assert [label for _key, label in CategoriesField().choices] == [
            "Politics", "Politics › Elections", "Culture",
        ]  # fmt: skip

    @pytest.mark.parametrize("count", [1, 5])
    def test_the_choice_costs_one_query(self, count, django_assert_num_queries):
        section = CategoryFactory()
        CategoryFactory.create_batch(count, parent=section)

        with django_assert_num_queries(1):
            for _choice in CategoryField().choices:
                pass

    @pytest.mark.parametrize("key", ["9999999999999999999999", "-1", "x", "404"])
    def test_what_no_category_has_for_a_key_is_refused(self, key):
        category = CategoryFactory()

        with pytest.raises(ValidationError) as caught:
            CategoriesField().clean([str(category.pk), key])

        assert caught.value.messages == [f"“{key}” is no category: choose one of the list."]

    @pytest.mark.parametrize("field", ["category", "lead_image"])
    def test_a_key_too_large_for_the_database_is_refused_everywhere(self, field):
        assert list(form(**{field: "9999999999999999999999"}).errors) == [field]


class TestMoments:
    @pytest.mark.parametrize(
        "typed", ["0001-01-01T00:00", "1969-12-31T23:59", "2201-01-01T00:00", "9999-12-31T23:59"]
    )
    def test_beyond_any_newspaper_are_a_slip(self, typed):
        with pytest.raises(ValidationError) as caught:
            MomentField().clean(typed)

        assert caught.value.messages == ["Choose a year from 1970 to 2200."]

    def test_the_browser_knows_their_bounds(self):
        shown = MomentField().widget.render("at", None)

        assert 'min="1970-01-01T00:00"' in shown
        assert 'max="2200-12-31T23:59"' in shown

    def test_are_of_the_newsrooms_time_zone(self, settings):
        settings.TIME_ZONE = "Europe/Belgrade"

        moment = MomentField().clean("2031-07-01T12:00")

        assert moment.isoformat() == "2031-07-01T12:00:00+02:00"

    def test_an_hour_that_the_clocks_leave_out_is_refused(self):
        with timezone.override("Europe/Belgrade"), pytest.raises(ValidationError):
            MomentField().clean("2031-03-30T02:30")


@pytest.mark.django_db
class TestText:
    def test_counts_the_pictures_that_it_leaves_out(self):
        image = ImageFactory()
        field = StoryTextField(required=False)

        ours = f'<img data-file="{image.pk}" src="/x" alt="">'
        field.clean(f'{ours}<img src="https://example.org/a.png"><img data-file="999999">')

        assert field.left_out == 2

    def test_longer_than_any_story_is_refused_and_not_cut(self, settings):
        field = StoryTextField(required=False)

        with pytest.raises(ValidationError, match="Divide it into several stories"):
            field.clean("ж" * (LONGEST + 1))
        assert len(field.clean(f"<p>{'ж' * (LONGEST - 7)}</p>")) == LONGEST
        assert "maxlength" not in field.widget.attrs
        # As the browser sends it, with room for all else that the form holds.
        assert len(quote("ж")) * LONGEST < settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 0.8

    def test_looks_up_only_images_that_the_text_names(self, django_assert_num_queries):
        image = ImageFactory()

        with django_assert_num_queries(0):
            assert addresses(set()) == {}
        with django_assert_num_queries(1):
            found = addresses({image.pk, 999999})

        assert found == {image.pk: f"/media/{image.picture.name}"}

    def test_stays_a_field_to_type_html_into_where_scripts_do_not_run(self):
        shown = StoryTextInput().render("body", "<p>Text</p>", {"id": "id_body"})

        assert shown.startswith("<textarea")
        assert "&lt;p&gt;Text&lt;/p&gt;" in shown

    def test_every_script_and_style_of_the_editor_bears_the_nonce(self):
        shown = StoryTextInput().media.render(attrs={"nonce": "abc"})

        assert shown.count("<script") == shown.count("<script ") > 2
        assert all('nonce="abc"' in tag for tag in shown.split("<")[1:] if tag[0] in "sl")


def form(article=None, **typed):
    data = {"headline": "Words", "comment_policy": "open"} | typed
    return ContentForm(data, instance=article) if article else ContentForm(data)


@pytest.mark.django_db
class TestContent:
    def test_the_row_of_the_story_is_left_alone(self):
        article = Article(headline="What readers see")

        checked = form(article, headline="Typed")

        assert checked.is_valid(), checked.errors
        assert (checked.content().headline, article.headline) == ("Typed", "What readers see")

    def test_the_primary_category_is_not_listed_twice(self):
        category, other = CategoryFactory(), CategoryFactory()

        checked = form(category=category.pk, other_categories=[category.pk, other.pk])

        assert checked.is_valid(), checked.errors
        assert checked.content().other_category_ids == (other.pk,)

    def test_a_moment_that_was_wished_before_and_has_passed_stands_in_nobodys_way(self):
        passed = timezone.now().replace(second=0, microsecond=0) - timedelta(days=1)
        checked = form(publish_at=timezone.localtime(passed).strftime("%Y-%m-%dT%H:%M"))
        checked.before = Content(publish_at=passed)

        assert checked.is_valid(), checked.errors

    def test_a_moment_to_come_down_is_to_come_unless_it_stood_there(self):
        passed = timezone.now() - timedelta(days=1)
        typed = timezone.localtime(passed).strftime("%Y-%m-%dT%H:%M:%S")

        new, old = form(unpublish_at=typed), form(unpublish_at=typed)
        old.before = Content(unpublish_at=passed)

        assert new.errors == {
            "unpublish_at": ["This moment has passed. Choose one to come, or none."]
        }
        assert old.is_valid(), old.errors
