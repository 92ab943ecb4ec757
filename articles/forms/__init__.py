"""What the desk types into: the form of a story's content, and its fields."""

from articles.forms.content import ContentForm

__all__ = ["ContentForm"]
