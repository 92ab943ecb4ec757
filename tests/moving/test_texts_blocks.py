"""What each block of the block editor becomes."""

import pytest

from portal.moving.texts import convert
from tests.moving.texts import FILM, OLD, TUBE, lost, ours, picture, settled

IMAGE = f'<img src="{OLD}/a.jpg" alt="A" class="wp-image-4"/>'
FIGURE = f'<figure class="wp-block-image">{IMAGE}<figcaption>Below</figcaption></figure>'
SHOWN = picture(1, alt="A", caption="Below")


def block(name, html, said=""):
    """A block as the editor saves it."""
    return f"<!-- wp:{name} {said} -->\n{html}\n<!-- /wp:{name} -->"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (block("paragraph", "<p>One\ntwo</p>", '{"dropCap":true}'), "<p>One two</p>"),
        (block("heading", "<h4>Head</h4>", '{"level":4}'), "<h3>Head</h3>"),
        (block("list", f"<ul>{block('list-item', '<li>One</li>')}</ul>"),
         "<ul><li><p>One</p></li></ul>"),
        (block("list", '<ol start="3"><li>One</li></ol>', '{"ordered":true}'),
         '<ol start="3"><li><p>One</p></li></ol>'),
        (block("quote", "<blockquote><p>Said</p><cite>Who</cite></blockquote>"),
         "<blockquote><p>Said</p><p>Who</p></blockquote>"),
        (block("pullquote", '<figure class="wp-block-pullquote"><blockquote><p>Said</p>'
               "<cite>Who</cite></blockquote></figure>"),
         '<blockquote class="pull-quote"><p>Said</p><p>Who</p></blockquote>'),
        (block("pullquote", '<blockquote class="wp-block-pullquote"><p>Said</p></blockquote>'),
         '<blockquote class="pull-quote"><p>Said</p></blockquote>'),
        (block("image", FIGURE, '{"id":4}'), SHOWN),
        (block("gallery", f'<figure class="wp-block-gallery">{block("image", FIGURE)}'
               f"{block('image', FIGURE)}<figcaption>All</figcaption></figure>"),
         SHOWN + picture(2, alt="A", caption="Below") + "<p>All</p>"),
        (block("gallery", '<ul class="wp-block-gallery"><li class="blocks-gallery-item">'
               f"{FIGURE}</li></ul>"), SHOWN),
        (block("gallery", '<figure class="wp-block-gallery"><ul class="blocks-gallery-grid">'
               f"<li>{FIGURE}</li></ul></figure>"), SHOWN),
        (block("cover", f"<div>{IMAGE}<div><p>Words</p></div></div>", f'{{"url":"{OLD}/a.jpg"}}'),
         picture(1, alt="A") + "<p>Words</p>"),
        (block("cover", '<div style="background-image:url(a.jpg)"><p>Words</p></div>',
               f'{{"url":"{OLD}/a.jpg","id":4}}'), picture(1) + "<p>Words</p>"),
        (block("media-text", f"<div><figure>{IMAGE}</figure><div><p>Words</p></div></div>"),
         picture(1, alt="A") + "<p>Words</p>"),
        (block("group", f"<div>{block('columns', '<div><p>One</p></div><div><p>Two</p></div>')}"
               "</div>"), "<p>One</p><p>Two</p>"),
        (block("table", "<figure><table><thead><tr><th>H</th></tr></thead><tbody><tr><td>c</td>"
               "</tr></tbody></table><figcaption>Below</figcaption></figure>"),
         ("<table><tbody><tr><th><p>H</p></th></tr><tr><td><p>c</p></td></tr></tbody></table>"
         "<p>Below</p>")),
        (block("code", "<pre><code>a\n b</code></pre>"), "<p>a<br>\xa0b</p>"),
        (block("preformatted", "<pre>a\n\nb</pre>"), "<p>a<br><br>b</p>"),
        (block("verse", "<pre>a\nb</pre>"), "<p>a<br>b</p>"),
        (block("separator", "<hr/>"), "<hr>"),
        ("<!-- wp:separator /-->", "<hr>"),
        (block("spacer", '<div style="height:9px" aria-hidden="true"></div>'), ""),
        (block("html", "<b>One</b>\n\n<i>two</i>"), "<p><strong>One</strong> <em>two</em></p>"),
        (block("freeform", "One\n\ntwo\nthree"), "<p>One</p><p>two<br>three</p>"),
        (block("shortcode", '[gallery ids="4"]'), picture(1)),
        (block("buttons", block("button", '<div><a href="/x">Go</a></div>')),
         '<p><a href="/x">Go</a></p>'),
        (block("details", "<details><summary>Sum</summary><p>Text</p></details>"),
         "<p><strong>Sum</strong></p><p>Text</p>"),
        (block("file", '<div><a href="/f.pdf">F</a><a href="/f.pdf"'
               ' class="wp-block-file__button" download>Get</a></div>'),
         '<p><a href="/f.pdf">F</a> <a href="/f.pdf">Get</a></p>'),
        (block("video", f'<figure><video src="{OLD}/v.mp4"></video><figcaption>Below</figcaption>'
               "</figure>"),
         f'<p><a href="{OLD}/v.mp4" rel="noopener">{OLD}/v.mp4</a> Below</p>'),
        (block("embed", f"<figure><div>\n{TUBE}\n</div></figure>", f'{{"url":"{TUBE}"}}'), FILM),
        (block("core-embed/youtube", f"<figure><div>\n{TUBE}\n</div><figcaption>Below</figcaption>"
               "</figure>", f'{{"url":"{TUBE}"}}'),
         FILM.replace("</figure>", "<figcaption>Below</figcaption></figure>")),
        (f'<!-- wp:core/embed {{"url":"{TUBE}"}} /-->', FILM),
        (block("paragraph", f"<p>{TUBE}</p>"), FILM),
        (block("jetpack/anything", "<div><p>Kept</p></div>"), "<p>Kept</p>"),
        ("Loose\nline\n\n<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->",
         "<p>Loose line</p><p>x</p>"),
        ("<!-- wp:group --><div><p>never ends</p>", "<p>never ends</p>"),
        ("<p>a</p><!-- /wp:group --><p>b</p>", "<p>a</p><p>b</p>"),
        (block("image", FIGURE, '{"id":4,broken'), SHOWN),
    ],
)  # fmt: skip
def test_each_block_has_its_form_here_and_loses_nothing(text, body):
    losses = lost(text)

    assert ours(text) == body
    assert set(losses) <= {"video"}


