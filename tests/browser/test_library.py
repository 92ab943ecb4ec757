"""The image library in a browser, and the other lists and forms of the house."""

import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Image
from portal.publicmodels import verbs
from portal.site.models import current
from tests.browser.conftest import DESKTOP, OVERFLOW, PHONE, TABLET, let_in, new_context
from tests.browser.newspaper import image, picture
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, TagFactory
from tests.pictures import samples

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:articles_image_changelist")
# What a canvas shows at its centre.
CENTRE = """canvas => [...canvas.getContext("2d").getImageData(
    canvas.width / 2, canvas.height / 2, 1, 1).data].slice(0, 3)"""


def form_of(row):
    name = f"{row._meta.app_label}_{row._meta.model_name}"
    return reverse(f"admin:{name}_change", args=[row.pk])


def list_of(row):
    return form_of(row).replace(f"{row.pk}/change/", "")


def house(administrator):
    """Something in every list; addresses of lists and forms, by name."""
    current().save()
    shown, unused = image(), image(alt="", decorative=True, caption="")
    article = ArticleFactory(lead_image_id=shown.pk, headline="Shows it", tags=("rivers",))
    author = AuthorFactory(name="Zora Vetrenjak", photo=picture())
    tag, category = TagFactory(), CategoryFactory(name="A category with a rather long name")
    page = FlatPage.objects.create(url="/about/", title="About us", content="<p>We.</p>")
    redirect = Redirect.objects.create(site_id=1, old_path=f"/{'long/' * 20}", new_path="/")
    trashed = verbs.trash(TagFactory(), by=administrator, tags=())
    CommentFactory(article=article)
    return {
        "grid": LIST,
        "empty grid": f"{LIST}?q=unicorn",
        "picture": form_of(shown),
        "upload": reverse("admin:articles_image_add"),
        "delete": reverse("admin:articles_image_delete", args=[unused.pk]),
        "keep": reverse("admin:articles_image_delete", args=[shown.pk]),
        "history": reverse("admin:articles_image_history", args=[shown.pk]),
        "categories": list_of(category),
        "category": form_of(category),
        "tags": list_of(tag),
        "authors": list_of(author),
        "author": form_of(author),
        "people": list_of(administrator),
        "person": form_of(administrator),
        "invite": reverse("admin:accounts_user_add"),
        "attempts": reverse("admin:axes_accessattempt_changelist"),
        "pages": list_of(page),
        "page": form_of(page),
        "redirects": list_of(redirect),
        "redirect": form_of(redirect),
        "settings": form_of(current()),
        "trash": list_of(trashed),
        "trashed": form_of(trashed),
        "log": reverse("admin:comments_decision_changelist"),
        "password": reverse("admin:password_change"),
    }


def test_no_page_of_the_house_is_wider_than_the_screen(page, administrator):
    pages = house(administrator)
    let_in(page, "administrator")

    over = {}
    for name, address in pages.items():
        page.goto(address)
        for size in (PHONE, TABLET, DESKTOP):
            page.set_viewport_size(size)
            over[name, size["width"]] = page.evaluate(OVERFLOW)

    assert {where: much for where, much in over.items() if much} == {}


def test_pictures_stand_side_by_side_also_on_a_phone(page, editor):
    for _ in range(2):
        image()
    page.set_viewport_size(PHONE)
    let_in(page, "editor")
    page.goto(LIST)

    first, second = (card.bounding_box() for card in page.locator(".library-card").all())

    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]


def test_the_focal_point_is_set_by_a_click_and_by_keys_and_shows_the_crops(page, editor):
    # Red on the left, blue on the right: a square of it shows which half it keeps.
    found = ImageFactory(picture=picture(size=(1600, 400)))
    let_in(page, "editor")
    page.goto(form_of(found))
    square = page.locator("[data-focal-crop='1/1']")
    point = page.get_by_role("button", name="Focal point")
    expect(point).to_be_visible()
    stage = page.locator("[data-focal-stage] img")
    box = stage.bounding_box()

    stage.click(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    right = square.evaluate(CENTRE)
    stage.click(position={"x": box["width"] * 0.1, "y": box["height"] / 2})
    left = square.evaluate(CENTRE)
    point.press("Shift+ArrowRight")
    point.press("ArrowUp")
    expect(page.get_by_role("button", name="Focal point: 20 % from the left")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved")).to_be_visible()

    assert left != right
    stored = Image.objects.get().picture
    assert (stored.focal_x, stored.focal_y) == (0.2, pytest.approx(0.49, abs=0.02))


def test_a_chosen_file_is_shown_with_its_crops_before_it_is_sent(page, editor):
    let_in(page, "editor")
    page.goto(reverse("admin:articles_image_add"))
    expect(page.get_by_role("button", name="Focal point")).to_be_hidden()

    file = {
        "name": "a.png",
        "mimeType": "image/png",
        "buffer": samples.data(samples.halves((900, 600))),
    }
    page.get_by_label("File").set_input_files(file)
    expect(page.get_by_role("button", name="Focal point")).to_be_visible()
    page.get_by_label("Alternative text").fill("Two halves")
    page.get_by_label("Credit").fill("Ana Lens")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("is added")).to_be_visible()
    assert Image.objects.get().alt == "Two halves"


def test_pictures_are_chosen_by_keys_and_thrown_away_after_a_question(page, editor):
    for name in ("First", "Second", "Third"):
        image(caption=name)
    let_in(page, "editor")
    page.goto(LIST)

    page.get_by_label("Choose all 3 on this page").press("Space")
    page.get_by_label("Choose “Second”").press("Space")
    bulk = page.get_by_role("group", name="The chosen ones")
    expect(bulk.get_by_text("2 chosen")).to_be_visible()
    bulk.get_by_role("button", name="Move to the trash").press("Enter")
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    assert Image.objects.count() == 3
    page.get_by_role("button", name="Move to the trash").click()

    expect(page.get_by_text("2 items are in the trash")).to_be_visible()
    assert [found.caption for found in Image.objects.all()] == ["Second"]


def test_the_library_is_of_use_without_scripts(browser, live_server, complaints, editor):
    found = image(caption="Old")
    context = new_context(
        browser, live_server.url, complaints, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    let_in(page, "editor")
    page.goto(LIST)

    page.get_by_role("link", name="Old").click()
    page.get_by_label("Focal point: percent from the left").fill("25")
    page.get_by_label("Caption").fill("New")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("is saved")).to_be_visible()
    stored = Image.objects.get(pk=found.pk)
    assert (stored.caption, stored.picture.focal_x) == ("New", 0.25)
    context.close()
