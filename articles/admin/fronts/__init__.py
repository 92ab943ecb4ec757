"""The desk's pages of fronts: shaped, previewed, launched, brought back."""

from articles.admin.fronts.desk import FrontAdmin

__all__ = ["FrontAdmin"]
