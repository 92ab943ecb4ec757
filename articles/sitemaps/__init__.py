"""Sitemaps: an index, the stories by their numbers, other pages, and the news of two days."""
