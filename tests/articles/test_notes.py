"""Notes about a story: a thread for colleagues, told to no reader."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from articles import notes, previews, reviews, workflow
from articles.deeds import LONGEST, Refused
from articles.models import Article, Note
from tests.articles.desk import LIST, filled_in, form_of, messages, of, page, press, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


def thread_of(article):
    return reverse("admin:articles_article_notes", args=[article.pk])


def do(note, verb):
    return reverse("admin:articles_article_note", args=[note.article_id, note.pk, verb])


def in_place(client, address, **sent):
    """As the script beside the form sends it."""
    return client.post(address, sent, headers={"X-Requested-With": "fetch"})


def test_a_note_stands_in_the_thread_until_somebody_deals_with_it(editor, journalist):
    article = of(journalist)
    note = notes.add(article, by=editor, text="  Who said so?  \n")
    waiting = list(article.notes.open())

    done = notes.resolve(note, by=journalist)
    notes.resolve(note, by=editor)
    note.refresh_from_db()

    assert (note.text, note.by_name) == ("Who said so?", editor.display_name())
    assert waiting == [note]
    assert list(article.notes.open()) == []
    assert (note.resolved_by_name, note.resolved_at) == (
        journalist.display_name(), done.resolved_at,
    )  # fmt: skip
    assert list(article.notes.filter(pk=notes.reopen(note, by=editor).pk).open()) == [note]


@pytest.mark.parametrize(
    ("text", "why"), [("", "first"), (" \n\t ", "first"), ("x" * (LONGEST + 1), "at most")]
)
def test_a_note_says_something_and_not_too_much(editor, text, why):
    with pytest.raises(Refused, match=why):
        notes.add(story(), by=editor, text=text)

    assert not Note.objects.exists()


def test_nobody_deals_with_the_notes_of_a_story_that_they_may_not_open(editor, journalist):
    note = notes.add(story(), by=editor, text="Secret")

    for verb in (notes.resolve, notes.reopen):
        with pytest.raises(PermissionDenied):
            verb(note, by=journalist)


def test_a_note_is_printed_as_it_was_typed_and_is_no_markup(desk, editor):
    article = story()
    notes.add(article, by=editor, text="<b>bold</b>\nnext line\n\nnext paragraph")

    html = desk.get(thread_of(article)).content.decode()

    assert "<p>&lt;b&gt;bold&lt;/b&gt;<br>next line</p>" in html
    assert "<p>next paragraph</p>" in html


def test_a_note_is_sent_beside_the_form_and_nothing_else_of_the_story_is(desk, editor):
    article = story(headline="As it is saved")

    answer = in_place(desk, thread_of(article), text="First")

    html = answer.content.decode()
    assert (answer.status_code, "<html" in html, "First" in html) == (200, False, True)
    assert [(note.text, note.by) for note in article.notes.all()] == [("First", editor)]
    assert article.revisions.count() == 1


def test_a_note_that_is_refused_comes_back_with_the_reason(desk):
    article = story()
    typed = "x" * (LONGEST + 1)

    for answer in (
        in_place(desk, thread_of(article), text=typed),
        desk.post(thread_of(article), {"text": typed}),
    ):
        assert answer.status_code == 422
        assert f"a note has at most {LONGEST}" in page(answer)
        assert typed in page(answer)
    assert not Note.objects.exists()


def test_dealing_with_a_note_keeps_what_is_being_typed(desk, editor):
    note = notes.add(story(), by=editor, text="Old")

    for answer in (
        in_place(desk, do(note, "resolve"), text="Half a sentence"),
        desk.post(do(note, "reopen"), {"text": "Half a sentence"}),
    ):
        assert "Half a sentence</textarea>" in page(answer)
    assert not Note.objects.filter(text__startswith="Half").exists()


def test_without_scripts_a_note_has_a_page_of_its_own(desk, editor):
    article = story()
    fields = filled_in(desk.get(thread_of(article)), "story-note")

    sent = desk.post(thread_of(article), fields | {"text": "Sent plainly"}, follow=True)
    note = Note.objects.get()
    done = desk.post(do(note, "resolve"), follow=True)

    assert (sent.redirect_chain, messages(sent)) == (
        [(thread_of(article), 302)], ["Your note is there."],
    )  # fmt: skip
    assert messages(done) == ["The note is dealt with."]
    assert Note.objects.get().resolved_by_name == editor.display_name()


def test_the_buttons_of_the_story_do_not_send_what_is_typed_as_a_note(desk):
    article = story()

    press(desk, form_of(article), headline="Saved", text="Not sent yet")

    assert Article.objects.get().headline == "Saved"
    assert not Note.objects.exists()


@pytest.mark.parametrize("who", ["anonymous", "journalist", "moderator", "editor"])
def test_only_who_may_open_the_story_reads_and_writes_its_notes(client, request, editor, who):
    note = notes.add(story(headline="Hidden"), by=editor, text="A secret note")
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    read = client.get(thread_of(note.article))
    client.post(thread_of(note.article), {"text": "Mine"})
    client.post(do(note, "resolve"))
    looked = client.get(do(note, "reopen"))

    may = who == "editor"
    assert (read.status_code == 200, "A secret note" in page(read)) == (may, may)
    assert looked.status_code != 200
    assert Note.objects.count() == 1 + may
    assert (Note.objects.get(pk=note.pk).resolved_at is not None) == may


def test_a_journalist_works_with_the_notes_of_an_own_story(client, journalist, editor):
    note = notes.add(of(journalist), by=editor, text="Who said so?")
    client.force_login(journalist)

    client.post(thread_of(note.article), {"text": "The harbour office"})
    client.post(do(note, "resolve"))

    assert list(Note.objects.open().values_list("text", flat=True)) == ["The harbour office"]


def test_a_note_of_another_story_is_not_found_there(desk, editor):
    note, other = notes.add(story(), by=editor, text="Here"), story()
    address = reverse("admin:articles_article_note", args=[other.pk, note.pk, "resolve"])

    assert desk.post(address).status_code == 404
    assert desk.post(do(note, "delete")).status_code == 404
    assert list(Note.objects.open()) == [note]


def test_what_is_in_the_trash_is_not_talked_about(desk, editor):
    article = story()
    note = notes.add(article, by=editor, text="Before")
    workflow.trash(article, by=editor)

    answers = [desk.post(thread_of(article), {"text": "After"}), desk.post(do(note, "resolve"))]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert list(Note.objects.open()) == [note]


@pytest.mark.parametrize("count", [1, 5])
def test_a_thread_costs_the_same_however_long_it_is(desk, editor, count, django_assert_num_queries):
    article = story()
    link = reviews.invite(article, by=editor, name="A lawyer")
    for number in range(count):
        notes.add(article, by=editor, text=f"Note {number}")
        reviews.remark(link, text=f"Remark {number}")

    # Session, user, two of permissions, the story, its notes, the name of the site.
    with django_assert_num_queries(7):
        shown = page(desk.get(thread_of(article)))

    assert all(f"Remark {number}" in shown for number in range(count))


def test_the_list_and_the_form_say_how_many_notes_are_open(desk, editor):
    talked, silent = story(headline="Talked of"), story(headline="Silent")
    for number in range(3):
        notes.add(talked, by=editor, text=f"Note {number}")
    notes.resolve(Note.objects.all()[0], by=editor)

    rows = {
        each.headline: each.open_notes for each in desk.get(reverse(LIST)).context["cl"].result_list
    }

    assert rows == {"Talked of": 2, "Silent": 0}
    assert "2 open notes" in page(desk.get(reverse(LIST)))
    assert [">2 open<" in page(desk.get(form_of(each))) for each in (talked, silent)] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.usefixtures("numbers_from_one")
def test_no_note_is_told_to_any_reader(client, editor):
    secret = "Unspeakable words"
    article = ArticleFactory(at=timezone.now() - timedelta(hours=1), tags=("rivers",))
    draft = story(headline="To come")
    other = UserFactory(role=roles.EDITOR)
    for each in (article, draft):
        link = reviews.invite(each, by=editor, name=f"{secret} too")
        notes.add(each, by=other, text=secret)
        reviews.remark(link, text=secret)
    stranger = reviews.invite(draft, by=editor, name="Stranger")
    category = article.category
    paths = [
        "/", category.get_absolute_url(), f"{category.get_absolute_url()}feed/", "/feed/",
        "/search/?q=headline", "/sitemap-stories-1.xml", article.get_absolute_url(),
        "/tag/rivers/", "/tag/rivers/feed/", previews.link(draft), reviews.address(stranger),
    ]  # fmt: skip

    answers = {path: client.get(path) for path in paths}

    assert {answer.status_code for answer in answers.values()} == {200}
    told = [path for path, answer in answers.items() if secret in answer.content.decode()]
    assert told == []


def test_no_note_is_part_of_what_a_revision_keeps(editor):
    article = story()
    notes.add(article, by=editor, text="Unspeakable words")

    kept = json.dumps(list(article.revisions.values_list("data", flat=True)))

    assert "Unspeakable" not in kept
