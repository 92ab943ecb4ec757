"""Links for review as a test uses them: made by the desk for somebody, of a text that changes."""

from dataclasses import replace

from articles import reviews, revisions
from tests.articles.desk import story
from tests.factories import editor as the_desk


def invited(article=None, **said):
    said.setdefault("name", "Ana Lawyer")
    return reviews.invite(article or story(headline="To come"), by=the_desk(), **said)


def edit(article, **content):
    return revisions.save(
        article, replace(article.newest_revision.content, **content), by=the_desk()
    )
