"""The desk keeps a series: its title, its address, and its parts in their order."""

import pytest
from django.urls import reverse

from articles import series, workflow
from articles.models import Series
from tests.articles.desk import EDITORS, delete, filled_in, messages, page
from tests.factories import ArticleFactory, SeriesFactory, editor

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_series_add")


def page_of(row):
    return reverse("admin:articles_series_change", args=[row.pk])


def arrange(client, row, story, deed, **sent):
    address = reverse("admin:articles_series_arrange", args=[row.pk, story.pk, deed])
    return client.post(address, sent, follow=True)


def save(client, row, **typed):
    fields = filled_in(client.get(page_of(row)), "series_form") | typed
    return client.post(page_of(row), {**fields, "_save": "1"}, follow=True)


def parts(row):
    return [each.article for each in row.parts.select_related("article").order_by("position")]


def test_a_new_one_gets_an_address_of_its_title_and_asks_for_its_parts(desk):
    answer = desk.post(ADD, {"title": "Ђердап", "_save": "1"}, follow=True)

    row = Series.objects.get()
    assert row.slug == "djerdap"
    assert answer.redirect_chain[-1][0] == page_of(row)
    assert "Add a part" in page(answer)


@pytest.mark.parametrize(
    "typed", [{"title": "***"}, {"title": "2026"}, {"slug": "12", "title": "A"}]
)
def test_an_address_has_letters(desk, typed):
    answer = desk.post(ADD, typed)

    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Series.objects.exists()


def test_two_have_no_address_in_common(desk):
    SeriesFactory(title="Rivers", slug="rivers")

    desk.post(ADD, {"title": "Rivers"})

    assert Series.objects.count() == 1


def test_its_old_address_leads_to_the_new_one(desk, client):
    row = SeriesFactory(slug="old")
    series.join(row, ArticleFactory(), by=editor())

    save(desk, row, slug="new")

    assert client.get("/series/old/", follow=True).redirect_chain == [("/series/new/", 301)]


def test_each_button_says_what_it_did_and_where_one_goes_on(desk):
    row, one, two = SeriesFactory(), ArticleFactory(), ArticleFactory(live=False)
    steps = [
        (one, "join", {}, [one], f"leave-{one.pk}"),
        (two, "join", {}, [one, two], f"leave-{two.pk}"),
        (two, "up", {"to": "0"}, [two, one], f"up-{two.pk}"),
        (two, "down", {"to": "1"}, [one, two], f"down-{two.pk}"),
        (one, "leave", {}, [two], "parts"),
    ]

    for story, deed, sent, expected, place in steps:
        answer = arrange(desk, row, story, deed, **sent)

        assert parts(row) == expected
        assert answer.redirect_chain[-1][0] == f"{page_of(row)}#{place}"
        assert f'id="{place}"' in answer.content.decode()
        assert story.headline in messages(answer)[0]


def test_what_is_refused_is_said(desk):
    story, row = ArticleFactory(), SeriesFactory(title="The river")
    series.join(row, story, by=editor())

    answer = arrange(desk, SeriesFactory(), story, "join")

    assert messages(answer) == ["It is part of “The river”, and a story has one series at most."]


def test_words_of_a_headline_find_stories_of_no_series_drafts_too(desk):
    row = SeriesFactory()
    series.join(row, ArticleFactory(headline="River one"), by=editor())
    live, draft = ArticleFactory(headline="River two"), ArticleFactory(headline="River", live=False)
    workflow.trash(ArticleFactory(headline="River of the past", live=False), by=editor())
    ArticleFactory(headline="Hill")

    shown = desk.get(page_of(row), {"q": "river"})

    assert [each.story for each in shown.context["found"]] == [draft, live]
    assert "was found for “hills”" in page(desk.get(page_of(row), {"q": "hills"}))


@pytest.mark.parametrize("deed", ["join", "leave", "up"])
def test_only_editors_arrange(client, somebody, deed):
    row, one, two = SeriesFactory(), ArticleFactory(), ArticleFactory()
    for story in (one, two) if deed != "join" else (one,):
        series.join(row, story, by=editor())
    before = parts(row)

    arrange(client, row, two, deed, to="0")

    assert (parts(row) != before) == (somebody in EDITORS)


def test_a_journalist_reads_what_readers_have_and_own_drafts(client, journalist):
    row = SeriesFactory()
    for story in (
        ArticleFactory(headline="Live"),
        ArticleFactory(headline="Secret of a colleague", live=False),
        ArticleFactory(headline="My draft", live=False, by=journalist),
    ):
        series.join(row, story, by=editor())
    client.force_login(journalist)

    shown = page(client.get(page_of(row)))

    assert "Live" in shown
    assert "My draft" in shown
    assert "Secret" not in shown
    assert "Take out" not in shown


def test_in_the_trash_it_keeps_its_parts(desk, client):
    row, story = SeriesFactory(title="The river"), ArticleFactory()
    series.join(row, story, by=editor())

    asked, _done = delete(desk, row)
    away = page(client.get(story.get_absolute_url()))
    trashed = reverse("admin:publicmodels_trashed_changelist")
    key = desk.get(trashed).context["cl"].result_list[0].pk
    desk.post(reverse("admin:publicmodels_trashed_restore", args=[key]))

    assert "These go, and come back, together" in page(asked)
    assert "in-series" not in away
    assert parts(row) == [story]
    assert "The river" in page(client.get(story.get_absolute_url()))


@pytest.mark.parametrize("sent", [{}, {"to": "x"}, {"to": "9" * 30}])
def test_what_is_on_no_button_is_not_found(desk, sent):
    row, story = SeriesFactory(), ArticleFactory()
    series.join(row, story, by=editor())

    assert arrange(desk, row, story, "up", **sent).status_code == 404
    assert arrange(desk, row, story, "praise").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_its_page_costs_the_same_however_many_parts(desk, count, django_assert_num_queries):
    row = SeriesFactory()
    for number in range(2 * count):
        story = ArticleFactory(headline=f"River {number}")
        if number % 2:
            series.join(row, story, by=editor())

    # A savepoint and its end, session, user, two of permissions, the series, its parts, what was
    # looked for, whether its page is open, the site's name.
    with django_assert_num_queries(10):
        desk.get(page_of(row), {"q": "river"})
