"""Stories about a few things that go on, each in words of its own: for lists of what is related."""

from tests.factories import ArticleFactory

# Each a subject, with sentences of which a story has two, and so shares one with the next.
FLOOD = (
    "The Drina flooded the lower bridge of Orlovac overnight.",
    "Firemen pumped cellars along the Drina until dawn.",
    "Engineers measured the Drina below the dam every hour.",
    "Pupils of both schools carried sandbags against the Drina.",
    "The wave of the Drina reaches the mills on Sunday.",
    "Boats brought bread to farms that the Drina cut off.",
)
HARVEST = (
    "Plum growers began picking a fortnight early.",
    "The distillery bought every plum at a record price.",
    "Wasps and hail spoiled the plum on southern slopes.",
    "A cooperative dried the plum of the whole valley.",
    "Jam makers queued for the plum at dawn.",
    "The plum has a festival with a contest of dumplings.",
)


def words(word):
    """A subject of its own, which shares nothing with any other."""
    return tuple(f"{word}{end} {word}er{end} {word}ing{end}." for end in ("", "s", "o", "a", "i"))


def about(subject, number, **content):
    """The story of this number about a subject."""
    first, second = (subject[(number + step) % len(subject)] for step in (0, 1))
    content.setdefault("headline", first.rstrip("."))
    content.setdefault("body", f"<p>{first} {second}</p>")
    return ArticleFactory(**content)
