"""A thread in a browser: what is folded opens for whoever is sent there, and by the keyboard."""

import pytest

from comments import markup
from tests.browser.conftest import violations
from tests.comments.trees import plant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def thread():
    """A branch within a branch that is closed at first, and the last comment of it."""
    last = markup.LONG + 3
    article, comments = plant({1: None, 2: 1} | dict.fromkeys(range(3, last + 1), 2))
    return article, comments[last]


def test_a_link_to_a_comment_in_a_closed_branch_opens_it(page, thread):
    article, last = thread
    comment = page.locator(f"#comment-{last.pk}")
    page.goto(article.get_absolute_url())
    assert not comment.is_visible()

    page.goto(last.get_absolute_url())

    assert page.url.endswith(f"#comment-{last.pk}")
    comment.wait_for(state="visible")
    page.wait_for_function(
        "id => document.getElementById(id).getBoundingClientRect().top < innerHeight",
        arg=f"comment-{last.pk}",
    )


def test_the_keyboard_opens_a_closed_branch_and_nothing_is_wrong_within(page, thread):
    article, last = thread
    page.goto(article.get_absolute_url())
    toggle = page.locator(".comment-thread__toggle").nth(1)

    toggle.focus()
    page.keyboard.press("Enter")

    page.locator(f"#comment-{last.pk}").wait_for(state="visible")
    assert violations(page) == ""
