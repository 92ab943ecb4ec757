"""Every post of real exports comes over with all of its words."""

import re

import pytest
from lxml import etree

from articles.text import words
from tests.moving.exports import needs
from tests.moving.texts import is_canonical, settled

ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
HIDDEN = re.compile(r"<!--.*?-->|<(script|style|iframe|video|audio|object)\b.*?</\1>", re.DOTALL)
# What is there to be seen is not these words.
CODES = re.compile(r"\[/?(?:caption|gallery|embed|youtube|audio|video|playlist)\b[^\]]*\]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def bodies(name):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    tree = etree.parse(needs(name), parser)
    return [element.text for element in tree.iter(ENCODED) if element.text]


def seen(html):
    """The words of a text, found in another way than the code under test finds them."""
    text = ADDRESS.sub(" ", CODES.sub(" ", HIDDEN.sub(" ", html)))
    return words(re.sub(r"</?(?:b|i|em|strong|u|span|font|sup|sub)\b[^>]*>", "", text))


@pytest.mark.parametrize(
    ("name", "count"),
    [("gutenberg-test-data.xml", 8), ("themeunittestdata.wordpress.xml", 100)],
)
def test_every_word_of_a_real_export_is_kept_or_its_loss_is_said(name, count):
    texts = bodies(name)

    assert len(texts) >= count
    for text in texts:
        result = settled(text)
        said = " ".join(loss.sample for loss in result.losses if loss.code == "words")
        missing = seen(text).keys() - seen(f"{result.body} {said}").keys()
        assert not {word for word in missing if word.isalpha()}, text
        assert is_canonical(result.body)
