"""Embeds where a text is read: cards that ask nobody, and words where there are only words."""

from urllib.parse import urlsplit

import pytest
from django.contrib.flatpages.models import FlatPage
from django.test import override_settings

from articles import body, embeds, previews, reviews
from articles.diffs import compare_bodies
from articles.embeds.providers import PROVIDERS
from articles.merging import merge_blocks
from articles.text import opening, plain, word_count
from tests.articles.desk import story
from tests.articles.reviewers import invited
from tests.factories import ArticleFactory

TUBE, CLIP = "https://www.youtube.com/watch?v=abcdefghijk", "https://vimeo.com/76979871"
MAP = "https://www.openstreetmap.org/#map=14/44.5/20.25"
SOUND = "https://radio.example/old-ferry.mp3"


def embed(address, caption=""):
    return embeds.inert(embeds.recognise(address), caption)


def policy(response):
    told = response.headers["Content-Security-Policy"].split("; ")
    return dict(each.split(" ", 1) for each in told)


@override_settings(LANGUAGE_CODE="en")
def test_a_card_says_what_it_would_show_from_whom_and_what_that_tells_them():
    html = " ".join(body.for_reading(f"<p>a</p>{embed(TUBE, 'The <em>old</em> ferry')}").split())

    assert 'data-frame="https://www.youtube-nocookie.com/embed/abcdefghijk"' in html
    assert 'data-title="YouTube: The old ferry"' in html
    assert "Show this video from YouTube </button>" in html
    assert "YouTube will then learn that you read this page, and not before." in html
    assert f'<a class="embed__link" href="{TUBE}" rel="noopener">Open it at YouTube</a>' in html
    assert '<figcaption class="figure__caption">The <em>old</em> ferry</figcaption>' in html
    assert "Show all" not in html
    assert html.count("embeds.js") == 1


@pytest.mark.parametrize(
    ("address", "button"),
    [
        (CLIP, "Show this video from Vimeo"),
        ("https://x.com/nobody/status/12", "Show this post from X"),
        (MAP, "Show this map from OpenStreetMap"),
        (SOUND, "Show this recording from radio.example"),
    ],
)
def test_the_button_names_what_comes(address, button):
    assert button in body.for_reading(embed(address))


def test_nothing_of_a_card_is_fetched_from_elsewhere():
    html = body.for_reading("".join(map(embed, [TUBE, CLIP, MAP, SOUND])))

    assert not any(f"<{tag}" in html for tag in ("iframe", "audio", "video", "img", "link"))
    assert html.count("src=") == html.count("<script") == 1
    assert 'src="/static/js/embeds.js"' in html


def test_several_of_one_site_can_be_shown_at_once():
    html = " ".join(body.for_reading(embed(TUBE) + embed(CLIP) + embed(f"{TUBE}&t=9")).split())

    assert html.count("Show all 2 from YouTube on this page") == 2
    assert "Show all 1" not in html
    assert html.count("embeds.js") == 1


def test_what_has_left_the_list_is_read_as_a_link():
    html = embed(TUBE, "Words").replace(TUBE, "https://gone.example/1")

    assert body.for_reading(html) == html
    assert body.for_reading(html + embed(CLIP)).startswith(html)


def test_a_caption_may_say_anything():
    html = body.for_reading(embed(TUBE, "5 &lt; 6 &amp; “<strong>x</strong>”"))

    assert 'data-title="YouTube: 5 &lt; 6 &amp; “x”"' in html
    assert ">5 &lt; 6 &amp; “<strong>x</strong>”</figcaption>" in html


@pytest.mark.parametrize("caption", ["The old ferry", "Стара скела", "Το παλιό πορθμείο"])
def test_words_of_a_story_are_those_of_the_caption_and_not_the_name_of_a_site(caption):
    html = f"{embed(TUBE, caption)}<p>Text.</p>"

    assert plain(html) == f"{caption} Text."
    assert word_count(html) == len(caption.split()) + 1
    assert opening(html) == "Text."


def test_feeds_carry_a_plain_link_with_the_caption():
    html = embed(TUBE, "Стара скела")

    assert body.for_feeds(html, {}, address="https://news.example/a/1/b/") == (
        f'<figure><a href="{TUBE}" rel="noopener">YouTube</a>'
        "<figcaption>Стара скела</figcaption></figure>"
    )


@pytest.mark.django_db
def test_a_page_lets_in_the_sites_of_its_embeds_and_no_others(client):
    bare = ArticleFactory(body="<p>None.</p>")
    one = ArticleFactory(body=embed(TUBE))
    many = ArticleFactory(body=f"<blockquote>{embed(CLIP)}</blockquote>{embed(MAP)}{embed(SOUND)}")

    told = [policy(client.get(each.get_absolute_url())) for each in (bare, one, many)]

    assert [each.get("frame-src") for each in told] == [
        None,
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com https://www.openstreetmap.org",
    ]
    assert [each.get("media-src") for each in told] == [None, None, "https:"]
    assert told[0].items() <= told[1].items()
    assert "frame-src" not in policy(client.get("/"))


@pytest.mark.django_db
def test_drafts_shown_to_others_and_static_pages_let_in_the_same(client):
    draft = story(body=embed(TUBE))
    about = FlatPage.objects.create(url="/about/", title="About us", content=embed(TUBE))
    about.sites.add(1)

    for address in (previews.link(draft), reviews.address(invited(draft)), about.url):
        response = client.get(address)
        assert "Show this video from YouTube" in response.content.decode()
        assert policy(response)["frame-src"] == "https://www.youtube-nocookie.com"


def test_every_provider_lets_in_where_its_frames_come_from():
    assert {f"https://{urlsplit(each.player + each.frame).hostname}" for each in PROVIDERS} == {
        each.player for each in PROVIDERS
    }


def test_a_difference_names_the_address_and_compares_the_words_below_it():
    later = f"{TUBE}&t=9s"
    old = f"<p>Before</p>{embed(TUBE, 'The old ferry')}"
    new = f"<p>Before</p>{embed(later, 'The new ferry')}"

    told = [(each.fate, each.line.kind, each.line.text) for each in compare_bodies(old, new)]

    assert sorted(told) == [
        ("added", "embed", later),
        ("changed", "caption", "The new ferry"),
        ("removed", "embed", TUBE),
        ("same", "p", "Before"),
    ]


def test_an_embed_that_stands_elsewhere_has_moved():
    told = compare_bodies(f"{embed(TUBE)}<p>One two.</p>", f"<p>One two.</p>{embed(TUBE)}")

    assert {each.fate for each in told} in (
        {"moved_away", "same", "moved_here"}, {"moved_away", "moved_here"},
    )  # fmt: skip


def test_two_who_change_a_text_with_an_embed_are_both_kept():
    base = f"<p>One</p>{embed(TUBE, 'Ferry')}<p>Two</p>"
    theirs = base.replace("Ferry", "The old ferry")
    mine = f"{base}<p>Three</p>{embed(CLIP)}"

    merged = "".join(block for hunk in merge_blocks(base, theirs, mine) for block in hunk.taken())

    assert merged == f"{theirs}<p>Three</p>{embed(CLIP)}"
