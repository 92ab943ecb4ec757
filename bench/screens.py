"""`make screens`: every page at every width in both themes, and a sheet with all of them."""

import io
import shutil
from html import escape

from PIL import Image
from playwright.sync_api import Page
from rich.progress import track

from bench.demo import FOLDER, Shown, demo_site
from bench.server import ROOT
from bench.visitor import HEIGHTS, THEMES, WIDTHS, Visitor, browser, through

SCREENS = FOLDER.parent / "screens"
# What docs/ shows, by its page here, as it looks on a desktop.
PICTURES = ROOT / "docs" / "pictures"
SHOWN_IN_DOCS = {
    "newsroom of the journalist": "newsroom",
    "story in review": "story",
    "dialog of pictures": "pictures",
    "image change": "focal-point",
    "comment changelist": "comments",
    "front": "front",
}


def file_name(shown: Shown, device: str, theme: str) -> str:
    return f"{shown.name.replace(' ', '-')}-{device}-{theme}.png".lower()


def take() -> list[Shown]:
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    with demo_site() as site, browser() as launched:
        visitor = Visitor(launched, site)
        for shown in track(site.pages, "Looking"):
            page = visitor.open(shown)
            for theme in THEMES:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                for device, width in WIDTHS.items():
                    page.set_viewport_size({"width": width, "height": HEIGHTS[device]})
                    through(page)
                    path = SCREENS / file_name(shown, device, theme)
                    page.screenshot(path=path, full_page=True)
            if shown.name in SHOWN_IN_DOCS:
                keep(page, SHOWN_IN_DOCS[shown.name])
            page.close()
        return list(site.pages)


def keep(page: Page, name: str) -> None:
    """A picture for the docs: what the screen shows without scrolling, in light colours."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    picture = Image.open(io.BytesIO(page.screenshot()))
    PICTURES.mkdir(exist_ok=True)
    picture.save(PICTURES / f"{name}.webp", quality=80, method=6)


def sheet(pages: list[Shown]) -> str:
    """A page that shows all, each leading to its picture."""
    rows = "".join(
        f"<h2>{escape(shown.name)}</h2><div>"
        + "".join(
            f'<a href="{name}"><img src="{name}" alt="{device}, {theme}" loading="lazy"></a>'
            for theme in THEMES
            for device in WIDTHS
            if (name := file_name(shown, device, theme))
        )
        + "</div>"
        for shown in pages
    )
    style = "div{display:flex;gap:1rem;overflow-x:auto;align-items:start}img{height:24rem}"
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><title>Screens</title><style>{style}</style>{rows}'
    )


def main() -> None:
    (SCREENS / "index.html").write_text(sheet(take()))
    print(f"See {SCREENS.relative_to(FOLDER.parent.parent)}/index.html")


if __name__ == "__main__":
    main()
