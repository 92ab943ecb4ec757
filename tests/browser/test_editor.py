"""A story written in a real browser: by keyboard, with pictures, offline, and without scripts."""

from django.urls import reverse

from articles.models import Article, Image
from tests.articles.desk import ADD
from tests.browser.conftest import let_in, new_context
from tests.browser.writing import click, open_new_story, open_story, save, tool
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, TagFactory
from tests.pictures import samples


def test_a_journalist_writes_a_story_by_keyboard(page, journalist):
    AuthorFactory(name="Zora Herself", user=journalist)
    AuthorFactory(name="Đorđe Reka")
    CategoryFactory(name="Politics")
    TagFactory(name="festivals")
    open_new_story(page)
    keyboard = page.keyboard

    page.get_by_label("Headline:").fill("Đorđe i reka")
    page.locator("#id_slug[placeholder='djordje-i-reka']").wait_for(state="attached")
    page.locator(".story-text").focus()
    keyboard.type("It rose.")
    keyboard.press("Enter")
    keyboard.type("## The night")
    keyboard.press("Enter")
    keyboard.type("- first")
    keyboard.press("Enter")
    keyboard.type("second")
    page.get_by_role("combobox", name="Tags").focus()
    keyboard.type("fest")
    page.get_by_role("option", name="festivals").wait_for()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    keyboard.type("brand new,")
    page.get_by_role("button", name="Add a byline").press("Enter")
    keyboard.type("Ђорђе")
    page.get_by_role("option", name="Đorđe Reka").wait_for()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    page.get_by_label("Category:").select_option(label="Politics")
    save(page)

    article = Article.objects.get()
    assert (article.headline, article.slug) == ("Đorđe i reka", "djordje-i-reka")
    assert article.body == (
        "<p>It rose.</p><h2>The night</h2><ul><li><p>first</p></li><li><p>second</p></li></ul>"
    )
    assert article.newest_revision.content.tags == ("festivals", "brand new")
    assert [byline.author.name for byline in article.bylines.all()] == [
        "Zora Herself",
        "Đorđe Reka",
    ]


def test_pictures_are_chosen_uploaded_and_described_without_leaving_the_text(
    page, journalist, tmp_path
):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(samples.data())
    ImageFactory(alt="A bridge", credit="Ana Lens")
    ImageFactory(alt="A river", credit="Ana Lens")
    # Pictures of the factory have no files.
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    open_new_story(page)

    page.get_by_label("Headline:").fill("With pictures")
    page.locator(".story-text").focus()
    page.keyboard.type("Before.")
    tool(page, "Picture").press("Enter")
    page.locator("#picker [data-id]").first.wait_for()
    page.keyboard.type("bridge")
    page.get_by_role("button", name="A river").wait_for(state="detached")
    page.get_by_role("button", name="A bridge").press("Enter")
    page.get_by_label("Caption here", exact=True).fill("At dawn")
    page.get_by_role("button", name="Put it into the text").press("Enter")
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("button", name="Upload a new image").click()
    page.get_by_label("File").set_input_files(photo)
    page.get_by_role("button", name="Add it to the library").click()
    page.get_by_text("Describe the picture, or mark it as decorative.").wait_for()
    page.locator("#upload-alt").fill("Two halves")
    page.locator("#upload-credit").fill("Zora Herself")
    page.get_by_role("button", name="Add it to the library").click()
    page.locator(".image-input__shown img[alt='Two halves']").wait_for()
    save(page)

    article, bridge = Article.objects.get(), Image.objects.get(alt="A bridge")
    assert article.body == (
        f'<p>Before.</p><figure><img data-file="{bridge.pk}" src="/media/{bridge.picture.name}"'
        ' alt="A bridge"><figcaption>At dawn</figcaption></figure>'
    )
    assert article.lead_image == Image.objects.get(alt="Two halves", credit="Zora Herself")


