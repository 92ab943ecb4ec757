"""The desk as a test uses it: opens the form of a story, types, presses a button."""

import html
import re
from html.parser import HTMLParser

from django.urls import reverse

from articles import workflow
from articles.content import Credit
from articles.models import Article
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

Status = Article.Status
MADE_BY = {
    Status.DRAFT: [],
    Status.IN_REVIEW: ["submit"],
    Status.PUBLISHED: ["publish"],
    Status.WITHDRAWN: ["publish", "withdraw"],
}
ADD = "admin:articles_article_add"
LIST = "admin:articles_article_changelist"
# Those of the newsroom who may edit every story, and everybody who may come.
EDITORS = {"editor", "administrator"}
EVERYBODY = ["anonymous", "journalist", "editor", "moderator", "administrator"]
# What may stand in an address where the number of a page should.
NO_PAGES = ["0", "-1", "x", "", "²", "100001", "9" * 20, "9" * 5000]


def form_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def move_of(article, name):
    return reverse("admin:articles_article_move", args=[article.pk, name])


def page(response):
    """What a person reads: the page without its line breaks and entities."""
    return html.unescape(" ".join(response.content.decode().split()))


def messages(response):
    """What happened, without what next."""
    told = (str(message).partition(' <span class="message-ways">')[0] for message in said(response))
    return [html.unescape(text) for text in told]


def said(response):
    return list(response.context["messages"])


def ways(response):
    """What the last message offers next: labels with addresses."""
    last = str(said(response)[-1]).partition('<span class="message-ways">')[2]
    return {
        label: html.unescape(href) for href, label in re.findall(r'href="(.*?)">(.*?)</a>', last)
    }


class _Fields(HTMLParser):
    """The fields of the form with an id, or of those that post without one, as a browser sends."""

    def __init__(self, form_id):
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside, self.name, self.data = form_id, False, "", {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            own = attributes.get("method") == "post" and attributes.get("id") == self.form_id
            self.inside = own and "logout" not in attributes.get("action", "")
        elif self.inside and "disabled" not in attributes:
            self._field(tag, attributes)

    def _field(self, tag, attributes):
        kind, name = attributes.get("type", ""), attributes.get("name", "")
        if tag in ("select", "textarea"):
            self.name = name
            self.data.setdefault(name, [])
        if tag == "textarea":
            self.data[name].append("")
        elif tag == "option" and "selected" in attributes:
            self.data[self.name].append(attributes.get("value", ""))
        elif tag == "input" and name and kind not in ("submit", "file"):
            usual = "on" if kind == "checkbox" else ""
            if kind != "checkbox" or "checked" in attributes:
                self.data.setdefault(name, []).append(attributes.get("value", usual))

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.name = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, text):
        if self.name and self.lasttag == "textarea":
            before = self.data[self.name][-1]
            # The first line break of all is not part of the text.
            self.data[self.name][-1] = before + text if before else text.removeprefix("\n")


def filled_in(response, form_id="article_form"):
    """What the browser would send of a page's form as it stands."""
    fields = _Fields(form_id)
    fields.feed(response.content.decode())
    return fields.data


def press(client, address, button="_continue", **typed):
    """Type into the form that stands at an address, and press one of its buttons."""
    return send(client, address, filled_in(client.get(address)), button, **typed)


def send(client, address, fields, button="_continue", **typed):
    """The same of a form that was opened before."""
    return client.post(address, {**fields, **typed, button: "1"}, follow=True)


def act(client, action, articles, query="", **sent):
    """Tick stories in the list, narrowed or whole, and choose what to do with them."""
    keys = [each.pk for each in articles]
    data = {"action": action, "_selected_action": keys, "index": 0} | sent
    return client.post(reverse(LIST) + query, data, follow=True)


def headlines(client, **query):
    """What the list shows, narrowed by a query."""
    response = client.get(reverse(LIST), query)
    return [article.headline for article in response.context["cl"].result_list]


def change(client, row, **typed):
    """Type into the form of an image, a tag or a category, and save it."""
    name = row._meta.model_name
    address = reverse(f"admin:articles_{name}_change", args=[row.pk])
    fields = filled_in(client.get(address), f"{name}_form") | typed
    return client.post(address, {**fields, "_continue": "1"}, follow=True)


def delete(client, row):
    """The page that asks, and the answer to yes."""
    address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
    asked = client.get(address)
    return asked, client.post(address, {"post": "yes"}, follow=True)


def story(status=Status.DRAFT, **content):
    """A story that an editor brought into this state."""
    article = ArticleFactory(live=False, **content)
    for name in MADE_BY[status]:
        article = getattr(workflow, name)(article, by=UserFactory(role="Editor"))
    return article


def of(user, status=Status.DRAFT, **content):
    """A story in which this user is named."""
    author = AuthorFactory(user=user)
    return story(status, credits=(Credit(author_id=author.pk),), **content)
