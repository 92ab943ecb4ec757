"""Every field of the desk says what readers see of it."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import RequestFactory

from tests.articles.desk import Status, story
from tests.factories import AuthorFactory, CategoryFactory, ImageFactory, SeriesFactory, TagFactory

DESKS = {
    "articles.Article": lambda: story(Status.IN_REVIEW),
    "articles.Image": ImageFactory,
    "articles.Category": CategoryFactory,
    "articles.Tag": TagFactory,
    "articles.Series": SeriesFactory,
    "articles.StyleRule": lambda: None,
    "accounts.Author": AuthorFactory,
}


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("label", DESKS)
def test_every_field_of_a_form_says_what_readers_see(administrator, label, is_new):
    desk = admin.site.get_model_admin(apps.get_model(label))
    row = None if is_new else DESKS[label]()
    request = request_of(administrator)

    form = desk.get_form(request, row, change=not is_new)
    shown = flatten_fieldsets(desk.get_fieldsets(request, row))

    assert shown
    assert [name for name in shown if not str(form.base_fields[name].help_text)] == []
