"""Feeds: of the site, and of every category, tag and author, as RSS and as Atom."""
