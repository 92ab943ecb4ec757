"""The desk: stories, and the sections, tags and images that they are made of."""

from articles.admin.article import ArticleAdmin
from articles.admin.category import CategoryAdmin
from articles.admin.image import ImageAdmin
from articles.admin.series import SeriesAdmin
from articles.admin.style_rule import StyleRuleAdmin
from articles.admin.tag import TagAdmin

__all__ = [
    "ArticleAdmin",
    "CategoryAdmin",
    "ImageAdmin",
    "SeriesAdmin",
    "StyleRuleAdmin",
    "TagAdmin",
]
