"""Fronts at the desk: shaped, looked at, refused, changed by two, brought back."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from accounts.models import User
from articles.admin.fronts import opened, saving
from articles.fronts import versions
from articles.fronts.layout import Slot
from articles.models import Article, Category, FrontVersion
from bench.demo import Shown


def add(desk: User) -> None:
    """A front that readers have, and what was changed since; one of a section too."""
    live = list(Article.objects.live().newest_first()[5:12])
    soon = Article.objects.scheduled().order_by("published_at")[0]
    first = _shape(None, desk, {"lead": live[:1], "top": live[1:3]})
    versions.launch(first.front, by=desk, number=first.number)
    _shape(None, desk, {"lead": live[3:4], "top": [soon, *live[1:3]], "picks": live[4:]})
    section = Category.objects.filter(parent=None, in_menu=True).order_by("position", "pk")[0]
    _shape(section, desk, {"lead": list(Article.objects.live().listed_in(section)[1:2])})


def pages() -> Iterator[Shown]:
    board = reverse("admin:articles_front_changelist")
    yield Shown(name="board of the front page", path=board, user="editor")
    yield Shown(name="front, looked for", path=f"{board}?q=river", user="editor")
    yield Shown(name="front, nothing found", path=f"{board}?q=unicorn", user="editor")
    opened_parts = ("[data-slot] summary >> nth=0", "[data-zone=top] > header summary")
    yield Shown(name="front, a slot of it", path=board, user="editor", pressed=opened_parts)
    beside = ("[data-preview-open]",)
    yield Shown(name="front and its preview", path=board, user="editor", pressed=beside)
    preview = reverse("admin:articles_front_preview")
    yield Shown(name="front previewed, with reasons", path=f"{preview}?why=1", user="editor")
    history = reverse("admin:articles_front_history")
    yield Shown(name="fronts that were launched", path=history, user="editor")
    section = Category.objects.filter(front__isnull=False)[0]
    path = reverse("admin:articles_front_changelist", args=[section.pk])
    yield Shown(name="front of a section", path=path, user="editor")
    path = reverse("admin:articles_front_preview", args=[section.pk])
    yield Shown(name="front of a section previewed", path=path, user="editor")
    yield Shown(name="front refused", path=board, user="editor", sent={"a": ["b"]}, status=422)
    yield Shown(name="front that two changed", path=board, user="editor", sent=_late(), status=422)


def _shape(category: Category | None, desk: User, pinned: dict[str, list[Article]]) -> FrontVersion:
    page = opened.opened(category.pk if category else None)
    layout = page.layout(page.newest)
    for zone in layout.zones:
        if stories := pinned.get(zone.name):
            slots = (Slot(name=f"{zone.name}-{each.pk}", story=each.pk) for each in stories)
            layout = layout.with_zone(replace(zone, slots=tuple(slots)))
    return versions.save(page.front, layout, by=desk, based_on=page.front.number)


def _late() -> dict[str, list[str]]:
    """What somebody sends who began before the first version, and pinned another lead."""
    page = opened.opened()
    form = saving.untouched(page).form
    fields = [each for part in (*form.zones.values(), *form.slots) for each in part]
    sent = {each.html_name: [str(each.value())] for each in fields if each.value()}
    sent |= {"slot": [each.name for each in form.slots], "based_on": ["0"]}
    return sent | {f"slot-{form.slots[0].name}-headline": ["Another headline"]}
