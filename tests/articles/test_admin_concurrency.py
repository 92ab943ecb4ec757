"""Several people who save or publish at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles import upkeep, workflow
from articles.models import Article, FormSession, Revision
from articles.related.store import STORED
from tests.articles.desk import ADD, filled_in, form_of, page, send
from tests.articles.scripts import keep
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"
    ),
]


def test_of_those_who_save_at_once_one_is_kept_and_all_others_have_their_text(editor):
    article = ArticleFactory(live=False)
    desk = Client()
    desk.force_login(editor)
    forms = [filled_in(desk.get(form_of(article))) for _number in range(6)]

    def save(number):
        client = Client()
        client.cookies = desk.cookies
        typed = f"By number {number}"
        try:
            return send(client, form_of(article), forms[number], headline=typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(save, range(6)))

    kept = [number for number, answer in enumerate(answers) if answer.redirect_chain]
    assert len(kept) == 1
    assert Article.objects.get().headline == f"By number {kept[0]}"
    assert Revision.objects.filter(article=article).count() == 2
    for number, answer in enumerate(answers):
        if number not in kept:
            assert "saved this story while you had it open" in page(answer)
            assert filled_in(answer)["headline"] == [f"By number {number}"]


def test_a_new_story_whose_form_is_sent_while_its_words_are_kept_is_one(editor, monkeypatch):
    section = CategoryFactory()
    desk = Client()
    desk.force_login(editor)
    insert = FormSession.objects.create
    together = Barrier(2)

    def both(**values):
        # The second of both waits for the first to commit.
        with suppress(BrokenBarrierError):
            together.wait(timeout=5)
        return insert(**values)

    monkeypatch.setattr(FormSession.objects, "create", both)

    def begin(way, fields):
        client = Client()
        client.cookies = desk.cookies
        try:
            if way == "words":
                return keep(client, key=fields["session"][0], headline="Typed").status_code
            typed = {"headline": "Saved", "category": section.pk, "number": "2"}
            return send(client, reverse(ADD), fields, **typed).status_code
        finally:
            connection.close()

    for number in range(1, 6):
        together.reset()
        fields = filled_in(desk.get(reverse(ADD)))
        with ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(begin, ("words", "form"), (fields, fields)))

        assert answers == [200, 200]
        assert [each.headline for each in Article.objects.all()] == ["Saved"] * number
        assert Revision.objects.count() == number


def test_stories_of_one_section_are_published_at_once_and_stand_on_the_lists_of_each_other(editor):
    section = CategoryFactory()
    places = ("Orlovac", "Brodovar", "Zvonik", "Kamenica", "Lipovo", "Trnava", "Sutok", "Vrelo")
    stories = [
        ArticleFactory(
            live=False,
            category=section,
            tags=("flood",),
            headline=f"{place} has a flood",
            body=f"<p>Of {place} one hears that {place}a and {place}ik are dry.</p>",
        )
        for place in places
    ]

    def publish(story):
        try:
            return [workflow.publish(story, by=editor).status for _again in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(publish, stories))

    while upkeep.catch_up().done:
        pass
    assert answers == [["published"] * 3] * 8
    assert [story.related_stories.count() for story in stories] == [min(7, STORED)] * 8


def test_two_lists_of_sections_and_a_section_are_saved_at_once(editor):
    sections = CategoryFactory.create_batch(3)
    desk = Client()
    desk.force_login(editor)
    lines = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3, "_save": "Save"}
    listing = reverse("admin:articles_category_changelist")

    def save(number):
        client = Client()
        client.cookies = desk.cookies
        try:
            if number % 2:
                one = sections[-1 - number % 3]
                address = reverse("admin:articles_category_change", args=[one.pk])
                fields = {"name": one.name, "slug": one.slug, "position": number}
                fields |= {"kind": one.kind, "colour": one.colour}
                return client.post(address, fields).status_code
            order = sections if number % 4 else sections[::-1]
            fields = {f"form-{n}-id": each.pk for n, each in enumerate(order)}
            fields |= {f"form-{n}-position": number + n for n in range(3)}
            return client.post(listing, lines | fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(save, range(18)))

    assert answers == [302] * 18
