"""What search engines are told of the comments on a story, as values of schema.org."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Remark:
    """The facts of one comment; every address is absolute.

    By the `permanent` one it is known, at the `url` it is shown; `parent` is what it answers.
    """

    permanent: str
    url: str
    name: str
    text: str
    created_at: datetime
    parent: str = ""


def discussion(story: str, remarks: Iterable[Remark]) -> dict[str, Any]:
    """Comments of the story that has this address, which is what its own data go by too."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": story,
        "comment": [_comment(remark) for remark in remarks],
    }


def _comment(remark: Remark) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Comment",
        "@id": remark.permanent,
        "url": remark.url,
        "author": {"@type": "Person", "name": remark.name},
        "dateCreated": remark.created_at.isoformat(),
        "text": remark.text,
    }
    if remark.parent:
        found["parentItem"] = {"@type": "Comment", "@id": remark.parent}
    return found
