"""Frames and players of other sites: a card of ours where we can show it, else a link."""

import pytest

from tests.moving.texts import FILM, TUBE, lost, ours

POST = "https://x.com/nobody/status/123"
POSTED = f'<figure data-embed="{POST}"><a href="{POST}" rel="noopener">X</a></figure>'
VIMEO = "https://vimeo.com/76979871"
SEEN = f'<figure data-embed="{VIMEO}"><a href="{VIMEO}" rel="noopener">Vimeo</a></figure>'
SONG = "https://files.example/song.mp3"
PLAYED = f'<figure data-embed="{SONG}"><a href="{SONG}" rel="noopener">files.example</a></figure>'
OLD_FILM = "http://www.youtube.com/v/abcdefghijk&amp;hl=en"


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ('<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0">no frames</iframe>', FILM),
        ('<iframe src="about:blank" data-src="https://youtu.be/abcdefghijk"></iframe>', FILM),
        ('<p>One <iframe src="https://youtu.be/abcdefghijk"></iframe> two</p>',
         f"<p>One</p>{FILM}<p>two</p>"),
        (f'<object><param name="movie" value="{OLD_FILM}"><embed src="{OLD_FILM}">none</object>',
         FILM),
        (f'<embed src="{OLD_FILM}">', FILM),
        ('<embed src="http://vimeo.com/moogaloop.swf?clip_id=76979871&amp;x=1">', SEEN),
        (f'<audio controls><source src="a.ogg"><source src="{SONG}">No player</audio>', PLAYED),
        ((f'<figure class="kg-embed-card"><iframe src="{TUBE}"></iframe><figcaption>Below'
         "</figcaption></figure>"),
         FILM.replace("</figure>", "<figcaption>Below</figcaption></figure>")),
        ((f'<blockquote class="twitter-tweet"><p>Words of <a href="/t">her</a></p><a href="{POST}'
         '">May 1</a></blockquote><script async src="https://platform.twitter.com/widgets.js">'
         "</script>"), POSTED),
        (('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/'
         'abcdef/"><div>A post</div></blockquote>'),
         ('<figure data-embed="https://www.instagram.com/p/abcdef/">'
         '<a href="https://www.instagram.com/p/abcdef/" rel="noopener">Instagram</a></figure>')),
    ],
)  # fmt: skip
def test_what_we_can_show_becomes_a_card_and_loses_nothing(html, body):
    assert ours(html) == body
    assert lost(html) == {}


def test_all_that_stands_in_the_code_of_an_embed_goes_with_it():
    page = "https://www.facebook.com/page/posts/12"
    code = f'<div class="fb-post" data-href="{page}"><div><b>Theirs</b></div><p>More</p></div>'

    body = ours(f"<div>One {code} two</div>")

    card = f'<figure data-embed="{page}"><a href="{page}" rel="noopener">Facebook</a></figure>'
    assert body == f"<p>One</p>{card}<p>two</p>"


def test_an_unknown_frame_is_a_link_to_its_page_and_a_loss():
    html = 'One<iframe src="https://quiz.example/1?a=1&amp;b=2" width="9"></iframe>two'
    address = "https://quiz.example/1?a=1&amp;b=2"

    body = ours(html)

    assert body == f'<p>One</p><p><a href="{address}" rel="noopener">{address}</a></p><p>two</p>'
    assert lost(html) == {"frame": 1}


def test_a_film_within_a_figure_is_a_link_with_the_words_below_it():
    html = '<figure><video src="/v.mp4"></video><figcaption>Below</figcaption></figure>'

    assert ours(html) == '<p><a href="/v.mp4">/v.mp4</a> Below</p>'
    assert lost(html) == {"video": 1}


def test_a_quotation_that_no_page_is_named_by_keeps_its_words():
    html = '<blockquote class="twitter-tweet"><p>Theirs</p><a href="/gone">May 1</a></blockquote>'

    body = ours(html)

    assert body == '<blockquote><p>Theirs</p><p><a href="/gone">May 1</a></p></blockquote>'


def test_a_player_that_is_never_closed_hides_nothing_behind_it():
    assert ours(f'<audio src="{SONG}">One\n\ntwo') == f"{PLAYED}<p>One</p><p>two</p>"
    assert ours("<svg>One") == "<p>One</p>"


def test_a_recording_that_moved_with_the_site_is_where_it_is_now():
    new = "https://new.example/song.mp3"
    html = f'<audio src="{SONG}"></audio>'

    assert ours(html, links=lambda _address: new).startswith(f'<figure data-embed="{new}">')
    assert ours(html, links=lambda _address: "/media/1") == f'<p><a href="/media/1">{SONG}</a></p>'
