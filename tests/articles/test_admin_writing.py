"""What becomes of what is typed into the form of a story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Author
from articles import revisions, workflow
from articles.content import Content, Credit
from articles.models import Article, Revision, Tag
from tests.articles.desk import ADD, filled_in, form_of, messages, page, press
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def bylines(*names, role="text"):
    return {"credits-author": list(names), "credits-role": [role] * len(names)}


@pytest.mark.parametrize("is_new", [True, False])
def test_the_form_brings_the_scripts_that_work_in_it_and_no_others(desk, is_new):
    shown = page(desk.get(reverse(ADD) if is_new else form_of(ArticleFactory())))

    assert "js/admin/story.js" in shown
    assert "css/admin/story-form.css" in shown
    for unused in ("jquery", "jsi18n", "RelatedObjectLookups", "prepopulate", "actions.js"):
        assert unused not in shown


def test_all_that_is_typed_becomes_the_content_of_a_new_story(desk, editor):
    category, other, image = CategoryFactory(), CategoryFactory(), ImageFactory()
    writer, photographer = AuthorFactory(name="Rada Writer"), AuthorFactory(name="Ana Lens")
    typed = {
        "headline": "Đorđe i reka", "kicker": "On the river", "standfirst": "It rose.",
        "body": "<p>Water.</p>", "category": category.pk, "other_categories": [other.pk],
        "tags": "Drina, flood", "lead_image": image.pk, "lead_alt": "A bank", "language": "sr-Latn",
        "credits-author": ["Rada Writer", "Ana Lens", ""],
        "credits-role": ["text", "photo", "text"],
        "note": "First words", "unpublish_at": "2031-01-02T03:04",
    }  # fmt: skip

    response = press(desk, reverse(ADD), **typed)

    article = Article.objects.get()
    assert article.newest_revision.content == Content(
        headline="Đorđe i reka", kicker="On the river", standfirst="It rose.",
        body="<p>Water.</p>", category_id=category.pk, other_category_ids=(other.pk,),
        tags=("Drina", "flood"), lead_image_id=image.pk, lead_alt="A bank", language="sr-Latn",
        credits=(Credit(author_id=writer.pk), Credit(author_id=photographer.pk, role="photo")),
        unpublish_at=article.unpublish_at,
    )  # fmt: skip
    assert timezone.localtime(article.unpublish_at).strftime("%Y-%m-%d %H:%M") == "2031-01-02 03:04"
    assert (article.slug, article.status, article.created_by) == ("djordje-i-reka", "draft", editor)
    assert article.newest_revision.note == "First words"
    assert response.redirect_chain == [(form_of(article), 302)]


def test_saving_what_stands_there_saves_nothing(desk):
    writer = AuthorFactory()
    article = ArticleFactory(
        live=False, authors=(writer,), tags=("a", "b"), kicker="K", body="<p>“Text” &amp; more</p>",
        publish_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=2),
        other_category_ids=(CategoryFactory().pk,), noindex=True,
    )  # fmt: skip

    press(desk, form_of(article))

    assert Revision.objects.filter(article=article).count() == 1


def test_a_note_alone_is_worth_a_revision(desk):
    article = ArticleFactory(live=False)

    press(desk, form_of(article), note="Checked with the harbour office")

    notes = Revision.objects.filter(article=article).order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["", "Checked with the harbour office"]


def test_the_form_of_a_live_story_shows_and_saves_what_waits_and_readers_see_no_byte_of_it(desk):
    old, new, category = AuthorFactory(), AuthorFactory(name="New Name"), CategoryFactory()
    article = ArticleFactory(headline="As published", tags=("old",), authors=(old,))
    waiting = replace(article.newest_revision.content, headline="Waiting")
    revisions.save(article, waiting, by=UserFactory(role="Editor"))
    before = desk.get(article.get_absolute_url()).content

    form = page(desk.get(form_of(article)))
    press(
        desk, form_of(article), body="<p>Changed.</p>", tags="new", category=category.pk,
        **bylines("New Name"),
    )  # fmt: skip

    assert "Waiting</textarea>" in form
    assert desk.get(article.get_absolute_url()).content == before
    assert Article.objects.get().newest_revision.content == replace(
        waiting, body="<p>Changed.</p>", tags=("new",),
        category_id=category.pk,
        credits=(Credit(author_id=new.pk),),
    )  # fmt: skip
    assert not Tag.objects.filter(name="new").exists()


def test_who_saves_is_told_what_readers_see(desk):
    draft, live = ArticleFactory(live=False, headline="A draft"), ArticleFactory(headline="Live")

    of_draft = press(desk, form_of(draft), kicker="New")
    of_live = press(desk, form_of(live), kicker="New")

    assert [text.partition("</a>")[2] for text in messages(of_draft)] == [" is saved."]
    assert [text.partition("</a>")[2] for text in messages(of_live)] == [
        " is saved. Readers see the changes once they are published."
    ]


@pytest.mark.parametrize(
    ("role", "who"), [("Editor", "you press"), ("Journalist", "an editor presses")]
)
def test_who_saves_a_scheduled_story_is_told_that_it_goes_live_as_it_was(client, role, who):
    user = UserFactory(role=role)
    at = timezone.now() + timedelta(days=1)
    article = ArticleFactory(at=at, by=user)
    client.force_login(user)

    response = press(client, form_of(article), kicker="New")

    day = date_format(timezone.localtime(at), "DATETIME_FORMAT")
    told = (
        f" is saved. On {day} it goes live without these changes, unless {who}"
        " “Publish with these changes”."
    )
    assert [text.partition("</a>")[2] for text in messages(response)] == [told]


def test_the_button_of_a_scheduled_story_keeps_its_name_whatever_moment_is_typed(desk):
    scheduled = ArticleFactory(at=timezone.now() + timedelta(days=1))

    named = {
        'data-schedule="Publish with these changes"' in page(desk.get(form_of(scheduled))),
        'data-schedule="Schedule"' in page(desk.get(form_of(ArticleFactory(live=False)))),
    }

    assert named == {True}


def test_a_new_story_is_by_whoever_begins_it(client, journalist):
    AuthorFactory(name="Somebody Else")
    AuthorFactory(name="Zora Herself", user=journalist)
    client.force_login(journalist)

    fields = filled_in(client.get(reverse(ADD)))

    assert [name for name in fields["credits-author"] if name] == ["Zora Herself"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"headline": ""}, "This field is required."),
        (bylines("Nobody Known"), "There is no author “Nobody Known”."),
        (bylines("Known", role="king"), "“king” is not a role of a byline."),
        ({"lead_image": "999"}, "There is no image with this number."),
        ({"slug": "not an address"}, "Enter a valid “slug”"),
        ({"tags": "x" * 101}, "is too long for a tag"),
        ({"publish_at": "2020-01-01T10:00"}, "This moment has passed."),
        (
            {"publish_at": "2040-01-02T10:00", "unpublish_at": "2040-01-01T10:00"},
            "The story would come down before it goes up.",
        ),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(desk, typed, told):
    AuthorFactory(name="Known")

    response = press(
        desk, reverse(ADD), **({"headline": "Kept", "body": "<p>Kept too</p>"} | typed)
    )

    fields = filled_in(response)
    assert told in page(response)
    assert fields["body"][0].strip() == "<p>Kept too</p>"
    for name, value in typed.items():
        sent = [value] if isinstance(value, str) else value
        assert fields[name][: len(sent)] == sent or name == "credits-role"
    assert not Article.objects.exists()


def test_two_authors_of_one_name_are_told_apart(desk):
    AuthorFactory(name="Ana Lens", slug="ana-lens")
    second = AuthorFactory(name="Ana Lens", slug="ana-lens-2")

    ambiguous = press(desk, reverse(ADD), headline="One", **bylines("Ana Lens"))
    press(desk, reverse(ADD), headline="Two", **bylines("ana lens (ana-lens-2)"))

    assert "There is no author “Ana Lens”." in page(ambiguous)
    article = Article.objects.get()
    assert [byline.author for byline in article.bylines.all()] == [second]


def test_only_pictures_of_the_library_stay_in_the_text_and_the_writer_is_told(desk):
    image = ImageFactory()
    body = (
        f'<figure><img data-file="{image.pk}" src="/elsewhere.jpg" alt="A bank"></figure>'
        '<p>Words<img src="https://example.org/tracker.png"></p><script>alert(1)</script>'
    )

    response = press(desk, reverse(ADD), headline="Pictures", body=body)

    saved = Article.objects.get().body
    assert saved == (
        f'<figure><img data-file="{image.pk}" src="/media/{image.picture.name}" alt="A bank">'
        "</figure><p>Words</p>"
    )
    assert any("A picture was left out" in text for text in messages(response))


def test_a_picture_whose_sizes_were_made_meanwhile_is_no_change(desk):
    image = ImageFactory()
    stale = f'<figure><img data-file="{image.pk}" src="/media/before.jpg" alt=""></figure>'
    article = ArticleFactory(live=False, body=stale)

    press(desk, form_of(article))

    assert Revision.objects.filter(article=article).count() == 1


def test_a_moment_that_has_been_cannot_be_changed(desk):
    published = timezone.now() - timedelta(days=1)
    article = ArticleFactory(at=published)

    press(desk, form_of(article), publish_at="2040-01-01T10:00", kicker="New")

    assert Article.objects.get().newest_revision.content.publish_at is None
    assert Article.objects.get().published_at == published


def test_what_is_in_the_trash_cannot_be_changed(desk, editor):
    article = workflow.trash(ArticleFactory(live=False, headline="Aside"), by=editor)

    response = desk.post(form_of(article), {"headline": "Changed", "_continue": "1"}, follow=True)

    assert Article.objects.get().headline == "Aside"
    assert "Nothing can be changed here until it is restored." in page(response)
    assert Revision.objects.count() == 1


def test_the_admins_log_tells_what_was_changed(desk):
    article = ArticleFactory(live=False, authors=(AuthorFactory(name="A Name"),), tags=("one",))

    press(desk, form_of(article), headline="Other words", tags="one, two")

    assert LogEntry.objects.get().get_change_message() == "Changed Headline and Tags."


def test_an_author_whom_only_waiting_changes_name_may_go_and_the_form_asks_for_another(desk):
    gone = AuthorFactory(name="Gone Soon")
    article = ArticleFactory()
    content = replace(article.newest_revision.content, credits=(Credit(author_id=gone.pk),))
    revisions.save(article, content, by=UserFactory(role="Editor"))
    Author.objects.filter(pk=gone.pk).delete()

    response = press(desk, form_of(article), kicker="New")

    assert f"There is no author “#{gone.pk}”." in page(response)
