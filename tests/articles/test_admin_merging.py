"""Two people at one story: what each changed is put together in the form, and saved on request."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import revisions, workflow
from articles.content import Credit
from articles.models import Article, Revision
from tests.articles.desk import filled_in, form_of, messages, of, page, send
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ONE, TWO = "<p>The river rose at night.</p>", "<p>The bridge was closed at noon.</p>"
HERS, HIS = ONE.replace("night", "dawn"), ONE.replace("river", "Drina")


@pytest.fixture
def colleague(db):
    return UserFactory(role="Editor", first_name="Ana", last_name="Quick")


def meet(desk, article, colleague, typed, **theirs):
    """The answer to what was typed, where a colleague saved theirs after the form was opened."""
    fields = filled_in(desk.get(form_of(article)))
    save(article, colleague, **theirs)
    return send(desk, form_of(article), fields, **typed)


def save(article, by, **theirs):
    article = Article.objects.get(pk=article.pk)
    return revisions.save(article, replace(article.newest_revision.content, **theirs), by=by)


def merge(desk, article, refused, **typed):
    return send(desk, form_of(article), filled_in(refused), "_merge", **typed)


def questions(response):
    return [question.label for question in response.context["conflict"].questions]


def choose(response, **choices):
    """The fields of the questions by their labels, a place of the text by its number."""
    names = {each.label: each.name for each in response.context["conflict"].questions}
    return {names[label.replace("_", " ")]: choice for label, choice in choices.items()}


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


def test_who_saves_once_more_meanwhile_is_shown_before_anything_is_merged(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", kicker="Old")
    refused = meet(desk, article, colleague, {"headline": "His"}, headline="Hers")
    save(article, UserFactory(role="Editor", first_name="Vera", last_name="Late"), kicker="Third")

    again = merge(desk, article, refused, **choose(refused, Headline="theirs"))

    assert "Vera Late saved it while you were choosing" in page(again)
    assert again.context["conflict"].questions[0].chosen == "theirs"
    assert filled_in(again)["headline"] == ["His"]

    form = filled_in(merge(desk, article, again))
    assert (form["headline"], form["kicker"]) == (["His"], ["Third"])


def test_who_saves_between_merging_and_saving_is_not_overwritten(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", kicker="Old")
    refused = meet(desk, article, colleague, {"headline": "His"}, kicker="Hers")
    form = filled_in(merge(desk, article, refused))
    save(article, colleague, headline="Hers once more")

    shown = send(desk, form_of(article), form)

    assert questions(shown) == ["Headline"]
    assert Article.objects.get().headline == "Hers once more"
    assert filled_in(shown)["headline"] == ["His"]
    assert filled_in(shown)["kicker"] == ["Hers"]


def test_merging_saves_nothing_even_where_theirs_was_seen(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened")
    refused = meet(desk, article, colleague, {"headline": "His"}, headline="Hers")
    seen = str(Article.objects.get().newest_revision_id)

    shown = merge(desk, article, refused, seen=seen)

    assert Article.objects.get().headline == "Hers"
    assert filled_in(shown)["headline"] == ["His"]


def test_without_what_both_began_with_everything_that_differs_is_asked(desk, colleague):
    article = ArticleFactory(live=False, headline="Opened", kicker="Old", body=ONE)
    fields = filled_in(desk.get(form_of(article))) | {"base_revision": [""]}
    save(article, colleague, kicker="Hers", body=HERS)

    refused = send(desk, form_of(article), fields, headline="His")

    assert questions(refused) == ["Kicker", "Headline", "Text"]
    form = filled_in(merge(desk, article, refused))
    assert (form["headline"], form["body"]) == (["His"], [HERS + ONE])


def test_a_revision_of_another_story_is_not_what_both_began_with(desk, colleague):
    article, other = ArticleFactory(live=False, headline="Opened"), ArticleFactory(kicker="Secret")
    fields = filled_in(desk.get(form_of(article)))
    save(article, colleague, headline="Hers")

    fields["base_revision"] = [str(other.newest_revision_id)]
    refused = send(desk, form_of(article), fields, headline="His")

    assert refused.context["conflict"].base is None
    assert "Secret" not in page(refused)


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


def test_readers_see_nothing_of_a_merge(desk, colleague):
    article = ArticleFactory(headline="As published")
    before = desk.get(article.get_absolute_url()).content
    refused = meet(desk, article, colleague, {"headline": "His"}, kicker="Hers")

    send(desk, form_of(article), filled_in(merge(desk, article, refused)))

    assert desk.get(article.get_absolute_url()).content == before
    assert Article.objects.get().has_unpublished_changes


def test_a_journalist_merges_an_own_story_and_nobody_elses(client, journalist, colleague):
    own = of(journalist, headline="Opened")
    other = ArticleFactory(live=False, headline="A secret")
    client.force_login(journalist)
    refused = meet(client, own, colleague, {"headline": "His"}, kicker="Hers")
    fields = filled_in(refused)

    merged = send(client, form_of(own), fields, "_merge")
    foreign = client.post(form_of(other), fields | {"_merge": "1"})

    assert filled_in(merged)["kicker"] == ["Hers"]
    assert foreign.status_code == 403
    assert "A secret" not in page(foreign)
    # What was typed is given back there too.
    assert "His" in page(foreign)


def test_what_went_to_the_trash_meanwhile_is_told_and_merged_with_nothing(desk, editor, colleague):
    article = ArticleFactory(live=False, headline="Opened")
    refused = meet(desk, article, colleague, {"headline": "His"}, kicker="Hers")
    workflow.trash(article, by=editor)

    shown = merge(desk, article, refused)

    assert "moved to the trash meanwhile" in page(shown)
    assert "His</textarea>" in page(shown)
    assert Revision.objects.filter(article=article).count() == 2


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
