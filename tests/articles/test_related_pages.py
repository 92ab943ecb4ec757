"""Lists as readers have them on pages that are kept."""

import pytest

from articles import upkeep, workflow
from articles.models import Article
from tests.articles.news import FLOOD, about
from tests.factories import editor
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db


def test_a_story_is_back_below_another_at_once_though_nothing_was_computed_meanwhile():
    article, other = about(FLOOD, 0), about(FLOOD, 1, headline="Firemen rest")
    about(FLOOD, 2)
    upkeep.catch_up()
    _rendered, kept = both()

    def is_below():
        return b"Firemen rest" in get(kept, article.get_absolute_url()).body

    seen = [is_below()]
    for verb in (workflow.withdraw, workflow.publish):
        verb(Article.objects.get(pk=other.pk), by=editor())
        seen.append(is_below())
    upkeep.catch_up()

    assert [*seen, is_below()] == [True, False, True, True]
