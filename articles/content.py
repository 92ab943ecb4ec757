"""What is editorial of a story, as one value: edited by the form, kept by a revision, made live."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Self

SCHEMA = 2


class UnknownSchema(Exception):
    """A revision was written by a newer version of this software."""


@dataclass(frozen=True, kw_only=True)
class Credit:
    """An author on a story, for what the role says."""

    author_id: int
    role: str = "text"


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that is editorial of a story.

    The order of `tags`, `credits` and categories is the order shown.
    """

    headline: str = ""
    front_headline: str = ""
    social_headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    body: str = ""
    slug: str = ""
    language: str = ""
    category_id: int | None = None
    other_category_ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    lead_image_id: int | None = None
    lead_alt: str = ""
    lead_caption: str = ""
    source: str = ""
    seo_title: str = ""
    seo_description: str = ""
    canonical_url: str = ""
    noindex: bool = False
    comment_policy: str = "open"
    comment_days: int | None = None
    publish_at: datetime | None = None
    unpublish_at: datetime | None = None
    embargo_until: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; moments as ISO 8601."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], *, schema: int = SCHEMA) -> Self:
        """What `as_json` made, of this or an older schema; what it lacks stays at its default."""
        if schema > SCHEMA:
            raise UnknownSchema(schema)
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        for name in ("publish_at", "unpublish_at", "embargo_until"):
            if values.get(name):
                values[name] = datetime.fromisoformat(values[name])
        values["credits"] = tuple(Credit(**credit) for credit in values.get("credits", ()))
        for name in ("tags", "other_category_ids"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)


# Fields of Content that are columns of the live row, by the same names; the others are other rows.
COLUMNS: tuple[str, ...] = (
    "headline", "front_headline", "social_headline", "kicker", "standfirst", "body", "slug",
    "language", "category_id",
    "lead_image_id", "lead_alt", "lead_caption", "source", "seo_title", "seo_description",
    "canonical_url", "noindex", "comment_policy", "comment_days", "publish_at", "unpublish_at",
    "embargo_until",
)  # fmt: skip
