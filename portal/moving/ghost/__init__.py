"""Exports of Ghost, read as records that know nothing of Ghost."""

from portal.moving.ghost.reader import read
from portal.moving.ghost.redirects import Moved, redirects

__all__ = ["Moved", "read", "redirects"]