def test_a_picture_in_the_text_is_not_typed_over(page, editor):
    image = ImageFactory(alt="A bridge")
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    source = f'data-file="{image.pk}" src="/media/{image.picture.name}"'
    figure = f'<figure><img {source} alt="A bridge"></figure>'
    article = ArticleFactory(live=False, body=f"<p>Before.</p>{figure}")
    open_story(page, article)

    click(page, "img")
    page.keyboard.type("letters")
    page.keyboard.press("Enter")
    page.keyboard.type("After.")
    click(page, "img")
    tool(page, "Picture").click()
    page.get_by_label("Alternative text here", exact=True).fill("Seen anew")
    page.get_by_role("button", name="Put it into the text").click()
    save(page)

    article.refresh_from_db()
    assert article.body == (f"<p>Before.</p>{figure.replace('A bridge', 'Seen anew')}<p>After.</p>")


def test_leaving_with_unsaved_words_is_asked_about(page, journalist):
    open_new_story(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_label("Headline:").click()
    page.keyboard.type("Not saved")
    page.get_by_role("link", name="Home").click(no_wait_after=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert page.get_by_label("Headline:").input_value() == "Not saved"


def test_without_a_connection_the_form_stays_and_is_sent_once_there_is_one(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("Written on a train")
    page.locator(".story-text").focus()
    page.keyboard.type("Into the tunnel.")

    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("You are offline").wait_for()
    page.context.set_offline(False)
    page.get_by_text("You are offline").wait_for(state="hidden")
    save(page)

    assert [story.body for story in Article.objects.all()] == ["<p>Into the tunnel.</p>"]


def test_where_the_newsroom_does_not_answer_the_form_stays(page, journalist):
    open_new_story(page)
    page.get_by_label("Headline:").fill("The server is gone")
    # The cable is in, so the browser does not know.
    page.route("**/*", lambda route: route.abort("connectionrefused"))

    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("the newsroom does not answer").wait_for()
    assert page.get_by_label("Headline:").input_value() == "The server is gone"
    page.unroute("**/*")
    save(page)

    assert [story.headline for story in Article.objects.all()] == ["The server is gone"]


def test_a_form_is_sent_once_and_again_after_sending_was_stopped(page, journalist):
    sent, asked = [], []
    page.clock.install()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    open_new_story(page)
    page.get_by_label("Headline:").fill("Sent twice")
    # Its answer never comes, and nothing else is kept: there would be nothing to ask for.
    page.route("**/article/add/", lambda route: sent.append(route))
    page.route("**/autosave/", lambda route: route.abort())
    button = page.get_by_role("button", name="Save", exact=True)
    home = page.get_by_role("link", name="Home").bounding_box()

    button.dblclick(no_wait_after=True)
    page.wait_for_timeout(300)
    assert (len(sent), asked) == (1, [])
    # Playwright's own click would wait for the answer.
    page.mouse.click(home["x"] + 5, home["y"] + 5)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    sent.pop().abort("aborted")
    page.unroute("**/article/add/")
    page.unroute("**/autosave/")
    page.clock.fast_forward(5000)
    save(page)

    assert [story.headline for story in Article.objects.all()] == ["Sent twice"]
    assert asked == ["beforeunload"]


def test_a_story_is_written_without_scripts_too(browser, live_server, journalist):
    AuthorFactory(name="Zora Herself", user=journalist)
    image = ImageFactory()
    complaints = []
    context = new_context(browser, live_server.url, complaints, java_script_enabled=False)
    page = context.new_page()
    page.route("**/media/pictures/00/**", lambda route: route.fulfill(body=samples.data()))
    let_in(page, "journalist")

    page.goto(reverse(ADD))
    page.get_by_label("Headline:").fill("By hand")
    page.locator("textarea#id_body").fill("<h2>Sub</h2>\n\nFirst.\n\nSecond.")
    page.get_by_label("Tags:").fill("river, flood")
    page.get_by_label("Number of the image").fill(str(image.pk))
    page.get_by_role("button", name="Submit for review").click()
    context.close()

    article = Article.objects.get()
    assert (article.headline, article.status) == ("By hand", "in_review")
    assert article.body == "<h2>Sub</h2><p>First.</p><p>Second.</p>"
    assert article.newest_revision.content.tags == ("river", "flood")
    assert article.lead_image == image
    assert [byline.author.name for byline in article.bylines.all()] == ["Zora Herself"]
    assert complaints == []
