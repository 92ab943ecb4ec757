"""Filters that people keep above the desk's list, and those that it brings."""

import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.admin import saved_filters
from accounts.models import SavedFilter
from tests.articles.desk import LIST, messages, page
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db
SAVE = "admin:articles_article_filter_save"
SCREEN = "articles.article"


def keep(owner, name="Mine", query="state=live", screen=SCREEN):
    return SavedFilter.objects.create(owner=owner, name=name, query=query, screen=screen)


def address(kept, page="filter"):
    return reverse(f"admin:articles_article_{page}", args=[kept.pk])


def chips(response):
    """What stands above the list: name, query, and whether the list shows it now."""
    return [(str(chip.name), chip.query, chip.chosen) for chip in response.context["chips"]]


def save(client, **sent):
    return client.post(reverse(SAVE), sent, follow=True)


def test_what_the_list_shows_is_kept_under_a_name_and_stands_above_it(desk, editor):
    section = CategoryFactory(name="Politics")
    ArticleFactory(headline="In it", category=section)
    ArticleFactory(headline="Elsewhere")
    narrowed = desk.get(reverse(LIST), {"state": "live", "section": section.pk, "p": "1"})
    query = narrowed.context["to_save"]

    response = save(desk, name="  Politics,   live ", query=query)

    kept = SavedFilter.objects.get()
    assert (kept.owner, kept.screen, kept.name) == (editor, SCREEN, "Politics, live")
    assert kept.query == f"section={section.pk}&state=live"
    assert response.redirect_chain == [(f"{reverse(LIST)}?{kept.query}", 302)]
    assert [story.headline for story in response.context["cl"].result_list] == ["In it"]
    assert chips(response)[-1] == ("Politics, live", kept.query, True)
    assert response.context["to_save"] == ""
    assert messages(response) == [
        "The filter “Politics, live” is saved. It stands above the list, for you alone."
    ]


@pytest.mark.parametrize(
    ("role", "brought"),
    [
        (
            "journalist",
            ["All", "My drafts", "Given to me", "Waiting for review", "Overdue", "Scheduled"],
        ),
        (
            "editor",
            [
                "All",
                "My drafts",
                "Given to me",
                "Waiting for review",
                "Overdue",
                "Scheduled",
                "Live without a picture",
            ],
        ),
    ],
)
def test_the_list_brings_what_each_role_asks_for_often(client, request, role, brought):
    client.force_login(request.getfixturevalue(role))

    response = client.get(reverse(LIST))

    assert [name for name, _query, _chosen in chips(response)] == brought


def test_every_filter_that_is_brought_says_when_it_is_shown(desk):
    for name, query, _chosen in chips(desk.get(reverse(LIST))):
        shown = chips(desk.get(f"{reverse(LIST)}?{query}"))

        assert [other for other, _query, chosen in shown if chosen] == [name]


def test_my_drafts_are_those_that_i_began(desk, editor):
    ArticleFactory(headline="Mine", by=editor, live=False)
    ArticleFactory(headline="Mine and live", by=editor)
    ArticleFactory(headline="Of another", live=False)

    response = desk.get(f"{reverse(LIST)}?mine=yes&state=draft")

    assert [story.headline for story in response.context["cl"].result_list] == ["Mine"]


