"""Merging overtakes nobody: who saves meanwhile is shown, and readers and strangers see nothing."""

import pytest

from articles import workflow
from articles.models import Article, Revision
from tests.articles.colleagues import choose, meet, merge, questions
from tests.articles.desk import filled_in, form_of, of, page, send
from tests.articles.versions import save
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


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


def test_a_revision_of_another_story_is_not_what_both_began_with(desk, colleague):
    article, other = ArticleFactory(live=False, headline="Opened"), ArticleFactory(kicker="Secret")
    fields = filled_in(desk.get(form_of(article)))
    save(article, colleague, headline="Hers")

    fields["base_revision"] = [str(other.newest_revision_id)]
    refused = send(desk, form_of(article), fields, headline="His")

    assert refused.context["conflict"].base is None
    assert "Secret" not in page(refused)


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