@pytest.mark.parametrize("name", ["latest-posts", "archives", "jetpack/contact-form", "block"])
def test_what_the_old_server_filled_is_lost_and_said(name):
    text = f'<p>Kept</p><!-- wp:{name} {{"ref":7}} /-->'

    assert ours(text) == "<p>Kept</p>"
    assert lost(text) == {f"block:{name}": 1}


def test_a_reusable_block_is_put_in_wherever_it_is_named():
    blocks = {"7": block("paragraph", "<p>Again</p>") + '<!-- wp:block {"ref":8} /-->', "8": "deep"}
    text = '<!-- wp:block {"ref":7} /--><p>Between</p><!-- wp:block {"ref":7} /-->'

    body = ours(text, blocks=blocks)

    assert body == "<p>Again</p><p>deep</p><p>Between</p><p>Again</p><p>deep</p>"


def test_reusable_blocks_that_name_each_other_come_to_an_end():
    blocks = {"7": '<p>x</p><!-- wp:block {"ref":7} /-->' * 5}

    counted = lost('<!-- wp:block {"ref":7} /-->', blocks=blocks)

    assert counted["block:block"] > 1


def test_footnotes_stand_where_their_block_is():
    text = block("paragraph", '<p>Word<sup class="fn"><a href="#n1">1</a></sup></p>')
    notes = '[{"id":"n1","content":"Said <em>there</em>"}]'

    result = settled(f"{text}<!-- wp:footnotes /-->", footnotes=notes)

    assert result.body == "<p>Word¹</p><ol><li><p>Said <em>there</em></p></li></ol>"
    assert [loss.code for loss in result.losses] == ["anchor"]


def test_a_block_tells_the_number_of_its_picture():
    of_class = block("image", FIGURE, '{"id":9}')
    of_block = block("image", f'<figure><img src="{OLD}/b.jpg"></figure>', '{"id":9}')
    of_data = block("gallery", f'<figure><img src="{OLD}/c.jpg" data-id="11"></figure>')

    shown = convert(of_class + of_block + of_data).shown

    assert [each.attachment for each in shown] == ["4", "9", "11"]