def test_only_what_the_list_knows_is_kept(desk):
    query = "state=live&next=//evil&q=river&section=&p=7&_popup=1&state=draft"

    save(desk, name="Safe", query=query)

    assert SavedFilter.objects.get().query == "q=river&state=draft"


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [
        ("", "state=live", "This field is required."),
        ("   ", "state=live", "This field is required."),
        ("Everything", "", "Narrow the list first: there is nothing to save."),
        ("Everything", "p=2", "Narrow the list first: there is nothing to save."),
        ("Mine", "q=x", "You have a filter called “Mine” already; choose another name."),
        ("x" * 41, "q=x", "Ensure this value has at most 40 characters (it has 41)."),
        ("Long", f"q={'x' * 500}", "This is too long to keep: search for fewer words."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(desk, editor, name, query, told):
    keep(editor)
    keep(UserFactory(role="Editor"), name="Everything")

    response = save(desk, name=name, query=query)

    assert messages(response) == [told]
    assert SavedFilter.objects.filter(owner=editor).count() == 1


def test_there_is_an_end_to_what_stands_above_a_list(desk, editor, monkeypatch):
    monkeypatch.setattr(saved_filters, "MOST", 1)
    keep(editor, screen="comments.comment")
    keep(UserFactory(role="Editor"), name="Of another")

    save(desk, name="First", query="state=live")
    response = save(desk, name="Second", query="state=draft")

    assert messages(response) == ["You keep 1 filters here already. Delete one, then save this."]
    assert SavedFilter.objects.filter(owner=editor, screen=SCREEN).count() == 1


def test_a_name_is_kept_once_by_each_person_for_each_list(editor):
    keep(editor)
    keep(editor, screen="comments.comment")
    keep(UserFactory())

    with pytest.raises(IntegrityError):
        keep(editor)


def test_nobody_sees_or_changes_the_filters_of_another(desk):
    other = keep(UserFactory(role="Editor"), name="A secret plan")

    shown = page(desk.get(reverse(LIST)))
    answers = [
        desk.post(address(other), {"name": "Taken"}),
        desk.get(address(other)),
        desk.get(address(other, "filter_delete")),
        desk.post(address(other, "filter_delete")),
    ]

    assert "A secret plan" not in shown
    assert [answer.status_code for answer in answers] == [404] * 4
    assert SavedFilter.objects.get() == other


def test_a_filter_of_another_list_is_not_found_here(desk, editor):
    elsewhere = keep(editor, screen="comments.comment")

    assert desk.get(address(elsewhere)).status_code == 404
    assert len(chips(desk.get(reverse(LIST)))) == 7


def test_who_may_not_open_the_list_keeps_nothing_of_it(client, moderator):
    client.force_login(moderator)
    kept = keep(moderator)

    answers = [
        client.post(reverse(SAVE), {"name": "A", "query": "state=live"}),
        client.get(address(kept)),
        client.post(address(kept, "filter_delete")),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert SavedFilter.objects.get() == kept


def test_a_filter_is_renamed_and_shows_the_same(desk, editor):
    kept = keep(editor, name="Old", query="state=live")
    keep(editor, name="Taken", query="q=x")

    refused = page(desk.post(address(kept), {"name": "Taken"}))
    response = desk.post(address(kept), {"name": "New"}, follow=True)

    kept.refresh_from_db()
    assert "You have a filter called “Taken” already" in refused
    assert (kept.name, kept.query) == ("New", "state=live")
    assert response.redirect_chain == [(f"{reverse(LIST)}?state=live", 302)]
    assert messages(response) == ["The filter is called “New” now."]


def test_deleting_a_filter_asks_and_takes_no_story_along(desk, editor):
    kept, other = keep(editor), keep(editor, name="Stays")
    ArticleFactory(headline="Still here")

    asked = page(desk.get(address(kept, "filter_delete")))
    before = SavedFilter.objects.count()
    response = desk.post(address(kept, "filter_delete"), follow=True)

    assert "Only the shortcut above the list goes, and only yours." in asked
    assert before == 2
    assert list(SavedFilter.objects.all()) == [other]
    assert "Still here" in page(response)
    assert messages(response) == ["The filter “Mine” is deleted. What it showed is still here."]


def test_names_are_shown_as_they_are_typed_and_run_nothing(desk, editor):
    kept = keep(editor, name='<b>"x"</b>')

    raw = desk.get(reverse(LIST)).content.decode()

    assert "<b>" not in raw
    assert re.search(rf'href="{address(kept)}"\s+aria-label="Rename or delete “&lt;b&gt;', raw)


def test_the_button_of_the_filters_says_what_they_are_set_to(desk):
    section = CategoryFactory(name="Politics")

    shown = page(desk.get(reverse(LIST), {"state": "in_review", "section": section.pk}))
    plain = page(desk.get(reverse(LIST), {"q": "river"}))

    assert '<summary class="button"> Filter: in review, Politics </summary>' in shown
    assert '<summary class="button"> Filter </summary>' in plain
