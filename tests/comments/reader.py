"""A reader as a test uses one: opens the form of a story, fills it in, and sends it."""

import re
from datetime import UTC, datetime, timedelta

import time_machine
from django.urls import reverse

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
WORDS = "Nobody asked the fishermen <of the lower bank>"
FILLED = {"name": "Rada", "email": "rada@example.org", "website": "", "text": WORDS, "subject": ""}


def address(article):
    return reverse("comment_form", args=[article.pk])


def hidden(response, name):
    """The value of a hidden field, as a browser would send it back."""
    return re.search(rf'name="{name}"\s+value="(.*?)"', response.content.decode())[1]


def send(client, article, *, shown=NOON, sent=timedelta(minutes=2), query="", **fields):
    """Open the form, fill it in, send it; a field that is None is left as the page has it."""
    with time_machine.travel(shown, tick=False):
        form = client.get(address(article) + query)
    own = {name: hidden(form, name) for name in ("token", "parent", "csrfmiddlewaretoken")}
    with time_machine.travel(shown + sent, tick=False):
        return client.post(address(article), own | FILLED | fields)
