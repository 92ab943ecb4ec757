"""How a difference is put into words: names of rows, also of those that are gone, and moments."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.content import Content, Credit
from articles.diffs import ORDER, Run, Style
from articles.forms.comparison import alone, compared, label_of
from articles.templatetags.diffs import marked
from portal.publicmodels import verbs
from tests.factories import AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

BELGRADE = ZoneInfo("Europe/Belgrade")


def said(rows):
    return {row.label: (row.old, row.new) for row in rows if row.kind == "value"}


def listed(rows):
    return {
        row.label: [(entry.part, entry.label) for entry in row.entries]
        for row in rows
        if row.kind == "list"
    }


def test_every_field_has_a_name():
    assert len({label_of(name) for name in ORDER}) == len(ORDER)


def test_values_are_in_words_and_moments_in_the_newsrooms_time():
    section = CategoryFactory(name="Politics")
    part = CategoryFactory(name="Elections", parent=section)
    new = Content(
        category_id=part.pk, language="tr", noindex=True, comment_policy="closed",
        publish_at=datetime(2040, 1, 2, 3, 4, tzinfo=BELGRADE),
    )  # fmt: skip

    assert said(compared(Content(language="en"), new)) == {
        "Category": ("", "Politics › Elections"),
        "Language": ("English", "Turkish"),
        "Publish at": ("", "2 January 2040, 03:04"),
        "Comments": ("as its section says", "closed, what is there stays"),
        "Hide from search engines": ("no", "yes"),
    }


def test_several_values_are_told_one_by_one():
    old_name, lens = AuthorFactory(name="Rada Writer"), AuthorFactory(name="Ana Lens")
    old = Content(tags=("river", "flood"), credits=(Credit(author_id=old_name.pk),))
    new = Content(
        tags=("river", "bridge"),
        credits=(Credit(author_id=old_name.pk), Credit(author_id=lens.pk, role="photo")),
        other_category_ids=(CategoryFactory(name="Culture").pk,),
    )

    assert listed(compared(old, new)) == {
        "Tags": [("kept", "river"), ("added", "bridge"), ("removed", "flood")],
        "Authors": [("kept", "Rada Writer"), ("added", "Ana Lens (photo)")],
        "Also in": [("added", "Culture")],
    }


def test_what_is_gone_since_still_has_its_name(editor):
    section, author = CategoryFactory(name="Politics"), AuthorFactory(name="Rada Writer")
    old = Content(category_id=section.pk, credits=(Credit(author_id=author.pk),), lead_image_id=99)
    for row in (section, author):
        verbs.trash(row, by=editor, tags=())

    rows = compared(old, Content(category_id=12345))

    assert said(rows) == {"Category": ("Politics, which is gone", "no. 12345, which is gone")}
    assert listed(rows) == {"Authors": [("removed", "Rada Writer, which is gone")]}
    assert [row.old.alt for row in rows if row.kind == "image"] == ["no. 99, which is gone"]


def test_pictures_are_shown():
    image, other = ImageFactory(alt="A bridge"), ImageFactory(alt="A boat")
    figure = f'<figure><img data-file="{other.pk}" src="/x" alt="In the text"></figure>'

    lead, body = sorted(
        compared(Content(), Content(lead_image_id=image.pk, body=figure)),
        key=lambda row: row.kind == "body",
    )

    assert (lead.old, lead.new.alt) == (None, "A bridge")
    assert [line.picture.alt for part in body.parts for line in part.lines] == ["A boat"]


def test_long_stretches_without_a_change_are_folded():
    paragraphs = [f"<p>Paragraph number {number} says its own.</p>" for number in range(9)]
    changed = [*paragraphs[:4], "<p>Paragraph number 4 says nothing.</p>", *paragraphs[5:]]

    row = compared(Content(body="".join(paragraphs)), Content(body="".join(changed)))[0]

    assert [(part.folded, len(part.lines)) for part in row.parts] == [
        (True, 3),
        (False, 3),
        (True, 3),
    ]


def test_a_paragraph_that_became_a_subheading_is_told():
    row = compared(Content(body="<p>What was said</p>"), Content(body="<h2>What was said</h2>"))[0]

    assert [line.label for part in row.parts for line in part.lines] == [
        "Paragraph became: Subheading"
    ]


def test_a_version_by_itself_shows_what_it_says_and_is_not_folded():
    content = Content(headline="River", body="<p>One</p><p>Two</p><p>Three</p><p>Four</p>")

    rows = alone(content)

    assert [row.label for row in rows] == ["Headline", "Text"]
    assert {run.change for run in rows[0].runs} == {"equal"}
    assert [part.folded for part in rows[1].parts] == [False]


def test_words_are_escaped_and_a_changed_link_says_where_it_leads():
    runs = [
        Run("equal", "<b>"),
        Run("deleted", "it", Style(link="/a")),
        Run("inserted", "it\n", Style(strong=True, link="/<b>", title="New")),
    ]

    assert marked(runs) == (
        '<span class="diff-words">&lt;b&gt;'
        '<del><span class="diff-link">it</span> <span class="diff-target">→ /a</span></del>'
        '<ins><span class="diff-link"><strong>it↵\n</strong></span>'
        ' <span class="diff-target">→ /&lt;b&gt; “New”</span></ins></span>'
    )
