"""Which pictures a text shows, with what below them, and where their originals are."""

import pytest

from portal.moving.texts import Picture, Shown, bare, convert, originals, settle
from tests.moving.texts import OLD, lost, ours, picture

UPLOADS = f"{OLD}/wp-content/uploads/2020/05"
HOLDER = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def shown(body):
    (only,) = convert(body).shown
    return only


def test_a_picture_is_told_with_all_that_is_known_of_it():
    html = (
        f'<figure><a href="{OLD}/elsewhere/"><img class="size-full wp-image-42"'
        f' src="{UPLOADS}/a.jpg" alt="Bread &amp; salt"></a><figcaption>On <em>the</em> table'
        ' <span class="media-credit">A. <b>Hodžić</b></span></figcaption></figure>'
    )

    assert shown(html) == Shown(
        address=f"{UPLOADS}/a.jpg",
        attachment="42",
        alt="Bread & salt",
        caption="On <em>the</em> table",
        credit="A. Hodžić",
        link=f"{OLD}/elsewhere/",
    )
    assert ours(html) == picture(1, alt="Bread &amp; salt", caption="On <em>the</em> table")
    assert lost(html) == {"picture-link": 1}


@pytest.mark.parametrize(
    "link",
    [
        f"{UPLOADS}/river.jpg",
        f"{UPLOADS}/river-scaled.jpg",
        f"{OLD}/?attachment_id=42",
        f"{OLD}/2020/05/a-story/river/",
        f"{OLD}/a-story/attachment/other/",
    ],
)
def test_a_link_of_a_picture_to_itself_is_none(link):
    html = f'<a href="{link}"><img src="{UPLOADS}/river-300x200.jpg"></a>'

    assert shown(html).link == ""
    assert lost(html) == {}


@pytest.mark.parametrize(
    "told",
    [
        f'src="{HOLDER}" data-src="{UPLOADS}/a.jpg"',
        f'src="{OLD}/img/blank.gif" data-lazy-src="{UPLOADS}/a.jpg"',
        f'data-orig-file="{UPLOADS}/a.jpg"',
        f'src="" data-srcset="{UPLOADS}/a-300x200.jpg 300w, {UPLOADS}/a.jpg 900w"',
        f'src="{UPLOADS}/a.jpg" data-src="{OLD}/other.jpg"',
        f'src="{UPLOADS}/a.jpg" srcset="{UPLOADS}/a-300x200.jpg 300w"',
    ],
)
def test_a_picture_that_waits_for_a_script_is_where_that_would_put_it(told):
    assert shown(f"<img {told}>").address == f"{UPLOADS}/a.jpg"


def test_a_picture_repeated_for_browsers_without_scripts_is_shown_once():
    noscript = f'<noscript><img src="{UPLOADS}/a.jpg" alt="A"></noscript>'
    html = f'<img src="{HOLDER}" alt="A">{noscript}<p>x</p>{noscript}'

    assert [each.address for each in convert(html).shown] == [f"{UPLOADS}/a.jpg"] * 2
    assert ours(html) == picture(1, alt="A") + "<p>x</p>" + picture(2, alt="A")
    assert lost(html) == {}


def test_markup_for_browsers_without_scripts_that_never_ends_hides_nothing():
    html = '<img src="a.jpg"><noscript><img src="a.jpg">One'

    assert ours(html) == picture(1) + picture(2) + "<p>One</p>"


def test_pictures_stand_where_they_stood_between_words():
    html = f'<p>One <img src="{UPLOADS}/a.jpg"> two <img src="{UPLOADS}/b.jpg"></p>'

    assert ours(html) == f"<p>One</p>{picture(1)}<p>two</p>{picture(2)}"


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ('<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">Below</p></div>',
         picture(1, caption="Below")),
        ('<dl class="gallery-item"><dt><img src="a.jpg"></dt><dd>Below</dd></dl>',
         picture(1, caption="Below")),
        (('<figure class="kg-card kg-gallery-card"><div><img src="a.jpg"><img src="b.jpg"></div>'
         "<figcaption>Both</figcaption></figure>"), picture(1) + picture(2, caption="Both")),
        ('[media-credit name="Ana"]<img src="a.jpg">[/media-credit]', picture(1)),
        ('<img class="wp-smiley" src="s.png" alt=":)"> Hi', "<p>:) Hi</p>"),
        (('<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/x">'
         '<div class="kg-bookmark-title">Title</div><div>On</div><img src="a.jpg"></a></figure>'),
         '<p><a href="/x">Title</a></p><p>On</p>'),
    ],
)  # fmt: skip
def test_older_forms_of_figures_are_figures(html, body):
    assert ours(html) == body
    assert lost(html) == {}


