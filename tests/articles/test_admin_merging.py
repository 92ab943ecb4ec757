"""What two people changed in one story is put together in the form, and saved on request."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.content import Credit
from articles.models import Article, Revision
from tests.articles.colleagues import choose, meet, merge, questions
from tests.articles.desk import filled_in, form_of, messages, page, send
from tests.articles.versions import save
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

ONE, TWO = "<p>The river rose at night.</p>", "<p>The bridge was closed at noon.</p>"
HERS, HIS = ONE.replace("night", "dawn"), ONE.replace("river", "Drina")


def test_what_only_one_side_changed_is_merged_without_asking_and_said(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", body=ONE + TWO, tags=("a",))
    refused = meet(
        desk, article, colleague, {"headline": "His", "body": HIS + TWO, "tags": "a, his"},
        kicker="Hers", body=ONE + TWO.replace("noon", "two"), tags=("a", "hers"),
    )  # fmt: skip

    conflict = refused.context["conflict"]
    assert questions(refused) == []
    assert [row.label for row in conflict.theirs] == ["Kicker", "Text", "Tags"]
    assert conflict.mine == ("Headline", "Text")
    assert Revision.objects.filter(article=article).count() == 2

    shown = merge(desk, article, refused)
    form = filled_in(shown)
    assert Revision.objects.filter(article=article).count() == 2
    assert "not saved yet" in page(shown)
    assert form["headline"] == ["His"]
    assert form["kicker"] == ["Hers"]
    assert form["body"] == [HIS + TWO.replace("noon", "two")]
    assert form["tags"] == ["a, hers, his"]

    send(desk, form_of(article), form)
    newest = Article.objects.get().newest_revision
    assert newest.content == replace(
        article.newest_revision.content, headline="His", kicker="Hers",
        body=HIS + TWO.replace("noon", "two"), tags=("a", "hers", "his"),
    )  # fmt: skip
    assert newest.based_on.by_name == "Ana Quick"


@pytest.mark.parametrize(
    ("choice", "headline", "body"),
    [("theirs", "Hers", HERS), ("mine", "His", HIS), ("both", "His", HERS + HIS)],
)
def test_what_both_changed_is_as_it_was_chosen(desk, colleague, choice, headline, body):
    article = ArticleFactory(live=False, headline="Opened", body=ONE + TWO)
    refused = meet(
        desk, article, colleague, {"headline": "His", "body": HIS + TWO}, headline="Hers",
        body=HERS + TWO,
    )  # fmt: skip
    assert questions(refused) == ["Headline", "Text"]

    chosen = choose(refused, Headline=choice, Text=choice)
    shown = merge(desk, article, refused, **chosen)

    form = filled_in(shown)
    assert form["headline"] == [headline]
    assert form["body"] == [body + TWO]
    assert Article.objects.get().headline == "Hers"


def test_each_place_of_the_text_is_chosen_by_itself(desk, colleague):
    three = "<p>Nobody was hurt in the town.</p>"
    article = ArticleFactory(live=False, body=ONE + TWO + three)
    refused = meet(
        desk, article, colleague, {"body": HIS + TWO + three.replace("Nobody", "No child")},
        body=HERS + TWO + three.replace("town", "valley"),
    )  # fmt: skip
    assert questions(refused) == ["Text, place 1", "Text, place 2"]

    first, second = (each.name for each in refused.context["conflict"].questions)
    shown = merge(desk, article, refused, **{first: "theirs", second: "mine"})

    assert filled_in(shown)["body"] == [HERS + TWO + three.replace("Nobody", "No child")]


def test_nothing_of_a_text_is_left_out_where_nobody_chose(desk, colleague):
    article = ArticleFactory(live=False, body=ONE)
    refused = meet(desk, article, colleague, {"body": HIS}, body=HERS)

    assert filled_in(merge(desk, article, refused))["body"] == [HERS + HIS]


def test_what_was_typed_and_given_up_is_still_shown(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", body=ONE)
    refused = meet(
        desk, article, colleague, {"headline": "His very own", "body": HIS}, headline="Hers",
        body=HERS,
    )  # fmt: skip

    shown = merge(desk, article, refused, **choose(refused, Headline="theirs", Text="theirs"))

    left = [(each.label, each.text) for each in shown.context["merged"].left]
    assert left == [("Headline", "His very own"), ("Text", "The Drina rose at night.")]
    assert "His very own" in page(shown)
    assert "The Drina rose at night." in page(shown)


def test_what_is_typed_after_the_conflict_was_shown_is_merged_as_well(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", body=ONE)
    refused = meet(desk, article, colleague, {"headline": "His", "body": HIS}, headline="Hers")

    more = HIS + "<p>And one thought more.</p>"
    shown = merge(desk, article, refused, body=more, standfirst="Typed later")

    form = filled_in(shown)
    assert form["body"] == [more]
    assert form["standfirst"] == ["Typed later"]


def test_without_what_both_began_with_everything_that_differs_is_asked(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", kicker="Old", body=ONE)
    fields = filled_in(desk.get(form_of(article))) | {"base_revision": [""]}
    save(article, colleague, kicker="Hers", body=HERS)

    refused = send(desk, form_of(article), fields, headline="His")

    assert questions(refused) == ["Kicker", "Headline", "Text"]
    form = filled_in(merge(desk, article, refused))
    assert (form["headline"], form["body"]) == (["His"], [HERS + ONE])


def test_all_kinds_of_fields_are_merged(desk, colleague):
    mine, theirs, image = AuthorFactory(name="Mine"), AuthorFactory(name="Hers"), ImageFactory()
    category, other, third = CategoryFactory(), CategoryFactory(), CategoryFactory()
    article = ArticleFactory(live=False, category=category, other_category_ids=(other.pk,))
    moment = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    refused = meet(
        desk, article, colleague,
        {"credits-author": ["Mine"], "credits-role": ["photo"], "noindex": "on",
         "language": "tr", "category": third.pk},
        credits=(Credit(author_id=theirs.pk),), lead_image_id=image.pk, lead_alt="A bank",
        embargo_until=moment, comment_policy="closed", other_category_ids=(other.pk, category.pk),
    )  # fmt: skip

    send(desk, form_of(article), filled_in(merge(desk, article, refused)))

    content = Article.objects.get().newest_revision.content
    assert content == replace(
        article.newest_revision.content, noindex=True, language="tr", category_id=third.pk,
        credits=(Credit(author_id=theirs.pk), Credit(author_id=mine.pk, role="photo")),
        lead_image_id=image.pk, lead_alt="A bank", embargo_until=moment, comment_policy="closed",
        other_category_ids=content.other_category_ids,
    )  # fmt: skip
    assert set(content.other_category_ids) == {other.pk, category.pk}


def test_a_moment_that_the_form_rounds_was_not_changed_by_its_writer(desk, colleague):
    moment = timezone.now().replace(second=7, microsecond=8) + timedelta(days=2)
    article = ArticleFactory(live=False, headline="Opened", unpublish_at=moment)

    refused = meet(
        desk, article, colleague, {"headline": "His"}, unpublish_at=moment + timedelta(days=1)
    )

    assert questions(refused) == []
    assert [row.label for row in refused.context["conflict"].theirs] == ["Take down at"]


def test_the_note_that_was_typed_is_still_there_after_merging(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened")
    refused = meet(
        desk, article, colleague, {"headline": "His", "note": "Called the port"}, kicker="Hers"
    )

    assert filled_in(merge(desk, article, refused))["note"] == ["Called the port"]


def test_what_both_wrote_is_words_and_no_markup(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened")
    refused = meet(
        desk, article, colleague, {"headline": "<b>His</b>"}, headline="<script>hers</script>"
    )

    assert b"<script>hers" not in refused.content
    assert b"<b>His" not in refused.content
    assert "&lt;script&gt;" in "".join(refused.content.decode().split())


@pytest.mark.parametrize("count", [1, 5])
def test_a_conflict_costs_the_same_however_much_differs(
    desk, colleague, count, django_assert_num_queries
):
    article = ArticleFactory(live=False, headline="Opened", body=ONE)
    authors = AuthorFactory.create_batch(2 * count)
    images = ImageFactory.create_batch(count)
    figures = "".join(
        f'<figure><img data-file="{each.pk}" src="/x" alt="A"></figure>' for each in images
    )
    fields = filled_in(desk.get(form_of(article)))
    save(
        article, colleague, headline="Hers", body=HERS + figures,
        credits=tuple(Credit(author_id=each.pk) for each in authors[:count]),
        tags=tuple(f"tag {n}" for n in range(count)),
    )  # fmt: skip
    typed = {
        "headline": "His", "body": HIS + TWO * count, "tags": ", ".join("abcde"[:count]),
        "credits-author": [each.name for each in authors[count:]],
        "credits-role": ["text"] * count,
    }  # fmt: skip

    with django_assert_num_queries(26):
        refused = desk.post(form_of(article), fields | typed | {"_continue": "1"})

    assert questions(refused)
    assert messages(refused) == []
