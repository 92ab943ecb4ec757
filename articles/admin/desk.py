"""All that stands beside the form of a story and is not its text."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.admin.activity import ActivityAdmin
from articles.admin.leading import LeadingAdmin, may_lead
from articles.admin.moves import staff
from articles.admin.notes import NotesAdmin, notes_context
from articles.admin.planning import PlanningAdmin, plan_context, plan_form
from articles.admin.related import RelatedAdmin
from articles.admin.reviews import ReviewsAdmin, count_of_usable
from articles.models import Article
from articles.mostread import reading as most_read


class DeskAdmin(PlanningAdmin, NotesAdmin, ReviewsAdmin, RelatedAdmin, LeadingAdmin, ActivityAdmin):
    @staticmethod
    def beside(request: HttpRequest, article: Article) -> dict[str, Any]:
        return {
            **plan_context(article, plan_form(article, staff(request))),
            **notes_context(article),
            "may_lead": may_lead(article, staff(request)),
            "usable_links": count_of_usable(article),
            "views": _views(article),
        }


def _views(article: Article) -> tuple[int, int] | None:
    """How often readers opened it in 24 hours and in 7 days; nothing while they cannot."""
    if not article.is_live():
        return None
    return most_read.views([article.pk], at=timezone.now())[article.pk]
