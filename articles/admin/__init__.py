"""The desk: stories, the sections, tags and images that they are made of, and breaking news."""

from articles.admin.article import ArticleAdmin
from articles.admin.breaking import BannerAdmin
from articles.admin.category import CategoryAdmin
from articles.admin.fronts import FrontAdmin
from articles.admin.image import ImageAdmin
from articles.admin.style_rule import StyleRuleAdmin
from articles.admin.tag import TagAdmin

__all__ = [
    "ArticleAdmin", "BannerAdmin", "CategoryAdmin", "FrontAdmin", "ImageAdmin", "StyleRuleAdmin",
    "TagAdmin",
]  # fmt: skip
