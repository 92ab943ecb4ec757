"""What the editor is told of an address or a code that somebody pastes."""

import pytest
from django.urls import reverse

from articles.embeds import FILES, HOSTS, NAMES
from articles.forms.text import StoryTextInput

pytestmark = pytest.mark.django_db

EMBED = "admin:articles_article_embed"


def told(client, code):
    return client.post(reverse(EMBED), {"code": code}).json()["embed"]


@pytest.mark.parametrize(
    ("code", "address", "provider", "label"),
    [
        (" https://youtu.be/abcdefghijk?si=x ", "https://www.youtube.com/watch?v=abcdefghijk",
         "YouTube", "A video from YouTube."),
        ('<iframe src="https://open.spotify.com/embed/episode/0123456789012345678901"></iframe>',
         "https://open.spotify.com/episode/0123456789012345678901",
         "Spotify", "A recording from Spotify."),
        ("https://x.com/nobody/status/1", "https://x.com/nobody/status/1",
         "X", "A post from X."),
        ("https://www.openstreetmap.org/#map=9/1/2", "https://www.openstreetmap.org/#map=9/1/2",
         "OpenStreetMap", "A map from OpenStreetMap."),
    ],
)  # fmt: skip
def test_what_is_on_the_list_is_named(client, journalist, code, address, provider, label):
    client.force_login(journalist)

    assert told(client, code) == {"address": address, "provider": provider, "label": label}


@pytest.mark.parametrize("code", ["", "words", "https://example.org/", "<p>x</p>", "\x00"])
def test_what_is_not_on_the_list_is_nothing(client, journalist, code):
    client.force_login(journalist)

    assert told(client, code) is None


def test_only_who_may_see_stories_at_the_desk_may_ask_and_only_by_a_form(
    client, journalist, moderator
):
    assert client.post(reverse(EMBED)).status_code == 302
    client.force_login(moderator)
    assert client.post(reverse(EMBED)).status_code == 403
    client.force_login(journalist)
    assert client.get(reverse(EMBED)).status_code == 405


def test_the_editor_knows_the_hosts_of_the_list_and_its_dialog_the_names():
    widget = StoryTextInput()

    html = widget.render("body", "", {"id": "id_body"})

    assert widget.get_config()["embedded"] == {"hosts": sorted(HOSTS), "files": FILES}
    assert ", ".join(NAMES) in html
