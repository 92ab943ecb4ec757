"""What a form holds before it is sent, as a content: for looking at, never for saving."""

from dataclasses import replace

from articles.content import Content
from articles.forms.content import PLAIN, ROWS, ContentForm


def content(form: ContentForm) -> Content:
    """What was typed; of a field that cannot be read (yet), what is saved of it."""
    form.is_valid()
    read = form.cleaned_data
    rows = {key: read[name] and read[name].pk for name, key in ROWS.items() if name in read}
    plain = {name: read[name] for name in PLAIN if name in read}
    return replace(form.before, **plain, **rows)
