"""How a difference of two texts is printed: what came, what is gone, and in which style."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.diffs import Run

register = template.Library()

TAGS = {"inserted": "ins", "deleted": "del"}


@register.simple_tag
def marked(runs: Iterable[Run]) -> SafeString:
    """The words of the runs, with no space that is not theirs."""
    words = format_html_join("", "{}", ((_run(run),) for run in runs))
    return format_html('<span class="diff-words">{}</span>', words)


def _run(run: Run) -> SafeString:
    tag = TAGS.get(run.change)
    # A line break that came or went is nothing to be seen by itself.
    text = run.text.replace("\n", "↵\n") if tag else run.text
    said = format_html("{}", text)
    if run.style.em:
        said = format_html("<em>{}</em>", said)
    if run.style.strong:
        said = format_html("<strong>{}</strong>", said)
    if run.style.link:
        said = _link(run, said)
    return format_html("<{}>{}</{}>", tag, said, tag) if tag else said


def _link(run: Run, said: SafeString) -> SafeString:
    """Underlined; where it changed, with the address to which it leads."""
    said = format_html('<span class="diff-link">{}</span>', said)
    if run.change == "equal":
        return said
    leads = " ".join(filter(None, [run.style.link, run.style.title and f"“{run.style.title}”"]))
    return format_html('{} <span class="diff-target">→ {}</span>', said, leads)
