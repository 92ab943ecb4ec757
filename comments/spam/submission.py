"""What a reader sent, what is known besides, and what a check says of both."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from comments.spam.learned import Learned

EVIDENCE_LENGTH = 80


@dataclass(frozen=True)
class Submission:
    """A filled form; `trap` is what people do not see, `form_id` gives a double post away.

    `shown_at` is when its writer first saw the form. `networks` is where it came from, as
    comments.networks makes it unreadable: with the newest key first, then with the older ones.
    `reader_id` is a reader who proved the address, `user_id` a colleague who was logged in.
    """

    article_id: int
    form_id: UUID
    name: str
    # Not in what is said of it, which may be logged.
    email: str = field(repr=False)
    text: str
    website: str = ""
    parent_id: int | None = None
    trap: str = ""
    shown_at: datetime | None = None
    networks: tuple[str, ...] = ()
    reader_id: int | None = None
    user_id: int | None = None
    wants_replies: bool = False

    @property
    def network(self) -> str:
        """What is kept of where it came from; nothing if that is not known."""
        return self.networks[0] if self.networks else ""


@dataclass(frozen=True, kw_only=True)
class Past:
    """How what somebody sent in the last 30 days fared."""

    approved: int = 0
    rejected: int = 0
    spam: int = 0


@dataclass(frozen=True, kw_only=True)
class Barred:
    """A ban that fits: its kind, as `Ban.Kind` has it, and what moderators wrote of it."""

    kind: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the checks may know besides what was sent; gathered before the first is asked.

    `same_words` counts comments with the same words, of anybody and anywhere, in the last day;
    `same_place` those of them that answer the same and are of the same address or network. Of the
    address and of the network it is counted how much came in the last ten minutes. A comment that
    its writer changes (`is_change`) counts in none of these. `services` are those outside that are
    to be asked.
    """

    at: datetime
    is_open: bool = True
    is_change: bool = False
    same_words: int = 0
    same_place: int = 0
    lately_of_address: int = 0
    lately_of_network: int = 0
    past_of_address: Past = field(default_factory=Past)
    past_of_network: Past = field(default_factory=Past)
    held_words: tuple[str, ...] = ()
    refused_words: tuple[str, ...] = ()
    bans: tuple[Barred, ...] = ()
    learned: Learned | None = None
    services: tuple[str, ...] = ()
    is_trusted: bool = False
    passes_trusted: bool = False


@dataclass(frozen=True)
class Finding:
    """Why a comment is suspect: the code of the check, its weight of a hundred, what it saw.

    Whatever a check saw, no more of it is kept than moderators read at a glance.
    """

    code: str
    weight: int
    evidence: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "evidence", self.evidence[:EVIDENCE_LENGTH])

    def as_json(self) -> dict[str, str | int]:
        return {"code": self.code, "weight": self.weight, "evidence": self.evidence}


@dataclass(frozen=True)
class Verdict:
    """What becomes of a comment: `approve`, `hold` or `spam`, and what was found.

    `likelihood` is how likely moderators will not want it, in percent and rounded up; nothing while
    the filter has not learned enough to say.
    """

    decision: str
    findings: tuple[Finding, ...] = ()
    likelihood: int | None = None

    @property
    def score(self) -> int:
        """The weights together."""
        return sum(finding.weight for finding in self.findings)
