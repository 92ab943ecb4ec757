"""What a reader sent, and what a check says of it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Submission:
    """A filled form; `trap` is what people do not see, `form_id` gives a double post away."""

    article_id: int
    form_id: UUID
    name: str
    email: str
    text: str
    website: str = ""
    parent_id: int | None = None
    trap: str = ""


@dataclass(frozen=True)
class Finding:
    """Why a comment is suspect: the code of the check, its weight of a hundred, what it saw."""

    code: str
    weight: int
    evidence: str = ""

    def as_json(self) -> dict[str, str | int]:
        return {"code": self.code, "weight": self.weight, "evidence": self.evidence}
