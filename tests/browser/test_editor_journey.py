"""A journalist writes a story with all that the editor has, and a reader sees it so."""

from articles import workflow
from articles.models import Article, Image
from tests.browser.pictures import fill_in, photo, send
from tests.browser.writing import drop, open_new_story, paste, save, tool, write
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, UserFactory

SHEET = (
    "<html><head><style>td {mso-number-format: General}</style></head><body>"
    "<table border=0 style='border-collapse:collapse'><col width=64 style='width:48pt'>"
    "<tr height=20><td height=20 style='height:15.0pt'><b>Town</b></td><td><b>Metres</b></td></tr>"
    "<tr><td>Tisovar</td><td align=right>4,1</td></tr></table></body></html>"
)


def test_a_story_is_written_with_all_there_is_and_read_as_it_was_written(page, journalist):
    AuthorFactory(name="Zora Herself", user=journalist)
    CategoryFactory(name="Floods")
    river = ArticleFactory(headline="The river rose")
    open_new_story(page)
    page.get_by_label("Headline:").fill("A night at the bridge")
    page.get_by_label("Category:").select_option(label="Floods")

    write(page, 'He said "no" twice. See ', "Control+k")
    page.get_by_role("dialog", name="Link").wait_for()
    page.keyboard.type("river")
    page.get_by_role("option", name="The river rose").click()
    page.get_by_role("button", name="Set the link").click()
    write(page, ".", "Enter", "## What was measured", "Enter")
    paste(page, SHEET, "Town\tMetres")
    write(page, "Control+Enter", "It came like a train.")
    tool(page, "Pull quote").click()
    drop(page, photo())
    fill_in(page)
    send(page)
    page.locator(".story-text figure").wait_for()
    write(page, "The end.")
    save(page)

    article = Article.objects.get(headline="A night at the bridge")
    workflow.publish(article, by=UserFactory(role="Editor"))
    page.goto(article.get_absolute_url())
    prose = page.locator(".prose")
    assert prose.locator("p").first.inner_text() == "He said “no” twice. See The river rose."
    assert prose.locator("h2").inner_text() == "What was measured"
    assert prose.locator("th").all_inner_texts() == ["Town", "Metres"]
    assert prose.locator("td").all_inner_texts() == ["Tisovar", "4,1"]
    assert prose.locator("blockquote.pull-quote").inner_text() == "It came like a train."
    assert prose.locator("figcaption").inner_text().startswith("By the river")
    assert prose.get_by_role("img", name="Two halves").is_visible()
    assert prose.locator("p").last.inner_text() == "The end."
    page.get_by_role("link", name="The river rose").first.click()
    page.wait_for_url(f"**{river.get_absolute_url()}")
    assert Image.objects.get().uses.get().article == article
