"""Two people at one story, in the real page: each is told of the other, nothing is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import Activity, Article
from tests.articles.desk import form_of
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, violations
from tests.browser.windows import company, headline, kept, offers, press, wait_until_saved
from tests.browser.writing import open_story, save
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
HELD = "took this story over"


@pytest.fixture
def article(editor):
    editor.first_name, editor.last_name = "Ana", "First"
    editor.save()
    UserFactory(username="boris", first_name="Boris", last_name="Second", role="Editor")
    return ArticleFactory(live=False, headline="The weir", body="<p>It held.</p>")


@pytest.fixture
def windows(person, article):
    """The story in a window of each."""
    ana, boris = person(), person()
    open_story(ana, article, "editor")
    open_story(boris, article, "boris")
    return ana, boris


def type_headline(page, text):
    headline(page).fill(text)
    wait_until_saved(page)


def test_each_sees_who_else_has_it_open_and_who_is_writing(windows):
    ana, boris = windows
    expect(company(boris)).to_contain_text("Ana First has this story open.")

    type_headline(ana, "The weir, by Ana")
    expect(company(ana)).to_contain_text("Boris Second has this story open.")
    type_headline(boris, "The weir, by Boris")

    expect(company(boris)).to_contain_text("Ana First is writing here, last at")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_no_button_moves_from_under_the_hand_when_something_is_told(person, article, size):
    ana, boris = person(), person()
    ana.set_viewport_size(size)
    open_story(ana, article, "editor")
    expect(company(ana)).to_be_hidden()
    save_button = ana.get_by_role("button", name="Save", exact=True)
    stood = save_button.bounding_box()

    open_story(boris, article, "boris")
    expect(company(ana)).to_be_visible()
    type_headline(ana, "The weir, by Ana")

    assert save_button.bounding_box() == stood


def test_who_closes_the_window_is_not_told_of_any_more(windows):
    ana, boris = windows
    expect(company(boris)).to_contain_text("Ana First has this story open.")

    ana.goto("/admin/")
    # Who only fell silent is left out after fifteen seconds, whatever the window said in the end.
    expect(company(boris)).to_be_hidden(timeout=12_000)


def test_that_somebody_else_saved_is_told_while_one_writes_and_both_are_shown(windows):
    ana, boris = windows
    headline(boris).fill("The weir, by Boris")
    save(boris)

    type_headline(ana, "The weir, by Ana")
    expect(company(ana)).to_contain_text("Boris Second saved this story at")
    press(ana, "Save")

    expect(ana.get_by_role("heading", name="Saved by Boris Second")).to_be_visible()
    expect(headline(ana)).to_have_value("The weir, by Ana")
    assert Article.objects.get().newest_revision.content.headline == "The weir, by Boris"


def test_who_took_the_story_over_saves_until_the_other_takes_it_back(windows):
    ana, boris = windows
    type_headline(ana, "The weir, by Ana")
    expect(company(boris)).to_contain_text("Ana First")
    press(boris, "Take over")
    expect(company(boris)).to_contain_text("Ana First had words in it that are not saved.")

    headline(ana).fill("The weir, by Ana alone")
    expect(company(ana)).to_contain_text(f"Boris Second {HELD}")
    press(ana, "Save")
    expect(ana.get_by_text("Talk to each other, or take it back.")).to_be_visible()
    expect(headline(ana)).to_have_value("The weir, by Ana alone")
    assert Article.objects.get().newest_revision.content.headline == "The weir"

    press(ana, "Take it back")
    expect(company(ana)).not_to_contain_text(HELD)
    save(ana)
    type_headline(boris, "The weir, by Boris")
    expect(company(boris)).to_contain_text(f"Ana First {HELD}")

    assert Article.objects.get().newest_revision.content.headline == "The weir, by Ana alone"
    taken = Activity.objects.filter(verb=Activity.Verb.TAKE_OVER).order_by("pk")
    assert [each.by_name for each in taken] == ["Boris Second", "Ana First"]


def test_what_a_colleague_left_can_be_gone_on_with(windows, person, article):
    ana, boris = windows
    type_headline(ana, "The weir, by Ana")
    ana.goto("/admin/")
    boris.reload()

    expect(offers(boris)).to_contain_text("Ana First typed something here")
    offers(boris).get_by_role("link", name="Go on with it").click()
    expect(headline(boris)).to_have_value("The weir, by Ana")
    boris.locator(".story-text").wait_for()
    save(boris)

    newest = Article.objects.get().newest_revision
    assert (newest.content.headline, newest.by_name) == ("The weir, by Ana", "Boris Second")
    boris.goto(form_of(article))
    expect(offers(boris)).to_have_count(0)


def show_offers(ana, boris):
    type_headline(ana, "The weir, by Ana")
    ana.goto("/admin/")
    boris.reload()
    expect(offers(boris)).to_be_visible()


def show_taken(ana, boris):
    ana.reload()
    press(ana, "Take over")
    type_headline(boris, "The weir, by Boris")
    expect(company(boris)).to_contain_text(HELD)


def show_dialog(ana, boris):
    Session.objects.all().delete()
    headline(boris).fill("The weir, by nobody")
    expect(kept(boris)).to_contain_text("You are logged out")
    press(boris, "Log in again")
    expect(boris.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("show", [show_offers, show_taken, show_dialog])
def test_it_fits_the_screen_leaves_most_of_it_to_the_text_and_axe_finds_nothing(
    windows, show, size
):
    ana, boris = windows
    boris.set_viewport_size(size)
    show(ana, boris)

    assert boris.evaluate(OVERFLOW) == 0
    bar = boris.locator(".story-submit").bounding_box()
    assert bar["height"] < size["height"] / 3
    assert violations(boris) == ""
