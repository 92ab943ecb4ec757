from dataclasses import replace

import pytest
from django.template import Context, Template, engines
from django.utils import translation
from django.utils.safestring import SafeString

from articles.models import Article
from portal.site import kept
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory
from tests.pictures.test_markup import CountingStorage


def template(text):
    return engines["django"].from_string(text).template


class Counted:
    """A template that says how often it was rendered."""

    def __init__(self, text):
        self.times, self.inner = 0, template(text)

    def render(self, context):
        self.times += 1
        return self.inner.render(context)


def story(article):
    return Article.objects.for_cards().get(pk=article.pk)


def test_what_is_shown_twice_is_rendered_once():
    counted = Counted("{{ name }}, {{ level }}")

    shown = [kept.render(counted, {"name": "Rivers", "level": level}) for level in (2, 2, 3)]

    assert shown == ["Rivers, 2", "Rivers, 2", "Rivers, 3"]
    assert counted.times == 2


def test_another_language_is_another_component():
    counted = Counted("{% load i18n %}{% get_current_language as code %}{{ code }}")

    assert kept.render(counted, {}) == "en"
    with translation.override("sr"):
        assert kept.render(counted, {}) == "sr"


@pytest.mark.django_db
def test_a_story_that_is_loaded_again_is_not_rendered_again():
    article = ArticleFactory(authors=(AuthorFactory(),))
    counted = Counted("{{ article.headline }}")

    assert kept.render(counted, {"article": story(article)}) == article.headline
    assert kept.render(counted, {"article": story(article)}) == article.headline
    assert counted.times == 1


def renamed(row, **columns):
    for column, value in columns.items():
        setattr(row, column, value)
    row.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shown", "change"),
    [
        ("article.headline", lambda article: renamed(article, headline="New")),
        ("article.category.name", lambda article: renamed(article.category, name="New")),
        (
            "article.category.parent.name",
            lambda article: renamed(article.category.parent, name="New"),
        ),
        (
            "article.lead_image.picture.width",
            lambda article: renamed(
                article.lead_image, picture=replace(article.lead_image.picture, width=9)
            ),
        ),
        (
            "article.bylines.all.0.author.name",
            lambda article: renamed(article.bylines.get().author, name="New"),
        ),
        (
            "article.bylines.all.0.role",
            lambda article: renamed(article.bylines.get(), role="photo"),
        ),
    ],
)
def test_whatever_changes_of_what_is_shown_makes_another_component(shown, change):
    article = ArticleFactory(
        category=CategoryFactory(parent=CategoryFactory()),
        authors=(AuthorFactory(),),
        lead_image_id=ImageFactory().pk,
    )
    counted = Counted(f"{{{{ {shown} }}}}")
    before = kept.render(counted, {"article": story(article)})

    change(Article.objects.get(pk=article.pk))

    assert kept.render(counted, {"article": story(article)}) not in ("", before)


def test_what_may_change_by_itself_is_refused():
    with pytest.raises(TypeError):
        kept.render(template("{{ words }}"), {"words": {"a": 1}})


def test_a_component_knows_nothing_of_the_page():
    page = Template('{% load kept %}{% kept "components/empty.html" words=here %}')

    html = page.render(Context({"here": "Nothing yet", "words": "Of the page"}))

    assert "Nothing yet" in html
    assert "Of the page" not in html


def test_nothing_is_kept_while_addresses_of_pictures_are_signed(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": f"{CountingStorage.__module__}.CountingStorage"},
    }
    counted = Counted("{{ name }}")

    for _time in range(2):
        kept.render(counted, {"name": "Rivers"})

    assert counted.times == 2


def test_words_that_are_safe_are_another_component():
    counted = Counted("{{ words }}")

    shown = [kept.render(counted, {"words": words}) for words in ("<b>", SafeString("<b>"))]

    assert shown == ["&lt;b&gt;", "<b>"]


def test_no_more_is_kept_than_fits(monkeypatch):
    counted = Counted("{{ name }}")
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())
    monkeypatch.setattr(kept, "_size", 0)
    kept.render(counted, {"name": "one"})
    weight = kept._size
    monkeypatch.setattr(kept, "MOST", 8 * weight + 10)

    names = [f"{number:03}" for number in range(1, 8)]
    for name in [*names, "one", "eight"[:3], "one"]:
        kept.render(counted, {"name": name})
    assert counted.times == 1 + 7 + 1

    kept.render(counted, {"name": "001"})
    assert counted.times == 1 + 7 + 1 + 1


def test_what_is_larger_than_all_that_fits_is_shown_and_not_kept(monkeypatch):
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())
    monkeypatch.setattr(kept, "_size", 0)
    monkeypatch.setattr(kept, "MOST", 100)

    assert kept.render(Counted("{{ name }}"), {"name": "Rivers " * 100}).startswith("Rivers")
    assert not kept._kept
    assert kept._size == 0
