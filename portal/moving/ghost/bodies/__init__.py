"""The body of a post as HTML, whichever of Ghost's editors saved it."""

from portal.moving.ghost.bodies.choosing import Chosen, choose

__all__ = ["Chosen", "choose"]
