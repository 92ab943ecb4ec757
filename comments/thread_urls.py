"""Addresses of threads, each below that of its story."""

from django.urls import include, path

from comments import paging
from comments.views import thread

_PAGES = [
    path("", thread.thread, name="thread"),
    path("newest/", thread.thread, {"order": paging.NEWEST}, name="thread_newest"),
    path(
        "most-replied/", thread.thread, {"order": paging.MOST_REPLIED}, name="thread_most_replied"
    ),
    path("feed/", thread.feed, name="thread_feed"),
    path("<number:root>/", thread.branch, name="thread_branch"),
]

urlpatterns = [
    path("<section:category>/<number:pk>/<str:slug>/comments/", include(_PAGES)),
]
