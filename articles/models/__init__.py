from articles.models.article import Article, Byline, Listing
from articles.models.category import Category
from articles.models.image import Image, ImageUse
from articles.models.related import RelatedStory
from articles.models.revision import Revision
from articles.models.tag import ArticleTag, Tag

__all__ = [
    "Article",
    "ArticleTag",
    "Byline",
    "Category",
    "Image",
    "ImageUse",
    "Listing",
    "RelatedStory",
    "Revision",
    "Tag",
]
