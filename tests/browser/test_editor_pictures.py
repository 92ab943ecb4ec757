"""Pictures from the writer's own disk: dropped, pasted, refused, sent again."""

import base64

import pytest
from playwright.sync_api import expect

from articles.models import Article, Image
from portal.pictures import markup
from tests.browser.newspaper import image
from tests.browser.writing import NEXT_FRAME, body, drop, open_new_story, paste, save, tool, write
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
WORDS = {"alt": "Two halves", "caption": "By the river", "credit": "Zora Herself"}


def photo(name="photo.jpg", kind="image/jpeg", content=None):
    content = samples.data() if content is None else content
    return [name, kind, base64.b64encode(content).decode()]


def paste_files(page, *files):
    paste(page, files=files)


def fill_in(page, **words):
    for name, typed in (WORDS | words).items():
        page.locator(f"#upload-{name}").fill(typed)


def send(page):
    page.get_by_role("button", name="Put it into the text").click()


@pytest.fixture
def dialog(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("With a picture")
    write(page, "Before.")
    return page.get_by_role("dialog", name="Image library")


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
    assert not dialog.is_visible()
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

    assert not dialog.is_visible()
    assert "<table>" in body(page)


@pytest.fixture
def slow_upload(page, dialog):
    """Sends a picture whose answer comes when it is let go, and closes the dialog meanwhile."""
    held = []

    def start(name="red.jpg", **words):
        page.route("**/image/upload/", hold)
        drop(page, photo(name))
        fill_in(page, **words)
        send(page)
        expect(dialog.get_by_role("button", name="Put it into the text")).to_be_disabled()
        page.wait_for_timeout(100)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    def hold(route):
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    def let_go():
        with page.expect_response("**/image/upload/"):
            held[0].continue_()
        page.evaluate(NEXT_FRAME)

    return start, let_go


def test_a_picture_given_up_while_it_was_sent_answers_no_later_question(page, dialog, slow_upload):
    start, let_go = slow_upload
    kept = image(alt="A bridge")

    start(alt="Red")
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    let_go()
    expect(page.get_by_label("Caption here", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Choose another").click()
    dialog.get_by_role("button", name="By the river").wait_for()
    dialog.get_by_role("button", name="A bridge").click()
    send(page)

    page.locator(".story-text figure img[alt='A bridge']").wait_for()
    assert [found.alt for found in Image.objects.order_by("pk")] == [kept.alt, "Red"]
    assert page.locator(".story-text figure").count() == 1


def test_another_picture_is_written_about_while_one_that_was_given_up_arrives(
    page, dialog, slow_upload
):
    start, let_go = slow_upload

    start(alt="Red")
    drop(page, photo("blue.jpg"))
    fill_in(page, alt="Blue")
    let_go()
    assert page.locator("#upload-alt").input_value() == "Blue"
    send(page)

    page.locator(".story-text figure img[alt='Blue']").wait_for()
    assert {found.alt for found in Image.objects.all()} == {"Red", "Blue"}


def test_words_of_a_picture_that_was_given_up_do_not_describe_the_next(page, dialog):
    drop(page, photo("a.jpg"))
    fill_in(page, alt="A blue one")
    page.get_by_label("Focal point: percent from the left").fill("10")
    page.keyboard.press("Escape")
    drop(page, photo("b.jpg"))
    dialog.locator("[data-focal-stage] canvas").wait_for()

    shown = [page.locator(f"#upload-{name}").input_value() for name in WORDS]
    left = page.get_by_label("Focal point: percent from the left").input_value()
    assert (shown, left) == (["", "", ""], "50")


def test_the_same_picture_chosen_again_finds_its_words(page, dialog):
    drop(page, photo("a.jpg"))
    fill_in(page)
    page.context.set_offline(True)
    send(page)
    dialog.get_by_text("You are offline.").wait_for()
    page.keyboard.press("Escape")
    page.context.set_offline(False)
    drop(page, photo("a.jpg"))

    assert page.locator("#upload-alt").input_value() == "Two halves"
    send(page)
    page.locator(".story-text figure img[alt='Two halves']").wait_for()
    assert Image.objects.count() == 1


def test_words_typed_before_a_file_is_chosen_stay_and_go_with_another_file(page, dialog):
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="Upload a new image").click()
    page.locator("#upload-alt").fill("Typed before")
    field = page.locator("#upload-picture")
    files = [
        {"name": name, "mimeType": "image/jpeg", "buffer": samples.data()}
        for name in ("a.jpg", "b.jpg")
    ]

    field.set_input_files(files[0])
    first = page.locator("#upload-alt").input_value()
    field.set_input_files(files[1])
    second = page.locator("#upload-alt").input_value()

    assert (first, second) == ("Typed before", "")
    assert field.evaluate("field => field.files[0].name") == "b.jpg"


def test_a_search_of_the_library_tells_how_many_it_found(page, dialog, monkeypatch):
    monkeypatch.setattr("articles.admin.image.SHOWN", 2)
    for alt in ("A bridge", "A river", "A bank"):
        image(alt=alt, caption="")
    told = dialog.get_by_role("status")
    tool(page, "Picture").click()
    expect(told).to_have_text("Pictures shown: 2. There are older ones.")

    dialog.get_by_role("searchbox").fill("bridge")
    expect(told).to_have_text("Pictures found: 1.")
    dialog.get_by_role("searchbox").fill("unicorn")
    expect(told).to_have_text("Pictures found: 0.")


def test_the_words_of_a_decorative_picture_begin_with_the_first_that_can_be_typed(page, dialog):
    image(alt="", decorative=True, caption="A line")

    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A line").click()

    expect(page.get_by_label("Caption here", exact=True)).to_be_focused()


def test_where_no_alternative_text_is_typed_the_text_has_that_of_the_library(page, dialog):
    image(alt="A bridge", caption="")
    described = page.get_by_label("Alternative text here", exact=True)
    figure = page.locator(".story-text figure img")

    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    described.fill("")
    send(page)
    put = figure.get_attribute("alt")
    figure.click()
    tool(page, "Change the picture or its words").click()
    expect(described).to_have_attribute("placeholder", "A bridge")
    described.fill("")
    send(page)
    expect(dialog).to_be_hidden()

    assert (put, figure.get_attribute("alt")) == ("A bridge", "A bridge")


def test_without_a_connection_a_picture_of_the_text_can_still_be_changed(page, dialog):
    image(alt="A bridge", caption="")
    tool(page, "Picture").click()
    dialog.get_by_role("button", name="A bridge").click()
    send(page)
    page.locator(".story-text figure img").click()

    page.context.set_offline(True)
    tool(page, "Change the picture or its words").click()
    page.get_by_label("Caption here", exact=True).fill("At dawn")
    send(page)

    page.get_by_text("At dawn").wait_for()
    page.context.set_offline(False)
