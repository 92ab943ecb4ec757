"""Files of a site that moves here: found in a copy of its uploads, or fetched from it."""

from portal.moving.media.fetched import REASONS, Fetched, Refused
from portal.moving.media.fetcher import Counts, Fetcher
from portal.moving.media.kinds import kind
from portal.moving.media.limits import Limits, Network
from portal.moving.media.public import is_public
from portal.moving.media.reading import read
from portal.moving.media.uploads import Uploads

__all__ = [
    "REASONS",
    "Counts",
    "Fetched",
    "Fetcher",
    "Limits",
    "Network",
    "Refused",
    "Uploads",
    "is_public",
    "kind",
    "read",
]
