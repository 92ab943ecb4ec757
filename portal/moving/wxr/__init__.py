"""Reads what WordPress exports, WXR 1.0 to 1.2: everything in it, whatever state it is in."""

from portal.moving.wxr.reading import describe, read

__all__ = ["describe", "read"]
