"""Pictures from the writer's own disk: dropped, pasted, refused, sent again."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Image
from portal.pictures import markup
from tests.browser.pictures import WORDS, begin, fill_in, photo, send
from tests.browser.writing import body, drop, paste, save, tool, write
from tests.pictures import samples

# The browser takes its time over the file "large.jpg", until it is let go.
SLOW = """() => {
    const own = window.createImageBitmap;
    const wait = new Promise((done) => (window.letGo = done));
    window.createImageBitmap = async (file) => {
        if (file.name === "large.jpg") await wait;
        return own(file);
    };
}"""


def paste_files(page, *files):
    paste(page, files=files)


@pytest.fixture
def dialog(page, journalist):
    return begin(page)


@pytest.mark.parametrize("bring", [drop, paste_files])
def test_a_picture_brought_into_the_text_gets_its_words_and_focal_point_at_once(
    page, dialog, bring
):
    bring(page, photo())
    shown = dialog.locator("[data-focal-stage] canvas")
    shown.wait_for()
    fill_in(page)
    box = shown.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    place = "Focal point: 26 % from the left, 65 % from the top"
    expect(dialog.get_by_role("button", name=place)).to_be_focused()
    send(page)
    page.locator(".story-text figure").wait_for()
    write(page, "After.")
    save(page)

    image = Image.objects.get()
    src = markup.url(image.picture, width=markup.PLAIN_WIDTH)
    assert (round(image.picture.focal_x, 2), round(image.picture.focal_y, 2)) == (0.26, 0.65)
    assert (image.alt, image.caption, image.credit) == tuple(WORDS.values())
    assert Article.objects.get().body == (
        f'<p>Before.</p><figure><img data-file="{image.pk}" src="{src}" alt="Two halves">'
        "<figcaption>By the river</figcaption></figure><p>After.</p>"
    )


def test_what_is_shown_is_the_file_chosen_last_however_long_the_first_takes_to_draw(page, dialog):
    page.evaluate(SLOW)
    drop(page, photo("large.jpg"))
    field = page.locator("#upload-picture")
    field.wait_for()
    field.set_input_files(
        {
            "name": "small.jpg",
            "mimeType": "image/jpeg",
            "buffer": samples.data(samples.halves((360, 240))),
        }
    )
    shown = dialog.locator("[data-focal-stage] canvas")
    shown.wait_for()

    page.evaluate("() => window.letGo()")
    page.wait_for_timeout(200)

    assert shown.evaluate_all("all => all.map(each => each.width)") == [360]


def test_a_decorative_picture_needs_no_words_for_those_who_do_not_see_it(page, dialog):
    drop(page, photo())
    page.locator("#upload-credit").fill("Zora Herself")
    page.get_by_label("Decorative").check()
    assert page.locator("#upload-alt").is_disabled()
    send(page)

    page.locator(".story-text figure img[alt='']").wait_for()
    assert Image.objects.get().decorative


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (photo("notes.svg", "image/svg+xml", b"<svg/>"), "“notes.svg” cannot stand in a text"),
        (photo("photo.heic", "image/heic", b"x"), "“photo.heic” cannot stand in a text"),
    ],
)
def test_a_picture_that_no_reader_could_see_is_refused_before_anything_opens(
    page, dialog, file, told
):
    drop(page, file)

    page.get_by_text(told).wait_for()
    expect(dialog).not_to_be_visible()
    assert body(page) == "<p>Before.</p>"


def test_too_large_a_file_is_refused_before_it_is_sent_and_the_words_stay(page, dialog):
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="Upload a new image").click()
    page.locator("#upload-alt").fill("Typed before")
    page.evaluate("() => (document.querySelector('.picture-upload').dataset.maxBytes = '10')")

    page.locator("#upload-picture").set_input_files(
        {"name": "big.jpg", "mimeType": "image/jpeg", "buffer": samples.data()}
    )

    dialog.get_by_text("This file is larger than 25.0").wait_for()
    assert page.locator("#upload-alt").input_value() == "Typed before"
    assert page.locator("#upload-picture").input_value() == ""


def test_without_a_connection_nothing_typed_is_lost_and_it_is_sent_once_there_is_one(page, dialog):
    drop(page, photo())
    fill_in(page)

    page.context.set_offline(True)
    send(page)
    dialog.get_by_text("You are offline.").wait_for()
    page.context.set_offline(False)
    assert page.locator("#upload-alt").input_value() == "Two halves"
    send(page)

    page.locator(".story-text figure img[alt='Two halves']").wait_for()
    assert Image.objects.count() == 1


def test_what_the_server_refuses_stands_beside_its_field_and_the_file_is_kept(page, dialog):
    drop(page, photo())
    fill_in(page, credit="")
    send(page)
    dialog.get_by_text("This field is required.").wait_for()
    assert page.locator("#upload-caption").input_value() == "By the river"

    page.locator("#upload-credit").fill("Zora Herself")
    send(page)

    page.locator(".story-text figure img[alt='Two halves']").wait_for()
    assert Image.objects.get().caption == "By the river"


def test_a_damaged_file_is_told_of_with_all_words_kept(page, dialog):
    drop(page, photo(content=samples.data()[:60]))
    page.locator("#upload-alt").fill("Two halves")

    dialog.get_by_text("This picture is damaged or incomplete.").wait_for()
    assert page.locator("#upload-alt").input_value() == "Two halves"
    assert page.locator("#upload-picture").input_value() == ""


def test_a_picture_is_on_its_way_while_its_words_are_typed_and_is_sent_once(page, dialog):
    sizes = {}

    def note(request):
        if request.method == "POST":
            sizes.setdefault(request.url.rpartition("/image/")[2], []).append(
                int(request.all_headers()["content-length"])
            )

    page.on("request", note)
    with page.expect_response("**/image/send/"):
        drop(page, photo(content=samples.data(samples.halves((1600, 1200)), quality=100)))
    fill_in(page, credit="")
    send(page)
    dialog.get_by_text("This field is required.").wait_for()
    page.locator("#upload-credit").fill("Zora Herself")
    send(page)
    page.locator(".story-text figure img[alt='Two halves']").wait_for()

    (file,), words = sizes["send/"], sizes["upload/"]
    assert len(words) == 2
    assert max(words) < 3_000 < file
    assert Image.objects.get().picture.width == 1600


def test_a_table_of_excel_is_pasted_as_a_table_though_its_picture_comes_along(page, dialog):
    table = "<table><tr><td>a</td><td>b</td></tr></table>"

    paste(page, table, "a\tb", files=[photo("image.png", "image/png")])

    expect(dialog).not_to_be_visible()
    assert "<table>" in body(page)
