"""The addresses of stories as a test follows them, those of withdrawn ones too."""

from articles import workflow
from articles.models import Article
from tests.factories import ArticleFactory
from tests.factories import editor as the_desk


def loaded(article):
    return Article.objects.select_related("category__parent").get(pk=article.pk)


def withdrawn(leading_to="", **content):
    return loaded(
        workflow.withdraw(ArticleFactory(**content), by=the_desk(), redirect_to=leading_to)
    )


def way(client, address):
    """Status and address of each answer on the way of a reader, the last one's alone at the end."""
    response = client.get(address, follow=True)
    return [(code, to) for to, code in response.redirect_chain], response.status_code
