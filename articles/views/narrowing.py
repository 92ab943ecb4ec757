"""What a reader chose beside the words of a search, and the addresses that choose otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Category
from articles.models import category as categories
from articles.search import Order, Period
from articles.search.finding import LABELS
from articles.search.results import TONGUES

_SLUG = re.compile("[-a-zA-Z0-9_]{1,60}")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A section, a period, a language and an order; what no link says is as if it were not said."""

    text: str
    section: Category | None
    period: str
    language: str
    order: Order

    @classmethod
    def of(cls, text: str, asked: QueryDict) -> Self:
        slug, period, language, order = (
            asked.get(name, "") for name in ("section", "period", "language", "order")
        )
        return cls(
            text=text,
            section=categories.at(slug) if _SLUG.fullmatch(slug) else None,
            period=period if period in LABELS else "",
            language=language if language in TONGUES else "",
            order=Order.NEWEST if order == Order.NEWEST else Order.RELEVANCE,
        )

    @property
    def kept(self) -> dict[str, str]:
        """All but the words, as an address has it."""
        said = {
            "section": self.section.slug if self.section else "",
            "period": self.period,
            "language": self.language,
            "order": _said(self.order),
        }
        return {name: value for name, value in said.items() if value}

    def address(self, page: int = 1, /, **instead: str) -> str:
        """The list with another filter or order, where an empty one removes it."""
        said = {"q": self.text} | self.kept | instead | {"page": str(page) if page > 1 else ""}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    @property
    def is_narrow(self) -> bool:
        return bool(self.section or self.period or self.language)

    def filters(self) -> Iterator[tuple[str | Promise, str]]:
        """Those that are set, each with the address of the list without it."""
        if self.section:
            yield self.section.name, self.address(section="")
        if self.period:
            yield LABELS[Period(self.period)], self.address(period="")
        if self.language:
            yield TONGUES[self.language], self.address(language="")

    def orders(self) -> Iterator[tuple[str | Promise, str, bool]]:
        """Each with its address, and whether it is this one."""
        for order, label in ((Order.RELEVANCE, _("Best match")), (Order.NEWEST, _("Newest first"))):
            yield label, self.address(order=_said(order)), order == self.order


def _said(order: Order) -> str:
    return "" if order == Order.RELEVANCE else order.value
