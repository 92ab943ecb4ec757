"""Services outside that are asked about a comment, once its writer has an answer; off by default.

They are told the story's address and what readers would see of a comment: its name, words and
website. The email address stays in the house, and where a reader is, nobody here knows.
"""

import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode

from django.conf import settings

from comments.spam.submission import EVIDENCE_LENGTH, Finding

# In seconds; who does not answer is asked again later.
PATIENCE = 5.0


class Unanswered(Exception):
    """The service did not say what it thinks; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """All that leaves the house."""

    name: str
    text: str
    website: str
    story: str
    is_answer: bool = False
    is_change: bool = False


class Service(Protocol):
    """`code` is that of its findings, `name` what moderators call it."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    def ask(self, question: Question) -> Finding | None:
        """What it holds against a comment; raises Unanswered."""


@dataclass(frozen=True)
class Akismet:
    """https://akismet.com/developers/detailed-docs/comment-check/, `site` the newspaper."""

    key: str
    site: str
    code: str = "akismet"
    name: str = "Akismet"

    home = "https://rest.akismet.com/1.1/comment-check"

    def ask(self, question: Question) -> Finding | None:
        request = urllib.request.Request(self.home, data=self._told(question), method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
                said, help_ = response.read(100), response.headers.get("X-akismet-debug-help")
        except (OSError, HTTPException) as error:
            raise Unanswered(_reason(error)) from error
        if said not in (b"true", b"false"):
            raise Unanswered(help_ or repr(said)[:EVIDENCE_LENGTH])
        return Finding(self.code, 60) if said == b"true" else None

    def _told(self, question: Question) -> bytes:
        fields = {
            "api_key": self.key,
            "blog": self.site,
            # It has to be there, and this is nobody's.
            "user_ip": "0.0.0.0",  # noqa: S104
            "comment_type": "reply" if question.is_answer else "comment",
            "comment_author": question.name,
            "comment_author_url": question.website,
            "comment_content": question.text,
            "permalink": question.story,
            "blog_charset": "UTF-8",
        }
        if question.is_change:
            fields["recheck_reason"] = "edit"
        return urlencode(fields).encode()


def configured() -> tuple[Service, ...]:
    """Those that the site has switched on."""
    if not settings.AKISMET_KEY:
        return ()
    return (Akismet(settings.AKISMET_KEY, settings.SITE_URL),)


def _reason(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return f"HTTP {error.code}"
    return str(error.reason if isinstance(error, URLError) else error) or type(error).__name__
