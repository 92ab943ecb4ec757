"""Messages of the admin say what happened, and lead on."""

import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.urls import reverse

from articles.models import Tag
from portal.publicmodels import verbs
from portal.site.models import current
from tests.articles.desk import filled_in, messages, ways
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def address(row, page, *args):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


def save(client, row, button="_save", **typed):
    where = address(row, "change", row.pk)
    fields = filled_in(client.get(where), f"{row._meta.model_name}_form") | typed
    return client.post(where, {**fields, button: "1"}, follow=True)


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_saving_says_so_and_leads_to_the_page_and_back_to_the_list(desk, button):
    ArticleFactory(tags=("rivers",))
    tag = Tag.objects.get()

    response = save(desk, tag, button)

    where = address(tag, "change", tag.pk)
    back = {} if button == "_save" else {"Back to the list": address(tag, "changelist")}
    ends = {
        "_save": address(tag, "changelist"), "_continue": where, "_addanother": address(tag, "add"),
    }  # fmt: skip
    assert messages(response) == [f'“<a href="{where}">rivers</a>” is saved.']
    assert ways(response) == {"View it on the site": "/tag/rivers/"} | back
    assert response.redirect_chain == [(ends[button], 302)]


def test_adding_says_so(desk):
    response = desk.post(reverse("admin:articles_tag_add"), {"name": "bridges"}, follow=True)

    where = address(Tag, "change", Tag.objects.get().pk)
    assert messages(response) == [f'“<a href="{where}">bridges</a>” is added.']


def test_names_run_nothing_in_messages(desk):
    tag = TagFactory(name="<b>{name}</b>")

    response = save(desk, tag)

    assert "<b>" not in response.content.decode()
    assert messages(response)[0].endswith("<b>{name}</b></a>” is saved.")


def test_the_list_one_came_from_is_gone_back_to_as_it_was(desk):
    tag = TagFactory()
    where = address(tag, "change", tag.pk) + "?_changelist_filters=q%3Drivers"
    fields = filled_in(desk.get(where), "tag_form")

    response = desk.post(where, {**fields, "_save": "1"}, follow=True)

    assert response.redirect_chain == [(address(tag, "changelist") + "?q=rivers", 302)]


def test_a_redirect_says_what_readers_meet_now(desk):
    add = reverse("admin:redirects_redirect_add")

    leads = desk.post(add, {"old_path": "/old/", "new_path": "/archive/"}, follow=True)
    gone = desk.post(add, {"old_path": "/gone/", "new_path": ""}, follow=True)

    assert messages(leads) == ["Saved: who follows the old address is led to the new one now."]
    assert ways(leads) == {"Try the old address": "/old/"}
    assert messages(gone) == ["Saved: who follows the old address is told that the page is gone."]
    assert Redirect.objects.count() == 2


def test_the_settings_are_saved_and_stay_open(desk):
    settings = current()
    settings.save()

    response = save(desk, settings)

    assert messages(response) == [
        "The settings are saved: every page of the site follows them now."
    ]
    assert ways(response) == {"View the site": "/"}
    assert response.redirect_chain == [(address(settings, "change", settings.pk), 302)]


def test_a_page_that_has_an_address_is_led_to(desk):
    page = FlatPage.objects.create(url="/about/", title="About us", content="<p>We.</p>")
    page.sites.add(1)

    rows = [page, AuthorFactory(), CategoryFactory(), ImageFactory()]

    led = [list(ways(save(desk, row))) for row in rows[:3]]
    assert led == [["View it on the site"]] * 3
    assert "View it on the site" not in str(save(desk, rows[3]).context["messages"])


def test_the_trash_is_led_to_and_what_comes_back_from_it(desk):
    tag = TagFactory(name="rivers")
    where = address(tag, "changelist")
    data = {"action": "delete_selected", "_selected_action": [tag.pk], "post": "yes"}

    many = desk.post(where, data, follow=True)
    one = desk.post(address(tag, "delete", TagFactory(pk=999).pk), {"post": "yes"}, follow=True)
    trashed = verbs.trash(TagFactory(pk=1000, name="bridges"), by=None, tags=())
    back = desk.post(reverse("admin:publicmodels_trashed_restore", args=[trashed.pk]), follow=True)

    trash = {"Open the trash": reverse("admin:publicmodels_trashed_changelist")}
    assert (ways(many), ways(one)) == (trash, trash)
    assert messages(back) == ["“bridges” is back on the site."]
    assert ways(back) == {"Open it": address(tag, "change", 1000)}


def test_who_leaves_is_told_of_as_such(desk, journalist):
    where = address(journalist, "change", journalist.pk)
    fields = filled_in(desk.get(where), "user_form")
    del fields["is_active"]

    response = desk.post(where, {**fields, "_save": "1"}, follow=True)

    journalist.refresh_from_db()
    assert not journalist.is_active
    assert messages(response)[0].endswith(
        "is saved as somebody who has left, and cannot log in any more."
    )
