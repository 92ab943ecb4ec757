"""Watches each test: what the project writes of what readers see is stamped in that transaction.

It sees the statements that reach the database, whatever sends them and however that is decorated.
What a test or a factory writes by itself is no part of the project.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db.transaction import Atomic

from portal.pagecache import clock

PACKAGES = ("accounts", "articles", "comments", "portal")
WRITE = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)

# All that readers see is made of these; of the others only colleagues and machines know, and the
# search, whose pages nobody keeps.
FOR_READERS = {
    "accounts.Author", "articles.Article", "articles.ArticleTag", "articles.Byline",
    "articles.Category", "articles.Correction", "articles.Image", "articles.ImageUse",
    "articles.Listing", "articles.MostRead", "articles.RelatedStory", "articles.Series",
    "articles.SeriesPart", "articles.Tag", "comments.Comment", "flatpages.FlatPage",
    "flatpages.FlatPage_sites", "redirects.Redirect", "site_settings.Banner",
    "site_settings.SiteSettings", "sites.Site",
}  # fmt: skip
FOR_OTHERS = {
    "accounts.SavedFilter", "accounts.User", "accounts.User_groups",
    "accounts.User_user_permissions", "articles.Activity", "articles.Alarm", "articles.AlarmLetter",
    "articles.FormSession", "articles.Front", "articles.FrontVersion", "articles.FrontVisit",
    "articles.Note",
    "articles.Posting", "articles.RelatedChoice", "articles.ReviewLink", "articles.Revision",
    "articles.SearchDocument", "articles.SearchName", "articles.SearchWord", "articles.StatePlace",
    "articles.StoryState", "articles.StoryWords", "articles.StyleRule", "articles.Term",
    "articles.TermVector", "articles.Upkeep", "articles.ViewCount", "comments.Ban",
    "comments.CannedReason", "comments.Claim", "comments.CommentSettings", "comments.Decision",
    "comments.Flag", "comments.LearnedFilter", "comments.NetworkKey", "comments.Reader",
    "comments.Remark", "comments.ReplyLetter", "pagecache.Boundary", "pagecache.CacheTag",
    "pagecache.Clock", "pagecache.Heartbeat", "pagecache.Purge", "publicmodels.PastRow",
    "publicmodels.Trashed",
}  # fmt: skip
# They write, and of that readers see nothing: tests.pagecache.test_verbs looks.
QUIET = {
    "articles.autosaves.keep", "articles.planning.assign", "articles.planning.plan",
    "articles.revisions.create", "articles.revisions.save", "articles.workflow.restore",
    "articles.workflow.send_back", "articles.workflow.submit", "articles.workflow.trash",
    # Of when a story was begun and last saved no page tells readers.
    "portal.demo.newsdesk._date_back",
    # Of a column that only the desk looks in.
    "accounts.folded.fill",
    # The names of copies begin with SITE_URL.
    "portal.site.address.sync",
}  # fmt: skip


class Watch:
    """`unstamped` are functions, each with the table that it wrote."""

    def __init__(self) -> None:
        self.unstamped: list[str] = []
        self._tables = {apps.get_model(label)._meta.db_table for label in FOR_READERS}
        self._written: list[str] = []
        self._is_stamped = False

    def execute(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if (found := WRITE.match(sql)) and found[1] in self._tables and (writer := _writer()):
            self._written.append(f"{writer}: {found[1]}")
            self.settle()
        return result

    def stamp(self) -> None:
        """That nothing is stamped is said by the same call, without tags."""
        self._is_stamped = _is_in_transaction()

    def settle(self, *, is_kept: bool = True) -> None:
        if _is_in_transaction():
            return
        if is_kept and not self._is_stamped:
            self.unstamped += self._written
        self._written, self._is_stamped = [], False


def _is_in_transaction() -> bool:
    """In one of the project's, not only in that of the test."""
    return not all(block._from_testcase for block in connection.atomic_blocks)


def _writer() -> str:
    """The function of the project that wrote; nothing if that was a test, or is known."""
    names, frame = [], sys._getframe(2)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        package = module.partition(".")[0]
        if package == "tests" and not names:
            return ""
        if package in PACKAGES:
            names.append(f"{module}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    is_known = not names or not QUIET.isdisjoint(names)
    return "" if is_known else names[0]


@contextmanager
def watched() -> Iterator[Watch]:
    """The transactions of this thread while it lasts."""
    watch, leave, touch = Watch(), Atomic.__exit__, clock.touch

    def leave_and_look(block, kind, error, trace):
        leave(block, kind, error, trace)
        watch.settle(is_kept=kind is None)

    def touch_and_note(*tags):
        touch(*tags)
        watch.stamp()

    Atomic.__exit__, clock.touch = leave_and_look, touch_and_note
    try:
        with connection.execute_wrapper(watch.execute):
            yield watch
    finally:
        Atomic.__exit__, clock.touch = leave, touch
