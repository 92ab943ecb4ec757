"""How long the lines of a story should be that stand by themselves, and what stands where one is
empty."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True, kw_only=True)
class Line:
    """`short` is how many characters are seen whole wherever it stands.

    Where it is empty, the first of `falls_back` that is not stands in its place, as
    `articles.models.Article` and the template tags have it.
    """

    short: int
    falls_back: tuple[str, ...] = ()


LINES = {
    "headline": Line(short=100),
    "standfirst": Line(short=250),
    "front_headline": Line(short=70, falls_back=("headline",)),
    "social_headline": Line(short=90, falls_back=("seo_title", "headline")),
    "seo_title": Line(short=60, falls_back=("headline",)),
    "seo_description": Line(short=155, falls_back=("standfirst",)),
}


def count(fields: Mapping[str, forms.Field]) -> None:
    """Tell the page what to count; static/js/admin/headlines.js does."""
    for name, line in LINES.items():
        attrs = fields[name].widget.attrs
        attrs["data-short"] = line.short
        if line.falls_back:
            attrs["data-falls-back"] = " ".join(line.falls_back)


def keep_whole(fields: Mapping[str, forms.Field]) -> None:
    """No field cuts off what is pasted into it: the browser would do so without a word.

    What is too long is refused by the form, which keeps all of it.
    """
    for field in fields.values():
        most = field.widget.attrs.pop("maxlength", None)
        if most:
            field.widget.attrs["data-most"] = most
