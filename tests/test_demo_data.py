"""The demo: what its stories, comments and pictures promise."""

import re
import unicodedata
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image as Pillow

from articles.html import clean
from articles.models import Category
from comments.models import Comment
from portal.demo import drawing
from portal.demo.content import (
    DRAFT,
    LIVE,
    PENDING,
    PUBLISHED,
    RETURNED,
    REVIEW,
    SCHEDULED,
    STATES,
    Story,
    remarks,
    stories,
    words,
)  # fmt: skip
from portal.demo.newsdesk import FIGURE, LINK
from portal.demo.people import PEOPLE
from portal.demo.sections import SECTIONS, TAGS


def test_every_tag_section_byline_and_picture_of_a_story_is_one_of_the_demo():
    slugs = {section.slug for section in SECTIONS}
    people = {person.key for person in PEOPLE}

    for story in stories():
        assert (set(story.tags) - set(TAGS), 2 <= len(story.tags) <= 5) == (set(), True), story.key
        assert {credit.partition(":")[0] for credit in story.credits} <= people, story.key
        assert story.category in slugs, story.key
        assert story.pictures() <= words().keys() <= drawing.SCENES.keys(), story.key


def test_every_tag_of_the_vocabulary_is_used():
    used = {tag for story in stories() for tag in story.tags}

    assert used == set(TAGS)


def words_of(story: Story) -> int:
    return len(re.sub(r"<[^>]+>|\{\{.*?\}\}", " ", story.body).split())


def test_there_are_stories_in_all_states_languages_and_shapes():
    languages = Counter(story.language for story in stories())
    states = Counter(story.state for story in stories())
    lengths = [len(story.headline) for story in stories()]
    texts = sorted(words_of(story) for story in stories() if story.state in PUBLISHED)

    assert len(stories()) >= 42
    assert languages == {"en": len(stories()) - 3, "sr-Cyrl": 1, "sr-Latn": 1, "tr": 1}
    assert {state for state in STATES if states[state]} == set(STATES)
    assert (states[DRAFT] + states[RETURNED] >= 4, states[REVIEW] >= 3) == (True, True)
    assert states[SCHEDULED] >= 2
    assert (min(lengths), max(lengths)) == (4, 176)
    assert (texts[3] <= 100, texts[-2] >= 1400) == (True, True)
    assert max(sum(":" not in credit for credit in story.credits) for story in stories()) == 3


def test_stories_that_are_not_in_english_are_of_a_length_to_judge_their_script_by():
    lengths = {story.language: words_of(story) for story in stories() if story.language != "en"}

    assert {language for language, length in lengths.items() if length >= 250} == lengths.keys()


def test_every_section_has_enough_live_stories_for_its_page():
    parents = {section.slug: section.parent for section in SECTIONS}
    live = [story.category for story in stories() if story.state in (LIVE, PENDING)]
    own = Counter(live)
    whole = own + Counter(parents[slug] for slug in live if parents[slug])

    assert [s.slug for s in SECTIONS if not s.parent and whole[s.slug] < 5] == []
    assert [s.slug for s in SECTIONS if s.parent and own[s.slug] < 3] == []


def test_sections_have_a_colour_of_their_own_and_opinion_has_many_voices():
    colours = [section.colour for section in SECTIONS if not section.parent]
    opinion = [section.slug for section in SECTIONS if section.kind == Category.Kind.OPINION]
    voices = {
        story.credits[0] for story in stories() if story.category in opinion and story.state == LIVE
    }

    assert set(colours) <= set(Category.Colour)
    assert len(set(colours)) == len(colours) == 8
    assert opinion == ["opinion"]
    assert len(voices) >= 5
    assert voices <= drawing.PORTRAITS.keys()


def test_stories_hold_only_what_the_editor_can_write():
    neither_here_nor_there = re.compile(r' class="pull-quote"|\s+|</?p>')

    for story in stories():
        written = LINK.sub("/", FIGURE.sub("", story.body))
        kept = clean(written, pictures={})
        same = [neither_here_nor_there.sub("", text) for text in (kept, written)]
        assert same[0] == same[1], story.key


def test_stories_link_to_older_ones_only():
    order = [story.key for story in stories()]

    for story in stories():
        for key in re.findall(r"\{\{story:(\w+)\}\}", story.body):
            assert order.index(key) < order.index(story.key), story.key


def test_no_word_mixes_alphabets():
    texts = [story.headline + story.standfirst + story.body for story in stories()]
    texts += [remark.text + remark.name for remark in remarks()]

    mixed = [
        word
        for text in texts
        for word in re.findall(r"[^\W\d_]+", text)
        if {"LATIN", "CYRILLIC"} <= {unicodedata.name(letter).split()[0] for letter in word}
    ]

    assert mixed == []


def test_comments_are_in_all_states_and_answer_four_deep():
    above = {remark.key: remark.answers for remark in remarks()}
    states = Counter(remark.state for remark in remarks())

    def depth(key: str) -> int:
        return 1 + (depth(above[key]) if above[key] else 0)

    assert (len(remarks()) >= 64, len(above)) == (True, len(remarks()))
    assert set(states) == set(Comment.Status.values) - {Comment.Status.WITHDRAWN}
    assert min(states["pending"], states["rejected"]) >= 4
    assert max(map(depth, above)) == 4
    assert len({remark.story for remark in remarks()}) >= 20


def test_comments_come_after_their_story_and_what_they_answer_and_before_now():
    days = {story.key: story.days for story in stories() if story.state in PUBLISHED}
    hours = {remark.key: remark.hours for remark in remarks()}
    story_of = {remark.key: remark.story for remark in remarks()}

    for remark in remarks():
        assert 0 < remark.hours < 24 * days[remark.story], remark.key
        assert remark.hours > hours.get(remark.answers, 0), remark.key
        assert story_of.get(remark.answers, remark.story) == remark.story, remark.key


def test_every_picture_is_described_and_credited_and_used():
    used = set().union(*(story.pictures() for story in stories()))

    assert [key for key, text in words().items() if not (text.alt and text.credit)] == []
    assert len({text.alt for text in words().values()}) == len(words())
    assert [key for key in drawing.SCENES if key not in used] == []
    assert [key for key, text in words().items() if len(text.alt) > 125] == []
    assert 3 <= sum(not story.picture for story in stories() if story.state == LIVE) <= 12


def test_every_address_of_a_person_leads_nowhere():
    addresses = [each.email for each in (*remarks(), *PEOPLE) if each.email]

    assert {address.partition("@")[2] for address in addresses} == {"example.com", "example.org"}


@pytest.mark.parametrize("key", ["nighttrain", "library"])
def test_a_scene_is_the_same_each_time_it_is_drawn(key):
    first, second = drawing.scene(key), drawing.scene(key)

    assert first == second
    assert Pillow.open(BytesIO(first)).size == (1280, 854)


def test_some_pictures_are_upright_and_one_is_a_panorama():
    shapes = Counter(Pillow.open(BytesIO(drawing.scene(key))).size for key in drawing.FORMATS)

    assert shapes == {(854, 1138): 2, (1280, 569): 1}


@pytest.mark.slow
@pytest.mark.parametrize("key", [*drawing.SCENES, *drawing.PORTRAITS])
def test_no_part_of_a_picture_was_left_black(key):
    draw = drawing.scene if key in drawing.SCENES else drawing.portrait
    picture = Pillow.open(BytesIO(draw(key))).convert("L").resize((72, 48))

    assert sum(picture.histogram()[:4]) == 0
