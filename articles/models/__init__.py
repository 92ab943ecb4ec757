from articles.models.activity import Activity
from articles.models.alarm import Alarm, AlarmLetter
from articles.models.article import Article
from articles.models.byline import Byline
from articles.models.category import Category
from articles.models.correction import Correction
from articles.models.front import Front, FrontVersion, FrontVisit
from articles.models.image import Image, ImageUse
from articles.models.listing import Listing
from articles.models.past import StatePlace, StoryState
from articles.models.related import RelatedChoice, RelatedStory
from articles.models.review import Note, ReviewLink
from articles.models.revision import Revision
from articles.models.search import SearchDocument
from articles.models.series import Series, SeriesPart
from articles.models.session import FormSession
from articles.models.style_rule import StyleRule
from articles.models.tag import ArticleTag, Tag
from articles.models.terms import Posting, Term, TermVector
from articles.models.upkeep import Upkeep
from articles.models.viewed import MostRead, ViewCount
from articles.models.vocabulary import SearchName, SearchWord, StoryWords

__all__ = [
    "Activity",
    "Alarm",
    "AlarmLetter",
    "Article",
    "ArticleTag",
    "Byline",
    "Category",
    "Correction",
    "FormSession",
    "Front",
    "FrontVersion",
    "FrontVisit",
    "Image",
    "ImageUse",
    "Listing",
    "MostRead",
    "Note",
    "Posting",
    "RelatedChoice",
    "RelatedStory",
    "ReviewLink",
    "Revision",
    "SearchDocument",
    "SearchName",
    "SearchWord",
    "Series",
    "SeriesPart",
    "StatePlace",
    "StoryState",
    "StoryWords",
    "StyleRule",
    "Tag",
    "Term",
    "TermVector",
    "Upkeep",
    "ViewCount",
]
