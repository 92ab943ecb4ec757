"""What the checks may know of a submission besides its own words: a few counts, by index."""

import hashlib
import re
from datetime import datetime

from articles.models import Byline
from comments.models import Comment
from comments.policy import Policy
from comments.spam import Facts, Submission


def facts(submission: Submission, *, policy: Policy, at: datetime) -> Facts:
    """All that `spam.judge` asks for."""
    return Facts(at=at, is_open=policy.is_open(at), passes_trusted=policy.passes_trusted)


def fingerprint(text: str) -> str:
    """The same of the same words, however they are spaced or in what case; empty without words."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


def badge(submission: Submission) -> str:
    """What readers are told of a colleague who was logged in: whether the story is hers."""
    if submission.user_id is None:
        return ""
    own = Byline.objects.filter(article=submission.article_id, author__user=submission.user_id)
    return Comment.Badge.AUTHOR if own.exists() else Comment.Badge.STAFF
