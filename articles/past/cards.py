"""Stories with all that their cards printed at a moment of the past."""

from collections.abc import Collection, Mapping

from accounts.models import Author
from articles.models import Article, Byline, Image, StoryState
from articles.past.paper import Paper
from articles.past.recording import COLUMNS
from portal.prepared import Loaded
from portal.publicmodels import past


def cards(
    states: Collection[StoryState], paper: Paper, *, images: Mapping[int, int]
) -> dict[int, Article]:
    """The stories by their keys, in memory only; four queries however many they are.

    `images` are, by stories, the keys of those that take the place of their own.
    """
    used = {state.card["lead_image_id"] for state in states} | set(images.values())
    pictures = past.as_of(Image, paper.at, keys=used)
    named = {author for state in states for author, _role in state.card["bylines"]}
    authors = past.as_of(Author, paper.at, keys=named)
    stories = {}
    for state in states:
        story = Article(
            pk=state.article_id, status=Article.Status.PUBLISHED, published_at=state.published_at,
            **{column: state.card.get(column) for column in COLUMNS},
        )  # fmt: skip
        story.category = paper.categories[state.card["category_id"]]
        own = pictures.get(state.card["lead_image_id"])
        story.lead_image = pictures.get(images.get(state.article_id, 0)) or own
        story._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "bylines": Loaded(Byline, _bylines(state, story, authors))
        }
        stories[story.pk] = story
    return stories


def _bylines(state: StoryState, story: Article, authors: Mapping[int, Author]) -> list[Byline]:
    return [
        Byline(article=story, author=authors[author], role=role, position=position)
        for position, (author, role) in enumerate(state.card["bylines"])
    ]
