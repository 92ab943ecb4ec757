"""Lists without rows and histories without entries say what that means, and lead on."""

import pytest
from django.urls import reverse

from tests.articles.desk import change, page
from tests.factories import ImageFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize(
    ("name", "said", "adds"),
    [
        ("articles_category", "No category yet.", True),
        ("articles_tag", "No tag yet.", True),
        ("accounts_author", "No author yet.", True),
        ("flatpages_flatpage", "No page yet.", True),
        ("redirects_redirect", "No redirect yet.", True),
        ("axes_accessattempt", "Nobody typed a wrong password lately.", False),
        ("publicmodels_trashed", "The trash is empty.", False),
        ("comments_decision", "Nothing was decided yet.", False),
    ],
)
def test_a_list_without_rows_says_what_that_means(desk, name, said, adds):
    address = reverse(f"admin:{name}_changelist")

    empty, searched = page(desk.get(address)), page(desk.get(address, {"q": "unicorn"}))

    button = f'<a class="button" href="{address}add/">'
    assert said in empty
    assert (button in empty) is adds
    assert "Nothing fits." in searched
    assert said not in searched
    assert "Select an option" not in empty


def test_a_list_with_rows_is_the_list(desk):
    TagFactory(name="rivers")

    shown = page(desk.get(reverse("admin:articles_tag_changelist")))

    assert "rivers" in shown
    assert "No tag yet." not in shown


def test_a_history_says_who_did_what_or_that_nobody_did(desk, administrator):
    image = ImageFactory(caption="Before")
    address = reverse("admin:articles_image_history", args=[image.pk])

    before = page(desk.get(address))
    change(desk, image, caption="After")
    after = page(desk.get(address))

    assert "Nobody has changed it here yet." in before
    assert f"<strong>{administrator.display_name()}</strong> Changed Caption." in after
    assert "Nobody has changed it" not in after