def test_who_made_a_picture_is_told_beside_its_caption():
    html = '[media-credit name="Ana"]<img src="a.jpg">[/media-credit]'

    assert shown(html).credit == "Ana"
    assert shown(f"[caption]{html} Below[/caption]").credit == "Ana"


def test_a_picture_that_is_missing_goes_with_its_caption_and_is_named():
    text = f'<figure><img src="{UPLOADS}/a.jpg"><figcaption>Below it</figcaption></figure><p>x</p>'

    result = settle(convert(text), pictures={}, links=str)

    assert result.body == "<p>x</p>"
    assert [(loss.code, loss.count, loss.sample) for loss in result.losses] == [
        ("picture", 1, f"{UPLOADS}/a.jpg"),
        ("words", 2, "Below it"),
    ]


def test_a_gallery_by_numbers_has_the_words_of_its_files():
    converted = convert('[gallery ids="7"]<img src="a.jpg">')
    ours = {
        number: Picture(
            id=number + 1, address=f"/media/{number + 1}.jpg", alt="Alt", caption="<b>x"
        )
        for number in range(2)
    }

    body = settle(converted, pictures=ours, links=str).body

    assert body == picture(1, alt="Alt", caption="<strong>x</strong>") + picture(2, alt="Alt")


def test_pixels_that_count_readers_are_no_pictures():
    html = '<p>x</p><img src="https://t.example/p.gif" width="1" height="1">'

    assert ours(html) == "<p>x</p>"
    assert lost(html) == {"pixel": 1}


@pytest.mark.parametrize(
    ("address", "original"),
    [
        (f"{UPLOADS}/a-300x200.jpg", f"{UPLOADS}/a.jpg"),
        (f"{UPLOADS}/a-scaled.jpg", f"{UPLOADS}/a.jpg"),
        (f"{UPLOADS}/a-rotated.JPG?x=1#y", f"{UPLOADS}/a.JPG"),
        (f"{UPLOADS}/a-e1234567890123-300x200.jpg", f"{UPLOADS}/a.jpg"),
        (f"{UPLOADS}/a-300x200@2x.png", f"{UPLOADS}/a.png"),
        (f"{UPLOADS}/a.jpg.webp", f"{UPLOADS}/a.jpg"),
        ("https://i0.wp.com/old.example/u/a-300x200.jpg?fit=3%2C2&ssl=1",
         "https://old.example/u/a.jpg"),
        ("https://i2.wp.com/old.example/u/a.jpg?w=3", "http://old.example/u/a.jpg"),
        ("/u/a-10x10.gif", "/u/a.gif"),
        (f"{UPLOADS}/a.jpg", None),
        (f"{UPLOADS}/2020-100x.jpg", None),
        (f"{UPLOADS}/-300x200.jpg", None),
        ("", None),
        ("https://[broken/a-300x200.jpg", None),
    ],
)  # fmt: skip
def test_the_original_of_a_picture_is_found_behind_its_sizes(address, original):
    assert bare(address) == original


def test_originals_are_told_with_the_likeliest_first():
    assert originals(f"{UPLOADS}/a-e1234567890123-300x200.jpg?w=3") == (
        f"{UPLOADS}/a-e1234567890123-300x200.jpg?w=3",
        f"{UPLOADS}/a-e1234567890123-300x200.jpg",
        f"{UPLOADS}/a-e1234567890123.jpg",
        f"{UPLOADS}/a.jpg",
        f"{UPLOADS}/a-scaled.jpg",
    )
